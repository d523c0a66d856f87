// refused by lint: @typescript-eslint/switch-exhaustiveness-check
export function words(kind: 'a' | 'b'): string {
  switch (kind) {
    case 'a':
      return 'A';
  }
  return '';
}
