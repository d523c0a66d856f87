import type { Block, Document } from '@tabularium/documents';
import { footerLines } from './footer';
import type { Minutes } from './minutes';
import { withheldText } from './papers-shown';
import { timeText } from './words';

/** Minutes on paper: the text as it is hashed, then who is who, errata and the seal. */
export function minutesDocument(minutes: Minutes): Document {
  const { meeting, sections, people, errata, correctionsSince, footer } = minutes;
  const [first, ...others] = sections;
  return {
    name: `minutes-${meeting}`,
    kind: 'Minutes',
    title: first?.heading ?? meeting,
    subtitle: subtitleOf(minutes),
    language: 'en',
    datedAt: footer.knownAt ?? footer.asOf,
    blocks: [
      ...(first?.lines ?? []).map((text): Block => ({ text })),
      ...others.flatMap(({ heading, lines }): readonly Block[] => [{ heading, level: 2 }, { items: lines }]),
      ...listed('Corrections proposed since the draft', correctionsSince),
      ...listed(
        'Errata',
        errata.map(({ by, at, text }) => `${timeText(at)}, ${by}: ${text}`),
      ),
      { heading: 'People', level: 2 },
      { columns: [{ title: 'Named as' }, { title: 'Name', width: 3 }], rows: Object.entries(people) },
      { heading: 'Seal', level: 2 },
      { values: sealOf(minutes) },
    ],
    footer: footerLines(footer),
  };
}

const subtitles = {
  PREVIEW: 'Preview: not drafted yet',
  DRAFTED: 'Draft: not approved yet',
  SEALED: 'Approved and sealed',
} as const;

const subtitleOf = ({ state, verified }: Minutes): string =>
  verified === false ? `${subtitles[state]} – the hash on record is of another text` : subtitles[state];

function listed(heading: string, items: readonly string[]): readonly Block[] {
  return items.length === 0 ? [] : [{ heading, level: 2 }, { items }];
}

function sealOf({
  sha256,
  papersWithheld,
  drafted,
  sealed,
  verified,
}: Minutes): readonly (readonly [string, string])[] {
  const values: (readonly [string, string])[] = [['SHA-256 of the text', sha256]];
  if (drafted) values.push(['Drafted', `${timeText(drafted.at)} by ${drafted.by}, event ${drafted.event}`]);
  if (papersWithheld > 0) values.push(['Withheld', `${withheldText(papersWithheld)}; this is a copy without them`]);
  if (drafted && (verified === false || papersWithheld > 0)) values.push(['SHA-256 on record', drafted.sha256]);
  if (sealed)
    values.push([
      'Approved',
      `${timeText(sealed.at)} by ${sealed.by} in meeting ${sealed.atMeeting}, event ${sealed.event}`,
    ]);
  return values;
}
