import type { ReadStore } from '@tabularium/read-store';
import type { Reader, Report } from '../context';

/** A report asked for, on its way through the QueryBus. There is one class of it per report. */
export class ReportAsked {
  constructor(
    readonly asked: Parameters<Report['run']>[0],
    /** As the caller sees them. */
    readonly views: ReadStore,
    readonly reader: Reader,
  ) {}
}

type ReportAskedClass = new (...parameters: ConstructorParameters<typeof ReportAsked>) => ReportAsked;

const classes = new WeakMap<Report, ReportAskedClass>();

/** The bus message class of a report; the same one every time. */
export function reportMessageOf(report: Report): ReportAskedClass {
  const known = classes.get(report);
  if (known) return known;
  const made = class extends ReportAsked {};
  Object.defineProperty(made, 'name', { value: report.name });
  classes.set(report, made);
  return made;
}
