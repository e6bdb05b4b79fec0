import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Refusal } from '../refusal.ts';
import { settings } from '../settings.ts';
import { SNIFF_LENGTH, sniffMedia, type MediaType } from './sniff.ts';

/** Name of a file: the SHA-256 of its content in hexadecimal. Equal files are one file. */
export type Sha256 = string & { readonly __sha256: unique symbol };

/** A file that is safely on disk. */
export interface KeptFile {
  sha256: Sha256;
  /** Bytes. */
  size: number;
  mediaType: MediaType;
}

/** Bytes at once, or as they arrive (an upload's `File.stream()`, a Node stream). */
export type Content = Uint8Array | AsyncIterable<Uint8Array>;

/** A file opened for reading. */
export interface OpenFile {
  size: number;
  stream: ReadStream;
}

/** Is this text the name of a file, and so safe to look up? */
export function isSha256(text: string): text is Sha256 {
  return /^[0-9a-f]{64}$/.test(text);
}

/**
 * Keeps a file under the hash of its content. It appears whole or not at all: written aside, brought to the disk, renamed.
 * @param limit most bytes allowed; the rest of a longer file is not even read
 * @throws Refusal `file.too-large` (413)
 */
export async function putFile(content: Content, options: { limit?: number; folder?: string } = {}): Promise<KeptFile> {
  const folder = options.folder ?? storeFolder();
  const limit = options.limit ?? settings().uploadLimit;
  const aside = join(folder, 'incoming', randomBytes(12).toString('hex'));
  await mkdir(dirname(aside), { recursive: true });
  const file = await open(aside, 'wx', 0o600);
  try {
    const kept = await receive(file, content, limit);
    await file.sync();
    await file.close();
    const path = pathOf(folder, kept.sha256);
    await mkdir(dirname(path), { recursive: true });
    await rename(aside, path);
    await syncFolder(dirname(path));
    return kept;
  } catch (error) {
    await file.close().catch(() => {});
    await rm(aside, { force: true });
    throw error;
  }
}

/** Opens a file by its hash, or null when there is none: a name that is no hash never reaches the disk. */
export async function getFile(sha256: string, folder = storeFolder()): Promise<OpenFile | null> {
  if (!isSha256(sha256)) return null;
  const path = pathOf(folder, sha256);
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? { size: found.size, stream: createReadStream(path) } : null;
}

/** Takes away what killed uploads left, once they are older than a day. @returns how many files */
export async function sweepIncoming(now: Date, folder = storeFolder()): Promise<number> {
  const incoming = join(folder, 'incoming');
  let swept = 0;
  for (const name of await readdir(incoming).catch(() => [])) {
    const path = join(incoming, name);
    const found = await stat(path).catch(() => null);
    if (!found || now.getTime() - found.mtimeMs < 86_400_000) continue;
    await rm(path, { force: true });
    swept++;
  }
  return swept;
}

async function receive(file: FileHandle, content: Content, limit: number): Promise<KeptFile> {
  const hash = createHash('sha256');
  const head: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of content instanceof Uint8Array ? [content] : content) {
    if (size < SNIFF_LENGTH) head.push(chunk.subarray(0, SNIFF_LENGTH - size));
    size += chunk.byteLength;
    if (size > limit) throw tooLarge(limit);
    hash.update(chunk);
    await file.writeFile(chunk);
  }
  return { sha256: hash.digest('hex') as Sha256, size, mediaType: sniffMedia(Buffer.concat(head)) };
}

function storeFolder(): string {
  return join(settings().folder, 'files');
}

/** `ab/cd/abcd…`: folders stay small however many files there are. */
function pathOf(folder: string, sha256: Sha256): string {
  return join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

function tooLarge(limit: number): Refusal {
  const most = `${Math.floor(limit / 1024 / 1024)} MB`;
  return new Refusal('file.too-large', `Tệp lớn hơn ${most}`, {
    status: 413,
    remedy: 'Chia nhỏ hoặc nén tệp, hoặc đề nghị quản trị viên nâng giới hạn UPLOAD_LIMIT_MB.',
  });
}
