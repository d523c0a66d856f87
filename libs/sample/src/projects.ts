import type { LifeCycleId, Tier } from '@tabularium/portfolio/contract';

/** One project of the sample, as the plan plays it. Amounts in thousands of pounds; ratings by quarter from the approval. */
export interface SampleProject {
  readonly id: string;
  readonly name: string;
  readonly portfolioId: string;
  readonly programmeId?: string;
  readonly unit: string;
  readonly tier: Tier;
  readonly lifeCycle: LifeCycleId;
  readonly sponsor: string;
  readonly manager: string;
  readonly registeredOn: string;
  /** Absent: still waiting for approval. */
  readonly approvedOn?: string;
  readonly finishesOn: string;
  readonly totalK: number;
  readonly ratings: readonly string[];
  readonly description: string;
}

interface Unit {
  readonly name: string;
  readonly sponsor: string;
}

const units: Readonly<Record<string, Unit>> = {
  HW: { name: 'Harbour and Waterways', sponsor: 'h.okafor' },
  TR: { name: 'Transport', sponsor: 'c.delacroix' },
  HO: { name: 'Housing', sponsor: 'b.singh' },
  DD: { name: 'Digital and Data', sponsor: 'v.romero' },
  HC: { name: 'Health and Care', sponsor: 'g.achebe' },
  EN: { name: 'Environment', sponsor: 'o.nystrom' },
  ED: { name: 'Education', sponsor: 'f.ibrahim' },
  CS: { name: 'Corporate Services', sponsor: 'n.castellan' },
};

const tiers: Readonly<Record<string, Tier>> = { L: 'LIGHT', S: 'STANDARD', M: 'MAJOR' };
const lifeCycles: Readonly<Record<string, LifeCycleId>> = { P: 'PM2-1', G: 'GATEWAY-1' };
const words: Readonly<Record<string, string>> = {
  G: 'GREEN',
  AG: 'AMBER_GREEN',
  A: 'AMBER',
  AR: 'AMBER_RED',
  R: 'RED',
};

