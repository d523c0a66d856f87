import { organisation } from '@tabularium/organisation';
import type { ContextDefinition } from '@tabularium/http';

/** What the engine serves: one line per context. */
export const contexts: readonly ContextDefinition[] = [organisation];
