// refused by lint: @typescript-eslint/no-non-null-assertion
export const sure = (value: string | null): string => value!;
