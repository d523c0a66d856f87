import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventSpec, eventsOf, faultsOf, upcaster } from '@tabularium/contracts';
import { factsInForce, type RecordedEvent } from '@tabularium/kernel';
import { contracts } from '../contracts/all-contracts';

const folder = join(__dirname, 'events');
const files = existsSync(folder) ? readdirSync(folder) : [];
const readFrom = (place: string, file: string): RecordedEvent =>
  JSON.parse(readFileSync(join(place, file), 'utf8')) as RecordedEvent;
const read = (file: string): RecordedEvent => readFrom(folder, file);
const messages = new Map(eventsOf(contracts));
const upcast = upcaster(contracts);

describe('events stored long ago', () => {
  it.each(files)('%s is still a whole event of the newest version', (file) => {
    const { type, data, metadata } = read(file);
    const message = messages.get(type);
    expect(`${type}.v${metadata.schemaVersion}.json`).toBe(file);
    expect(message && faultsOf(message, upcast(type, metadata.schemaVersion, data))).toEqual([]);
  });

  it('include every type in every version there is (npm run golden adds what is missing)', () => {
    const wanted = [...messages].flatMap(([type, message]) =>
      Array.from({ length: eventSpec(message).version }, (_, index) => `${type}.v${index + 1}.json`),
    );
    expect(wanted.filter((file) => !files.includes(file))).toEqual([]);
  });
});

/** One stream: a fact, its correction, and the void of that. */
describe('amendments stored long ago', () => {
  const amendments = join(__dirname, 'amendments');
  const [granted, corrected, voided] = readdirSync(amendments)
    .sort()
    .map((file) => readFrom(amendments, file)) as [RecordedEvent, RecordedEvent, RecordedEvent];

  it('correct the data and the date of the fact they name', () => {
    const [fact] = factsInForce([granted, corrected]);
    const { shouldBe, effectiveAt } = corrected.data;
    expect(fact).toEqual({ ...granted, data: shouldBe, metadata: { ...granted.metadata, effectiveAt } });
    expect(fact?.data['role']).toBe('PMO_ANALYST');
  });

  it('take out the amendment they name, after which the fact stands as it was', () => {
    expect(factsInForce([granted, corrected, voided])).toEqual([granted]);
  });
});
