interface OfReturn {
  readonly source: string | null;
  readonly returnOn: string | null;
}

/** True when the row already rests on a later return of the same source, whatever day the facts speak of. */
export const isOlderReturn = (
  row: OfReturn,
  { source, returnOn }: { readonly source: string; readonly returnOn: string },
) => row.source === source && row.returnOn !== null && row.returnOn > returnOn;
