import { Event, PersonRef, Sha256, Text } from '@tabularium/contracts';

@Event({ summary: 'A version of a document was approved; until then a version is a draft' })
export class PaperApproved {
  @Text({ max: 40 }) readonly version!: string;
  @Sha256() readonly sha256!: string;
  @PersonRef() readonly by!: string;
}
