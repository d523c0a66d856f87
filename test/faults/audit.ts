import { Client } from 'pg';

/**
 * What a database notes beside the views, without their knowing: every move of the checkpoint with the epoch in force and
 * the process that made it (by the name in its connection), in the order of commits.
 */
const TABLES = `CREATE TABLE audit (seq bigserial PRIMARY KEY, epoch bigint, process text, idx bigint);
CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO tabularium.audit (epoch, process, idx)
    SELECT epoch, current_setting('application_name'), NEW.idx FROM tabularium.consumer WHERE name = 'views';
  RETURN NULL;
END $$;
CREATE TRIGGER noting AFTER UPDATE ON head FOR EACH ROW EXECUTE FUNCTION tabularium.noted();`;

export interface Move {
  readonly epoch: number;
  readonly process: string;
  readonly idx: number;
}

/** What speaks against the moves of a checkpoint. */
export interface OwnershipFindings {
  /** Epochs in which two processes moved it, or that came back after a later one. */
  readonly twoOwners: readonly string[];
  /** Log indexes that it went back to. */
  readonly appliedTwice: readonly string[];
}

export class Audit {
  constructor(private readonly url: string) {}

  /** Once the tables of the views are there. */
  async begin(): Promise<void> {
    await this.ask(`SET search_path = tabularium; ${TABLES}`);
  }

  async moves(): Promise<readonly Move[]> {
    const rows = await this.ask('SELECT epoch, process, idx FROM tabularium.audit ORDER BY seq');
    return rows.map(({ epoch, process, idx }) => ({ epoch: Number(epoch), process, idx: Number(idx) }));
  }

  /** Of the process that moved it last. */
  async lastOwner(): Promise<string | undefined> {
    return (await this.ask('SELECT epoch, process, idx FROM tabularium.audit ORDER BY seq DESC LIMIT 1'))[0]?.process;
  }

  private async ask(sql: string) {
    const client = new Client({ connectionString: this.url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<{ readonly epoch: string; readonly process: string; readonly idx: string }>(sql)).rows;
    } finally {
      await client.end();
    }
  }
}

export function ownershipFindings(moves: readonly Move[]): OwnershipFindings {
  const owners = new Map<number, string>();
  const twoOwners: string[] = [];
  const appliedTwice: string[] = [];
  let [epoch, idx] = [-1, -1];
  for (const move of moves) {
    const owner = owners.get(move.epoch) ?? move.process;
    owners.set(move.epoch, owner);
    if (owner !== move.process || move.epoch < epoch) twoOwners.push(`epoch ${move.epoch}: ${owner}, ${move.process}`);
    if (move.idx < idx) appliedTwice.push(`${move.process} at ${move.idx} after ${idx}`);
    [epoch, idx] = [Math.max(epoch, move.epoch), Math.max(idx, move.idx)];
  }
  return { twoOwners, appliedTwice };
}
