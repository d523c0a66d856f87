import type { AggregateContract } from '@tabularium/contracts';
import type { MessageClass } from '@tabularium/contracts';
import type {
  Decider,
  FactsByCommand,
  LocalDate,
  MessageClasses,
  DataOf,
  MessageMap,
  Process,
  Reading,
  RecordedEvent,
  Refusals,
} from '@tabularium/kernel';
import type { Document } from '@tabularium/documents';
import type { BasisAsked, LoggedEvent, ReadStore, Row, View } from '@tabularium/read-store';

/** Folds another stream as it stands now; its revision is pinned in the events the command leads to. */
export type Read = <S, E extends MessageMap>(reading: Reading<S, E>, id: string) => Promise<S>;

/** The revision another stream stands at (-1 = no stream), pinned likewise: for rules about what changed since. */
export type Revision = (category: string, id: string) => Promise<number>;

/** Collects what one command's rule must be sure of, from other streams. */
export type FactLoader<C, F> = (asked: {
  readonly command: C;
  readonly id: string;
  readonly today: LocalDate;
  readonly read: Read;
  readonly revision: Revision;
}) => Promise<F>;

/** An aggregate with everything the runtime needs to serve it. Loosely typed inside; `aggregate()` checks the fit. */
export interface AggregateWiring {
  readonly contract: AggregateContract;
  readonly decider: Decider<unknown, MessageMap, MessageMap>;
  readonly facts: Readonly<Record<string, FactLoader<object, object>>>;
}

/** Ties contract, decider and fact loaders together; a command with facts and no loader does not compile. */
export function aggregate<
  S,
  C extends MessageClasses,
  E extends MessageClasses,
  R extends Refusals,
  F extends FactsByCommand = Readonly<Record<never, object>>,
>(
  contract: AggregateContract<C, E, R>,
  decider: Decider<S, DataOf<C>, DataOf<E>, keyof R & string, F>,
  facts: { readonly [N in keyof F & keyof C]: FactLoader<InstanceType<C[N]>, F[N]> } = {} as {
    readonly [N in keyof F & keyof C]: FactLoader<InstanceType<C[N]>, F[N]>;
  },
): AggregateWiring {
  return { contract, decider, facts } as unknown as AggregateWiring;
}

/** What a report may know of who asks. */
export interface Reader {
  /** Whether no row of the view is kept from them; a report that counts what is missing asks first. */
  seesEveryRow(view: string): boolean;
}

/** A question that joins views; served at `GET /api/reports/<name>` through the QueryBus. */
export interface Report<P extends object = object, A = unknown> {
  readonly name: string;
  readonly title: string;
  /** Query parameters beside `asOf` and `knownAt`; every value arrives as text. */
  readonly params: MessageClass<P>;
  /** Of method form, so that reports of any parameters stand in one list. */
  run(asked: P & BasisAsked, views: ReadStore, reader?: Reader): Promise<A>;
  /** How the answer stands on paper; a report that says so is served as PDF too. */
  document?(answer: A): Document;
}

/** Says what the right rests on by which an event happened; undefined where it is not of a kind it knows. Throws Problem (403). */
export type Tracer = (event: LoggedEvent, views: ReadStore) => Promise<object | undefined>;

/** Something kept from one person, in whatever they are shown. */
export interface Withheld {
  /** A row of a view that is named; the same row where nothing in it is kept. */
  row(view: string, key: string, row: Row): Row;
  /** An event of a type that is named; the same event where nothing in it is kept. */
  event<E extends RecordedEvent>(event: E): E;
}

/** What a context keeps from people who see the rest, by how things stand now and not at the basis that is asked for. */
export interface Withholding {
  /** Roles from whom nothing is kept. */
  readonly openTo: readonly string[];
  /** Columns, by view, that may hold something; whom it is kept from neither filters by them nor gets the view's hash. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  /** Types of events that may. */
  readonly types: readonly string[];
  /** Undefined = nothing is kept from the person. */
  from(personId: string, views: ReadStore): Promise<Withheld | undefined>;
}

/** What a context offers, on one page: its `<context>.module.ts`. */
export interface ContextDefinition {
  readonly name: string;
  readonly title: string;
  readonly aggregates: readonly AggregateWiring[];
  readonly views: readonly View[];
  readonly processes: readonly Process[];
  /**
   * Views of what is due: columns `due` (date), `category`, `entity` (id of the aggregate), `command` and `data` (JSON
   * text). From that day on the command is sent as the engine, once; its event must take the row out of the view.
   */
  readonly deadlines?: readonly View[];
  readonly reports: readonly Report[];
  readonly withholding?: Withholding;
  /** For `why`: from the authority of an event to what is behind it. */
  readonly tracers?: readonly Tracer[];
}