// id | name | portfolio | programme | unit | tier | life cycle | manager | registered | approved | finish | total £k | ratings | description
const table = `
PRJ-2023-0001|Eastern breakwater repair|CAPITAL|HARBOUR|HW|M|G|t.lindqvist|2023-09-18|2023-11-06|2026-10-30|18400|G AG AG A A AR AR A AG AG AG|Rebuild 340 m of the eastern breakwater after the storms of January 2023.
PRJ-2023-0002|Fish quay redevelopment|CAPITAL|HARBOUR|HW|M|G|t.lindqvist|2023-10-02|2024-01-15|2027-03-31|26750|AG AG A A AR R AR A A A|New auction hall, ice plant and public quay edge.
PRJ-2023-0003|Tram line 3 extension|CAPITAL|TRAMS|TR|M|G|r.patel|2023-09-25|2024-02-12|2028-06-30|94300|AG A A AR AR AR A A AR A|3.8 km from Market Cross to the university hospital, seven stops.
PRJ-2023-0004|Tram depot electrification|CAPITAL|TRAMS|TR|S|G|r.patel|2023-11-13|2024-03-04|2026-08-31|12600|G G AG AG A A AG AG G G|Charging, roof canopies and a second substation.
PRJ-2023-0005|Kestrel Rise, 240 homes|CAPITAL|HOMES|HO|M|G|k.mcallister|2023-10-16|2024-02-05|2027-12-17|61200|AG AG A A A AR A A AG AG|Council-led mixed tenure on the former dairy site.
PRJ-2023-0006|Retrofit wave 1|CAPITAL|HOMES|HO|S|P|k.mcallister|2023-09-11|2023-10-30|2025-06-30|7900|G AG AG AG A AG G|Insulation and heat pumps for 310 council homes.
PRJ-2023-0007|Fire door replacement|CAPITAL|HOMES|HO|L|P|k.mcallister|2023-10-09|2023-11-20|2024-11-29|1450|AG AG G G G|2,150 flat entrance doors in 34 blocks.
PRJ-2023-0008|Resident portal|CHANGE|FRONTDOOR|DD|S|P|i.duarte|2023-09-04|2023-10-23|2025-03-31|3850|G AG A A AG G|One account for every council service.
PRJ-2023-0009|Council tax platform|CHANGE|FRONTDOOR|DD|M|P|w.zhang|2023-10-30|2024-01-22|2026-05-29|6200|AG A AR R R AR A A AG|Replace the 1998 billing system.
PRJ-2023-0010|Data platform|CHANGE||DD|S|P|w.zhang|2023-11-27|2024-02-19|2025-10-31|2400|G G AG AG AG G G|Shared warehouse, catalogue and access rules.
PRJ-2023-0011|Network refresh|CHANGE||DD|S|P|i.duarte|2023-11-06|2024-01-08|2025-01-31|1980|G G G AG G|Switches and wireless in 41 buildings.
PRJ-2023-0012|Recycling centre north|CAPITAL||EN|S|G|q.fairweather|2023-12-04|2024-03-18|2026-04-30|8750|AG AG A A A AG AG AG G|Household recycling centre at Brindle Lane.
PRJ-2024-0001|Flood storage at Harrow Brook|CAPITAL||EN|M|G|q.fairweather|2024-01-22|2024-05-13|2027-09-30|22900|AG A A A AG AG A A A|Two upstream basins protecting 870 homes.
PRJ-2024-0002|Northgate primary school|CAPITAL|SCHOOLS|ED|M|G|z.horvat|2024-01-15|2024-04-22|2026-09-01|15300|G AG AG A A AG AG G G|Two-form entry school with nursery.
PRJ-2024-0003|Special school places|CAPITAL|SCHOOLS|ED|S|G|z.horvat|2024-02-26|2024-06-10|2026-12-18|9600|AG AG A AR AR A A AG|96 places in three resource bases.
PRJ-2024-0004|Care record integration|CHANGE||HC|S|P|y.aboud|2024-02-05|2024-04-15|2025-12-19|2950|AG A A AR A A AG AG|Shared record with the hospital trust.
PRJ-2024-0005|Reablement centre|CAPITAL||HC|S|G|y.aboud|2024-03-11|2024-07-01|2026-11-27|11200|AG AG AG A A A AG AG|32 beds to bring people home sooner.
PRJ-2024-0006|Civic centre consolidation|CAPITAL||CS|M|G|u.eriksen|2024-02-19|2024-06-24|2027-06-30|33800|A A AR R R|Move five offices into one refurbished building.
PRJ-2024-0007|Payroll replacement|CHANGE||CS|S|P|u.eriksen|2024-03-25|2024-05-27|2025-11-28|2150|AG A A AG AG G G|Payroll and pensions for 9,400 staff.
PRJ-2024-0008|Street lighting LED|CAPITAL||EN|S|P|q.fairweather|2024-04-08|2024-06-03|2026-03-31|6850|G G AG G G G G G|17,300 lanterns and a control system.
PRJ-2024-0009|Cycle network phase 1|CAPITAL||TR|S|P|r.patel|2024-04-22|2024-07-08|2026-06-30|5400|AG AG A A AG AG AG G|Six routes, 19 km, four junctions.
PRJ-2024-0010|Lock gates replacement|CAPITAL|HARBOUR|HW|S|P|t.lindqvist|2024-05-13|2024-08-05|2026-02-27|4700|G AG A AG AG G G|Oak gates and hydraulics at Upper and Lower Lock.
PRJ-2024-0011|Telecare upgrade|CHANGE||HC|L|P|y.aboud|2024-06-10|2024-07-29|2025-08-29|980|G AG AG G G|Digital alarms before the analogue switch-off.
PRJ-2024-0012|Contact centre move|CHANGE|FRONTDOOR|DD|L|P|i.duarte|2024-06-24|2024-08-19|2025-07-31|860|G G A AG G|New telephony and home working for 120 staff.
PRJ-2024-0013|Temporary accommodation hub|CAPITAL|HOMES|HO|S|P|k.mcallister|2024-07-08|2024-10-07|2026-07-31|5900|A AR R R|48 rooms in the former nurses' home.
PRJ-2024-0014|Bus priority corridor|CAPITAL||TR|S|P|r.patel|2024-07-22|2024-10-21|2026-09-30|7300|AG A A A AG AG A AG|Nine kilometres of lanes and signals on the A61.
PRJ-2024-0015|School kitchens|CAPITAL|SCHOOLS|ED|L|P|z.horvat|2024-08-12|2024-09-23|2025-09-05|1320|G G AG G G|Eleven kitchens for the free meals offer.
PRJ-2024-0016|Finance system upgrade|CHANGE||CS|S|P|u.eriksen|2024-09-09|2024-11-11|2026-04-01|3400|AG AG A A AG AG G|Move the ledger to the supplier's cloud.
PRJ-2024-0017|Fleet electrification|CAPITAL||EN|S|P|q.fairweather|2024-09-23|2024-12-02|2027-03-31|9100|AG AG A A A AG AG|138 vans, 22 refuse vehicles, depot charging.
PRJ-2025-0001|Retrofit wave 2|CAPITAL|HOMES|HO|S|P|k.mcallister|2025-01-13|2025-03-17|2027-03-31|13400|AG AG A A AG AG|520 homes, with lessons from wave 1.
PRJ-2025-0002|Millgate bridge strengthening|CAPITAL||TR|S|G|r.patel|2025-02-10|2025-05-12|2027-05-28|8200|AG A A AR A|Bearings, deck and a new footway.
PRJ-2025-0003|Identity and access|CHANGE|FRONTDOOR|DD|L|P|w.zhang|2025-02-24|2025-04-07|2026-03-27|740|G G AG G|Single sign-on for staff and partners.
PRJ-2025-0004|Day centre refurbishment|CAPITAL||HC|L|P|y.aboud|2025-03-24|2025-05-19|2026-05-29|1180|AG AG A AG G|Kingfisher House, to be warm and accessible.
PRJ-2025-0005|Records store|CHANGE||CS|L|P|u.eriksen|2025-04-14|2025-06-09|2026-02-27|520|G G G|Scan and destroy 2.1 km of shelving.
PRJ-2025-0006|Adult learning hub|CAPITAL|SCHOOLS|ED|S|P|z.horvat|2025-05-19|2025-08-18|2027-01-29|4350|AG A A AG|Move three sites into the old library.
PRJ-2025-0007|Ferry terminal accessibility|CAPITAL|HARBOUR|HW|S|P|t.lindqvist|2025-06-16|2025-09-08|2027-02-26|3650|G AG AG AG|Pontoon, lifts and step-free ticket hall.
PRJ-2025-0008|Housing repairs system|CHANGE|FRONTDOOR|HO|S|P|i.duarte|2025-07-07|2025-09-29|2026-12-18|1900|AG A A A|Appointments and stock on one schedule.
PRJ-2025-0009|Real-time passenger information|CHANGE||TR|L|P|r.patel|2025-09-01|2025-10-20|2026-09-30|890|G G AG AG|Displays at 160 stops and an open feed.
PRJ-2025-0010|Urban trees|CAPITAL||EN|L|P|q.fairweather|2025-10-06|2025-11-24|2027-03-31|640|G G G|4,000 street trees with watering for three years.
PRJ-2026-0001|Procurement reform|CHANGE||CS|S|P|u.eriksen|2026-02-09|2026-04-20|2027-09-30|1250|AG AG|New rules, templates and a contract register.
PRJ-2026-0002|Harbour lights and navigation aids|CAPITAL|HARBOUR|HW|L|P|t.lindqvist|2026-05-11|2026-07-06|2027-08-31|780|G|Replace eleven lights and two beacons.
PRJ-2026-0003|Tram line 4 study|CAPITAL|TRAMS|TR|S|G|r.patel|2026-08-17||2028-12-29|2600||Route options and outline case for the western suburbs.
`;

export const projects: readonly SampleProject[] = table.trim().split('\n').map(toProject);

function toProject(line: string): SampleProject {
  const cells = line.split('|');
  const cell = (n: number): string => cells[n] ?? '';
  const unit = known(units, cell(4));
  return {
    id: cell(0),
    name: cell(1),
    portfolioId: cell(2),
    unit: unit.name,
    sponsor: unit.sponsor,
    tier: known(tiers, cell(5)),
    lifeCycle: known(lifeCycles, cell(6)),
    manager: cell(7),
    registeredOn: cell(8),
    finishesOn: cell(10),
    totalK: Number(cell(11)),
    ratings: cell(12)
      ? cell(12)
          .split(' ')
          .map((code) => known(words, code))
      : [],
    description: cell(13),
    ...(cell(3) ? { programmeId: cell(3) } : {}),
    ...(cell(9) ? { approvedOn: cell(9) } : {}),
  };
}

function known<T>(map: Readonly<Record<string, T>>, code: string): T {
  const value = map[code];
  if (value === undefined) throw new Error(`The sample has no ${code}`);
  return value;
}
