import { readFile, rename, rm, writeFile } from 'node:fs/promises';
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

/** Writes beside the file and moves it there when complete: nobody ever finds half a file. Throws Failure (exit 2). */
export async function writeWhole(file: string, content: string | Buffer): Promise<void> {
  const part = `${file}.part`;
  try {
    await writeFile(part, content);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw cannot('write', file, error);
  }
}

const cannot = (verb: 'read' | 'write', file: string, error: unknown): Failure =>
  new Failure(EXIT.usage, [
    `${file} cannot be ${verb === 'read' ? 'read' : 'written'}: ${error instanceof Error ? error.message : String(error)}`,
  ]);
