import type { One } from './circle-one';
export interface Two {
  readonly one: One;
}
