/** A directory as the root of a host: files are read when they are asked for, and no link leads out of it. */
import fs from 'node:fs';
import { decodeBytes, encodeBytes } from '../codec/unit/index.ts';
import { comparePaths, type RootEntry, resolvePath, type UnitRoot } from '../systemd/index.ts';
import { Failure, hasCode, isSystemError } from './failure.ts';
import { reason } from './read-text.ts';

/** Of a unit file; systemd itself refuses lines of more than 1 MiB. */
const largestFile = 20_000_000;

export function directoryRoot(directory: string): UnitRoot {
  const base = directory.replace(/\/+$/, '');
  const known = new Map<string, RootEntry | undefined>([['/', { type: 'directory' }]]);
  const entry = (path: string): RootEntry | undefined => {
    if (known.has(path)) return known.get(path);
    const slash = path.lastIndexOf('/');
    // A link in the middle is the caller's to follow: the system would follow it out of the root.
    const above = entry(slash <= 0 ? '/' : path.slice(0, slash));
    const found = above?.type === 'directory' ? entryAt(base + path) : undefined;
    known.set(path, found);
    return found;
  };
  const list = (path: string): string[] =>
    entry(path)?.type === 'directory' ? namesIn(`${base}${path}`).sort(comparePaths) : [];
  return { entry, list };
}

/** Where a path of the host lies on this machine, links above it followed below the root; undefined where nothing is. */
export function pathBelow(root: UnitRoot, directory: string, path: string): string | undefined {
  const resolved = resolvePath(root, `/${path}`, true);
  return resolved.ok && resolved.entry !== undefined ? `${directory.replace(/\/+$/, '')}${resolved.path}` : undefined;
}

/** Names may be any bytes. */
function onDisk(path: string): Buffer {
  return Buffer.from(encodeBytes(path));
}

function entryAt(path: string): RootEntry | undefined {
  return reading(path, () => {
    const found = fs.lstatSync(onDisk(path));
    if (found.isDirectory()) return { type: 'directory' };
    if (found.isSymbolicLink()) {
      return { type: 'symlink', target: decodeBytes(fs.readlinkSync(onDisk(path), { encoding: 'buffer' })) };
    }
    // systemd takes any character device for /dev/null.
    if (found.isCharacterDevice()) return { type: 'file', size: 0, content: new Uint8Array() };
    return found.isFile() ? new LazyFile(path, found.size) : undefined;
  });
}

class LazyFile {
  readonly type = 'file';
  readonly size: number;
  readonly #path: string;

  constructor(path: string, size: number) {
    this.#path = path;
    this.size = size;
  }

  get content(): Uint8Array {
    if (this.size > largestFile) throw new Failure(`cannot read ${this.#path}: it has more than ${largestFile} bytes`);
    const bytes = reading(this.#path, () => readRegular(onDisk(this.#path)));
    if (bytes === undefined) throw new Failure(`cannot read ${this.#path}: it has changed while it was read`);
    return bytes;
  }
}

/** What the path is may have changed since it was looked at. */
function readRegular(path: Buffer): Uint8Array | undefined {
  const { O_RDONLY, O_NONBLOCK, O_NOFOLLOW } = fs.constants;
  const descriptor = fs.openSync(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
  try {
    const found = fs.fstatSync(descriptor);
    return found.isFile() && found.size <= largestFile ? fs.readFileSync(descriptor) : undefined;
  } finally {
    fs.closeSync(descriptor);
  }
}

function namesIn(path: string): string[] {
  return reading(path, () => fs.readdirSync(onDisk(path), { encoding: 'buffer' }).map(decodeBytes)) ?? [];
}

/** Undefined for what is not there. */
function reading<T>(path: string, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP')) return undefined;
    throw isSystemError(error) ? new Failure(`cannot read ${path}: ${reason(error)}`) : error;
  }
}
