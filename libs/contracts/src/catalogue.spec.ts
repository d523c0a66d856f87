import { catalogue, contractsIn } from './catalogue';
import { ListOf, MoneyField, PersonRef, Text } from './fields';
import { aggregateContract, Command, Event } from './message';

class Part {
  @Text({ max: 60 }) readonly label!: string;
}

@Command({ summary: 'Ask for a thing', allow: ['SPONSOR'], authority: 'BUDGET_REVISION' })
class RequestThing {
  @MoneyField({ about: 'What it | costs' }) readonly cost!: object;
  @ListOf(() => Part, { max: 3 }) readonly parts!: readonly Part[];
}

@Command({ summary: 'Run out', allow: ['SYSTEM'] })
class ExpireThing {}

@Event({ summary: 'A thing was asked for', version: 2, upcast: { 1: (data) => data } })
class ThingRequested {
  @PersonRef({ optional: true }) readonly by?: string;
}

const contract = aggregateContract({
  category: 'thingOrder',
  title: 'Thing order',
  commands: { RequestThing, ExpireThing },
  events: { ThingRequested },
  refusals: { THING_NOT_FOUND: { words: 'No such thing', absent: true }, TOO_DEAR: { words: 'Above {limit}' } },
});

describe('the event catalogue', () => {
  const text = catalogue([{ name: 'shop', contracts: [contract] }]);

  it.each([
    ['the route of a command', '`POST /api/thing-order/<id>/request-thing`; allowed: SPONSOR'],
    ['the limit a command needs', 'within a delegated limit for BUDGET_REVISION'],
    ['that a command of processes has no route', 'no route: sent by processes; allowed: SYSTEM'],
    ['fields with their words, safe within a table', '| cost | money | What it \\| costs |'],
    ['fields of the entries of a list', '| parts[].label | text, 1 to 60 |'],
    ['the version of an event', '**ThingRequested** v2 – A thing was asked for'],
    ['that a field is optional', '| by? | id of a person |'],
    ['refusals with their status', '| THING_NOT_FOUND | 404 | No such thing |\n| TOO_DEAR | 409 | Above {limit} |'],
  ])('says %s', (_, line) => {
    expect(text).toContain(line);
  });

  it('takes the contracts, and only them, from a context’s door', () => {
    expect(contractsIn({ contract, TIERS: ['LIGHT'], Part, nothing: null })).toEqual([contract]);
  });
});
