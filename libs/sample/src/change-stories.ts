import type { ChangeType } from '@tabularium/control/contract';
import type { LocalDate } from '@tabularium/kernel';

/** A change request of the sample; cost in thousands of pounds. */
export interface ChangeStory {
  readonly on: LocalDate;
  readonly title: string;
  readonly type: ChangeType;
  readonly category: string;
  readonly priority: number;
  readonly costK: number;
  readonly days: number;
  readonly ifNotDone: string;
  readonly outcome: 'approved' | 'rejected' | 'postponed' | 'withdrawn' | 'waiting' | 'raised';
}

// project | raised | title | type | category | priority | cost £k | days | outcome | if not done
const changeTable = `
PRJ-2023-0001|2024-11-18|Larger rock armour on the seaward face|EXTERNAL|Scope|4|1400|60|approved|The new wave model shows overtopping in a one-in-20-year storm
PRJ-2023-0001|2025-06-16|Night working on the eastern arm|REQUEST_FOR_CHANGE|Schedule|2|310|-45|rejected|The season of 2025 is lost
PRJ-2023-0002|2025-02-24|Ice plant on the upper level|OFF_SPECIFICATION|Quality|3|220|20|approved|The plant floods at spring tides
PRJ-2023-0002|2025-10-13|Visitor gallery over the auction hall|OPPORTUNITY|Scope|1|480|35|withdrawn|Visitors watch from outside, as today
PRJ-2023-0002|2026-07-20|Second slipway|REQUEST_FOR_CHANGE|Scope|2|640|90|postponed|Small boats queue at low water
PRJ-2023-0003|2025-03-17|Utilities diversion at Market Cross|EXTERNAL|Cost|5|3900|110|approved|The trunk main cannot stay under the track slab
PRJ-2023-0003|2026-02-16|Two more tram vehicles|OPPORTUNITY|Benefits|3|7800|0|rejected|The peak service stays at ten minutes
PRJ-2023-0003|2026-09-14|Noise walls at Linden Street|CONCERN|Quality|4|950|15|waiting|The planning condition is not met
PRJ-2023-0005|2025-05-19|Sprinklers in all blocks|EXTERNAL|Quality|5|1150|25|approved|The blocks cannot be occupied under the new regulation
PRJ-2023-0005|2026-03-09|Car-free courtyard|OPPORTUNITY|Sustainability|2|-180|0|approved|The courtyard stays a car park
PRJ-2023-0008|2024-06-17|Sign-in with the national identity scheme|REQUEST_FOR_CHANGE|Scope|4|190|30|approved|Residents keep two accounts
PRJ-2023-0009|2025-01-27|Keep the old system for another billing year|CONCERN|Schedule|5|870|270|approved|Bills for 2025-26 would be wrong
PRJ-2023-0009|2025-11-03|Drop the business-rates module|REQUEST_FOR_CHANGE|Scope|4|-240|-60|approved|The module delays everything else
PRJ-2024-0001|2025-08-11|Fish pass at the lower basin|EXTERNAL|Scope|3|430|20|approved|The environment permit is refused
PRJ-2024-0004|2025-04-14|Consent for out-of-area patients|OFF_SPECIFICATION|Risk|4|85|40|approved|Records of one in nine patients stay closed
PRJ-2024-0005|2026-08-10|Hydrotherapy pool|OPPORTUNITY|Benefits|2|720|75|waiting|Patients travel to the hospital pool
PRJ-2024-0006|2025-05-12|Keep the Station Street office|CONCERN|Benefits|5|2600|0|rejected|Nobody can say where 340 people would work
PRJ-2024-0009|2025-09-08|Junction at Mill Lane|REQUEST_FOR_CHANGE|Scope|3|260|30|approved|The route ends 200 m before the school
PRJ-2024-0013|2025-09-15|Strip out the east wing|EXTERNAL|Risk|5|780|150|waiting|No work can go on in the wing
PRJ-2024-0014|2025-12-08|Signals at the hospital gate|CONCERN|Quality|4|140|10|approved|Ambulances queue with the buses
PRJ-2025-0001|2026-01-19|Solar panels with the roofs|OPPORTUNITY|Sustainability|3|910|40|approved|Scaffolding goes up twice
PRJ-2025-0008|2026-09-28|Photographs with a repair request|REQUEST_FOR_CHANGE|Scope|2|45|10|raised|Surveyors visit twice
`;

/** The change requests of a project, oldest first. */
export const changesOf = (projectId: string): readonly ChangeStory[] =>
  changeTable
    .trim()
    .split('\n')
    .filter((line) => line.startsWith(`${projectId}|`))
    .map(toChange);

function toChange(line: string): ChangeStory {
  const cells = line.split('|');
  const cell = (n: number): string => cells[n] ?? '';
  return {
    on: cell(1),
    title: cell(2),
    type: cell(3) as ChangeType,
    category: cell(4),
    priority: Number(cell(5)),
    costK: Number(cell(6)),
    days: Number(cell(7)),
    outcome: cell(8) as ChangeStory['outcome'],
    ifNotDone: cell(9),
  };
}
