import { appending } from './contract-suite/appending';
import { modelled } from './contract-suite/model';
import { namesAndLimits } from './contract-suite/names-and-limits';
import { reading } from './contract-suite/reading';
import type { Subject } from './contract-suite/scene';
import { Scene } from './contract-suite/scene';
import { subscribing } from './contract-suite/subscribing';

export type { Subject } from './contract-suite/scene';

/**
 * What every adapter of the port keeps. The answers are those of a real EventStoreDB. Each test keeps to streams of its own,
 * so the log may be shared with others.
 */
export function eventStoreContract(name: string, open: () => Promise<Subject>): void {
  describe(`${name} keeps the contract of the event store`, () => {
    let subject: Subject;
    const theSubject = () => subject;
    const scene = () => new Scene(subject.store);
    beforeAll(async () => void (subject = await open()));
    afterAll(() => subject.close());

    describe('appending', () => appending(theSubject, scene));
    describe('names and limits', () => namesAndLimits(scene));
    describe('reading', () => reading(scene));
    describe('subscribing', () => subscribing(theSubject, scene));
    describe('against the model', () => modelled(theSubject, scene));
  });
}
