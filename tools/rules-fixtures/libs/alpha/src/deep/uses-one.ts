import { used } from '../dead/two-exports';
export const both = used;
