import { faultsOf, type MessageClass } from '@tabularium/contracts';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { bodiesOf } from './bodies';
import { contracts } from './all-contracts';

/** Bodies a command. The normal run repeats itself; the long one, `TABULARIUM_BODIES=5000 npm test -- test/contracts`, does not. */
const { TABULARIUM_BODIES } = process.env;
const BODIES = Number(TABULARIUM_BODIES ?? 200);
const run = TABULARIUM_BODIES ? { numRuns: BODIES } : { numRuns: BODIES, seed: 20_260_331 };

/**
 * class-validator's verdict. Its known defects are kept out of its way: keys named like members of Object.prototype
 * (forbidNonWhitelisted lets them pass) are not generated, a body that is no object is not handed to it, and a message
 * without fields is not taken for an unknown class.
 */
const isValid = (message: MessageClass, body: unknown): boolean =>
  typeof body === 'object' &&
  body !== null &&
  !Array.isArray(body) &&
  validateSync(plainToInstance(message, body), strictly).length === 0;

const strictly = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false };

const commands = contracts.flatMap(({ category, commands }) =>
  Object.entries(commands).map(([name, message]) => [`${category}: ${name}`, message as MessageClass] as const),
);

describe('the compiled check and class-validator say the same of', () => {
  it.each(commands)('%s', (_, message) => {
    const verdicts = { valid: 0, faulty: 0 };
    fc.assert(
      fc.property(bodiesOf(message), (body) => {
        const valid = faultsOf(message, body).length === 0;
        verdicts[valid ? 'valid' : 'faulty'] += 1;
        expect({ body, valid }).toEqual({ body, valid: isValid(message, body) });
      }),
      run,
    );
    expect(verdicts.valid).toBeGreaterThan(BODIES / 10);
    expect(verdicts.faulty).toBeGreaterThan(BODIES / 20);
  });
});
