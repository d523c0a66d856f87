import { compare, refuse, type Refusal } from '@tabularium/kernel';
import type { DelegationMatrixRefusal } from '../contract/delegation-matrix.contract';
import type { MatrixRow } from './delegation-matrix.state';
import { isWhole } from './limits';

type Fault = Refusal<DelegationMatrixRefusal> | undefined;

/** What the holders named are. */
export interface Holders {
  readonly roles: readonly string[];
  /** Roles that decide nothing. */
  readonly barred: readonly string[];
  readonly bodies: readonly string[];
}

/** What is wrong with the rows of a version, if anything is. */
export function rowsFault(rows: readonly MatrixRow[], holders: Holders): Fault {
  const matters = [...new Set(rows.map(({ matter }) => matter))];
  return (
    firstOf(rows, (row) => holderFault(row, holders)) ??
    firstOf(matters, (matter) =>
      ladderFault(
        rows.filter((row) => row.matter === matter),
        matter,
        holders,
      ),
    )
  );
}

function holderFault({ holder, coSign, matter, singleLimit, ...row }: MatrixRow, holders: Holders): Fault {
  const { cumulativeLimit, windowDays } = row;
  const barred = [holder, coSign].find((named) => named && holders.barred.includes(named));
  if (barred) return refuse('HOLDER_BARRED', { holder: barred });
  if (!holders.roles.includes(holder) && !holders.bodies.includes(holder)) return refuse('HOLDER_UNKNOWN', { holder });
  const cumulates = cumulativeLimit !== undefined || windowDays !== undefined;
  if (!cumulates) return undefined;
  const whole =
    singleLimit &&
    isWhole({
      limit: singleLimit,
      ...(cumulativeLimit ? { cumulativeLimit } : {}),
      ...(windowDays ? { windowDays } : {}),
    });
  return whole ? undefined : refuse('CUMULATIVE_INCOMPLETE', { holder, matter });
}

/** The holders of one matter, from the lowest up: each may decide at least as much as the one below, the last anything. */
function ladderFault(rungs: readonly MatrixRow[], matter: string, { bodies }: Holders): Fault {
  const twice = rungs.find(({ holder }, at) => rungs.findIndex((row) => row.holder === holder) !== at);
  if (twice) return refuse('ROW_REPEATED', { holder: twice.holder, matter });
  const limits = rungs.flatMap(({ singleLimit }) => singleLimit ?? []);
  if (new Set(limits.map(({ ccy }) => ccy)).size > 1) return refuse('CURRENCIES_DIFFER', { matter });
  const above = rungs.findIndex((row, at) => at > 0 && isLess(row, rungs[at - 1]));
  if (above > 0)
    return refuse('LIMIT_INVERSION', { holder: rungs[above]?.holder, below: rungs[above - 1]?.holder, matter });
  const unlimited = rungs.filter(({ singleLimit }) => !singleLimit);
  const terminal = unlimited.length === 1 && bodies.includes(unlimited[0]?.holder ?? '');
  return terminal ? undefined : refuse('NO_TERMINAL_AUTHORITY', { matter });
}

/** No limit is more than any. */
const isLess = ({ singleLimit: limit }: MatrixRow, below: MatrixRow | undefined): boolean =>
  limit !== undefined && (!below?.singleLimit || compare(limit, below.singleLimit) < 0);

const firstOf = <T>(list: readonly T[], faultOf: (entry: T) => Fault): Fault =>
  list.reduce<Fault>((fault, entry) => fault ?? faultOf(entry), undefined);
