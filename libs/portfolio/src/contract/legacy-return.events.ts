import { DateField, Event, Id, Int, ListOf, Sha256, TextList } from '@tabularium/contracts';
import { LegacyFile } from './legacy-return.commands';
import { MAX_MEMBERS } from './legacy-return-id';

@Event({ summary: 'A return of a source was read: in these files, naming these projects' })
export class LegacyReturnRecorded {
  @Id() readonly source!: string;
  @DateField() readonly returnOn!: string;
  @ListOf(() => LegacyFile, { min: 1, max: 100 }) readonly files!: readonly LegacyFile[];
  @TextList({ max: MAX_MEMBERS, each: 100 }) readonly members!: readonly string[];
  @Int() readonly unreadable!: number;
  @Sha256() readonly contentSha256!: string;
}
