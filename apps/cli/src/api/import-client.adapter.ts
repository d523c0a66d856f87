import { setTimeout as pause } from 'node:timers/promises';
import type { ImportClient, ImportCommand, KnownReturn, Submitted } from '@tabularium/migration';
import { kebab } from '../parse/names';
import { read } from './answers.adapter';
import { pathOf, type Answer, type Api } from './api';
import { wholePage } from './pages';

/** How often a busy engine is asked again, a second apart. */
const MAX_ATTEMPTS = 60;

type Accepted = Extract<Submitted, { readonly kind: 'accepted' }>['receipt'] & { readonly projected?: boolean };

/** The importer's engine, over the API. Throws Failure when the engine cannot be reached or does not allow it. */
export const importClient = (api: Api): ImportClient => ({
  submit: (command) => submit(api, command),
  knownReturns: async (source) => {
    const { rows } = await wholePage(api, 'legacy-returns', [['source', source]]);
    return rows.map(({ row }) => row as unknown as KnownReturn);
  },
});

async function submit(api: Api, command: ImportCommand): Promise<Submitted> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await send(api, command);
    if (answer.status === 409) return refused(answer);
    const last = attempt === MAX_ATTEMPTS;
    if (isBusy(answer) && !last) await pause(1_000);
    else {
      const receipt = read<Accepted>(answer).value;
      // Sent again under the same id it only waits on for the views.
      if (receipt.projected !== false || last) return { kind: 'accepted', receipt };
    }
  }
}

/** The importer reads back which returns are known: those it must find in the views at once. */
function send(api: Api, { category, id, command, data, commandId }: ImportCommand): Promise<Answer> {
  const wait: Readonly<Record<string, string>> = category === 'legacyReturn' ? { prefer: 'wait=projection' } : {};
  const path = pathOf(['api', kebab(category), id, kebab(command)]);
  return api.post(path, JSON.stringify(data), { 'idempotency-key': commandId, ...wait });
}

const isBusy = ({ status }: Answer): boolean => status === 429 || status === 503 || status === 412;

function refused({ body }: Answer): Submitted {
  const { code, detail } = JSON.parse(body) as { readonly code: string; readonly detail: string };
  return { kind: 'refused', refusal: { code, words: detail } };
}
