import { Event, Id, Int, PersonRef } from '@tabularium/contracts';

@Event({ summary: 'Somebody signed what another is about to decide' })
export class CoSigned {
  @Id() readonly command!: string;
  @Int({ min: 0, about: 'Where the stream of what is decided stood; a later change takes the signature away' })
  readonly targetRevision!: number;
  @PersonRef() readonly by!: string;
}
