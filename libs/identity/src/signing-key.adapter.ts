import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomUUID,
  type KeyObject,
} from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** SHA-256 of the public key (SPKI), hex: names the key in token headers. */
  readonly id: string;
}

/** In the data folder; to be kept as secret as the right to act as anybody. */
export const SIGNING_KEY_FILE = 'signing-key.pem';
const ownerOnly = 0o600;

/** The key file can be read by others, or holds no Ed25519 key. */
export class SigningKeyUnsafe extends Error {
  override readonly name = 'SigningKeyUnsafe';
}

/** Reads a key of a folder, or makes one on the first start (mode 0600). Throws SigningKeyUnsafe. */
export function openSigningKey(folder: string, name = SIGNING_KEY_FILE): SigningKey {
  const file = join(folder, name);
  const pem = readKey(file) ?? createKey(file);
  const privateKey = createPrivateKey(pem);
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new SigningKeyUnsafe(`${file} holds no Ed25519 key`);
  const publicKey = createPublicKey(privateKey);
  return { privateKey, publicKey, id: fingerprint(publicKey) };
}

function readKey(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  if ((statSync(file).mode & 0o077) !== 0) throw new SigningKeyUnsafe(`${file} must be readable by its owner only`);
  return readFileSync(file, 'utf8');
}

/**
 * The file gets its name when it is whole, so that a process killed here leaves no half a key; a link never overwrites,
 * so that of two processes that start at once both take the key of the first.
 */
function createKey(file: string): string {
  const draft = `${file}.${randomUUID()}`;
  writeDurably(draft, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    unlinkSync(draft);
  }
  return readFileSync(file, 'utf8');
}

function writeDurably(file: string, text: string): void {
  const descriptor = openSync(file, 'wx', ownerOnly);
  writeSync(descriptor, text);
  fsyncSync(descriptor);
  closeSync(descriptor);
}

const fingerprint = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
