import { Document, Event, Text } from '@tabularium/contracts';

/** Who was refused, and in which role, is the actor of the event. */
@Event({ summary: 'A command was refused by a rule' })
export class CommandRefused {
  @Text({ max: 100, about: 'Name of the command, as in the contract' }) readonly commandType!: string;
  @Text({ max: 300, about: 'Stream the command was aimed at' }) readonly target!: string;
  @Text({ max: 100, about: 'Refusal code, unique in its context' }) readonly code!: string;
  @Text({ min: 0, max: 4000, about: 'What the person was told' }) readonly words!: string;
  @Document({ optional: true, about: 'What the words were completed with; never a secret' })
  readonly detail?: Readonly<Record<string, unknown>>;
}
