import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventSpec, eventsOf, faultsOf, upcaster } from '@tabularium/contracts';
import type { RecordedEvent } from '@tabularium/kernel';
import { contracts } from '../contracts/all-contracts';

const folder = join(__dirname, 'events');
const files = existsSync(folder) ? readdirSync(folder) : [];
const read = (file: string): RecordedEvent => JSON.parse(readFileSync(join(folder, file), 'utf8')) as RecordedEvent;
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
