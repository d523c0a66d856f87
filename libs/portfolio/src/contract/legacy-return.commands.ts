import { Command, DateField, Id, Int, ListOf, Sha256, Text, TextList } from '@tabularium/contracts';
import { MAX_MEMBERS } from './legacy-return-id';

/** A file of a return. */
export class LegacyFile {
  @Text({ max: 300, about: 'File name' }) readonly name!: string;
  @Sha256() readonly sha256!: string;
  @Int({ max: 10_000_000, about: 'Rows (or columns) that speak of a project' }) readonly rows!: number;
}

@Command({
  summary: 'Record which files a return of a source came in and which projects it names; the same again adds nothing',
  allow: ['PMO_DIRECTOR', 'PMO_MANAGER', 'PMO_ANALYST'],
  asserts: true,
})
export class RecordLegacyReturn {
  @Id({ about: 'Where the record comes from' }) readonly source!: string;
  @DateField({ about: 'The date of the return or extract' }) readonly returnOn!: string;
  @ListOf(() => LegacyFile, { min: 1, max: 100 }) readonly files!: readonly LegacyFile[];
  @TextList({ max: MAX_MEMBERS, each: 100, about: 'Ids of the projects it names' })
  readonly members!: readonly string[];
  @Int({ about: 'Cells that could not be read' }) readonly unreadable!: number;
  @Sha256({ about: 'Of everything that was read from it' }) readonly contentSha256!: string;
}
