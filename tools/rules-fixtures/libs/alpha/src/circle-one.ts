// refused by imports: no-circles
import type { Two } from './circle-two';
export interface One {
  readonly two: Two;
}
