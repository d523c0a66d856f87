// refused by lint: no-restricted-syntax
export interface Mutable {
  value: string;
}
