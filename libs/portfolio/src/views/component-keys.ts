import type { ComponentKind } from '../contract/vocabulary';

interface OfComponent {
  readonly data: { readonly kind: string; readonly componentId: string };
}

/** The component an event of a portfolio speaks of, if it is of this kind. */
export const componentKeys =
  (kind: ComponentKind) =>
  ({ data }: OfComponent): readonly string[] =>
    data.kind === kind ? [data.componentId] : [];
