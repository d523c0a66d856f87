import { afterlife } from './afterlife';
import { foundations } from './foundations';
import { told, together, type Told } from './matters';
import { rulebook } from './rulebook';

/** Who decides, by which rules, and what became of what was decided. */
export const governance: Told = together(told(foundations), rulebook, afterlife);
