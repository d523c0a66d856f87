/** The basis asked for does not exist: a day or instant that is none, or knowledge beyond the head of the log. */
export class InvalidBasis extends Error {
  override readonly name = 'InvalidBasis';
}

export class UnknownView extends Error {
  override readonly name = 'UnknownView';
  constructor(readonly view: string) {
    super(`There is no view ${view}`);
  }
}

export class UnknownColumn extends Error {
  override readonly name = 'UnknownColumn';
  constructor(
    readonly view: string,
    readonly column: string,
  ) {
    super(`View ${view} has no column ${column}`);
  }
}

export class UnknownTotal extends Error {
  override readonly name = 'UnknownTotal';
  constructor(
    readonly view: string,
    readonly total: string,
  ) {
    super(`View ${view} has no total ${total}`);
  }
}

/** A condition, sort or limit that the column's type does not allow. */
export class InvalidCondition extends Error {
  override readonly name = 'InvalidCondition';
}

/** The definition of a view cannot be stored as it is, or changed without a new version. */
export class InvalidView extends Error {
  override readonly name = 'InvalidView';
}

/**
 * The view stopped at an event it could not apply. Questions about knowledge up to `lastGood` are still answered when
 * asked for explicitly; a question about the head is not, so that nobody takes an old answer for the current one.
 */
export class ViewFaulted extends Error {
  override readonly name = 'ViewFaulted';
  constructor(
    readonly view: string,
    /** Last log index the view has applied. */
    readonly lastGood: number,
    readonly fault: string,
  ) {
    super(`View ${view} stopped after log index ${lastGood}: ${fault}`);
  }
}

/** The view has not yet applied what the question is about; ask again later. */
export class ViewBehind extends Error {
  override readonly name = 'ViewBehind';
  constructor(
    readonly view: string,
    readonly appliedTo: number,
  ) {
    super(`View ${view} is being built and stands at log index ${appliedTo}`);
  }
}

/**
 * The database is away, or went away. Of a batch nothing is known to be written: go on from the checkpoint, which is read
 * with it.
 */
export class ReadStoreUnavailable extends Error {
  override readonly name = 'ReadStoreUnavailable';
}

/** The batch does not continue the log copy; nothing was written. */
export class LogGap extends Error {
  override readonly name = 'LogGap';
  constructor(
    readonly expected: number,
    readonly got: number,
  ) {
    super(`Expected log index ${expected}, got ${got}`);
  }
}

/** An event that a view cannot apply; faults the view. Everything else that is thrown rolls the batch back. */
export class CannotApply extends Error {
  override readonly name: string = 'CannotApply';
}

/** A step gave something that is no row of its view. */
export class InvalidRow extends CannotApply {
  override readonly name = 'InvalidRow';
}

/** An amendment without a target, or a correction of a void: nobody can tell what was meant. */
export class InvalidAmendment extends CannotApply {
  override readonly name = 'InvalidAmendment';
}

/** What the tables say contradicts itself: a defect or a damaged file. */
export class BrokenInvariant extends CannotApply {
  override readonly name = 'BrokenInvariant';
}

/** Runs code of a view author; whatever it throws becomes CannotApply. */
export function guarded<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof CannotApply) throw error;
    throw new CannotApply(`${what}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
