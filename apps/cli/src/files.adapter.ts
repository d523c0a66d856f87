import { createWriteStream } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { EXIT, Failure } from './exit';

/** Throws Failure (exit 2) when the file cannot be read. */
export const readText = async (file: string): Promise<string> => (await readBytes(file)).toString('utf8');

export async function readBytes(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw cannot('read', file, error);
  }
}

export async function writeText(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw cannot('write', file, error);
  }
}

/** Writes piece by piece beside the file and moves it there when complete: nobody ever finds half a file. */
export async function writePieces(file: string, pieces: AsyncIterable<string>): Promise<void> {
  const part = `${file}.part`;
  try {
    const stream = createWriteStream(part);
    await once(stream, 'open');
    for await (const piece of pieces) if (!stream.write(piece)) await once(stream, 'drain');
    stream.end();
    await once(stream, 'close');
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error instanceof Failure ? error : cannot('write', file, error);
  }
}

const cannot = (verb: 'read' | 'write', file: string, error: unknown): Failure =>
  new Failure(EXIT.usage, [
    `${file} cannot be ${verb === 'read' ? 'read' : 'written'}: ${error instanceof Error ? error.message : String(error)}`,
  ]);
