/** What build left somewhere: a directory of all hosts, the directory of one, or an archive of one. */
import fs from 'node:fs';
import path from 'node:path';
import { compareBytes } from '../core/order.ts';
import type { Entry, Snapshot } from '../diff/entry.ts';
import { readManifest } from '../inputs/read-manifest.ts';
import { looksLikeTar, readTar } from '../inputs/tar.ts';
import { hostLayout } from '../tree/layout.ts';
import type { Manifest } from '../tree/manifest.ts';
import { beginning } from './beginning.ts';
import { manifestEnding } from './directory/paths.ts';
import { Failure, hasCode, isSystemError } from './failure.ts';
import { reason } from './read-text.ts';

export interface Built {
  /** Of each host what its manifest lists, without the manifest itself. */
  readonly hosts: ReadonlyMap<string, Snapshot>;
  /** Whether it is the tree of one host, and not a directory of hosts. */
  readonly single: boolean;
}

const manifestPath = hostLayout.manifest.replace(/^\//, '');
/** Of a file, and of an archive. What build writes is far smaller. */
const largestFile = 20_000_000;
const largestArchive = 200_000_000;

/** Undefined for a file that is no archive: a spec. Throws a Failure for what build did not write. */
export async function readBuilt(name: string): Promise<Built | undefined> {
  const found = fs.statSync(name, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) return readDirectory(name);
  if (found?.isFile() !== true || !looksLikeTar(beginning(name))) return undefined;
  if (found.size > largestArchive) throw new Failure(`cannot read ${name}: it has more than ${largestArchive} bytes`);
  return readArchive(name, fs.readFileSync(name));
}

async function readArchive(name: string, bytes: Uint8Array): Promise<Built> {
  const read = await readTar(bytes, largestArchive);
  if (!read.ok) throw new Failure(`cannot read ${name}: it ${read.reason}`);
  const entries = new Map<string, Entry>(read.members);
  const listing = entries.get(manifestPath);
  if (listing?.type !== 'file') throw notBuilt(name);
  entries.delete(manifestPath);
  const { host } = manifestOf(Buffer.from(listing.content).toString('utf8'), `${name}: /${manifestPath}`);
  return { hosts: new Map([[host, entries]]), single: true };
}

function readDirectory(name: string): Built {
  const own = path.join(name, manifestPath);
  if (fs.existsSync(own)) {
    const manifest = readManifestFile(own);
    return { hosts: new Map([[manifest.host, snapshot(name, manifest)]]), single: true };
  }
  const files = fs.readdirSync(name).filter((file) => file.endsWith(manifestEnding));
  if (files.length === 0) throw notBuilt(name);
  const hosts = files.sort(compareBytes).map((file): [string, Snapshot] => {
    const manifest = readManifestFile(path.join(name, file));
    return [manifest.host, snapshot(path.join(name, file.slice(0, -manifestEnding.length)), manifest)];
  });
  return { hosts: new Map(hosts), single: false };
}

function notBuilt(name: string): Failure {
  return new Failure(
    `${name} holds nothing that build wrote`,
    'name a directory that `unitc build -o` made, the directory of one host in it, or an archive',
  );
}

function readManifestFile(file: string): Manifest {
  return manifestOf(Buffer.from(readRegular(file)).toString('utf8'), file);
}

function manifestOf(text: string, where: string): Manifest {
  const read = readManifest(text);
  if (!read.ok) throw new Failure(`${where} is not a manifest that unitc wrote: it ${read.problems[0] ?? ''}`);
  return read.manifest;
}

/** What is there of what the manifest lists; what is not there has been removed since. */
function snapshot(root: string, manifest: Manifest): Snapshot {
  const entries = new Map<string, Entry>();
  for (const { path: at, owner, group } of manifest.files) {
    const entry = entryAt(path.join(root, at), `${owner}:${group}`);
    if (entry !== undefined) entries.set(at, entry);
  }
  return entries;
}

function entryAt(file: string, owner: string): Entry | undefined {
  try {
    const found = fs.lstatSync(file);
    const mode = found.mode & 0o7777;
    if (found.isSymbolicLink()) return { type: 'symlink', target: fs.readlinkSync(file), owner };
    if (found.isDirectory()) return { type: 'directory', mode, owner };
    if (found.isFile()) return { type: 'file', mode, content: readRegular(file), owner };
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw isSystemError(error) ? new Failure(`cannot read ${file}: ${reason(error)}`) : error;
  }
  throw new Failure(`cannot read ${file}: it is no file, directory or symlink`);
}

function readRegular(file: string): Uint8Array {
  const found = fs.statSync(file);
  if (!found.isFile()) throw new Failure(`cannot read ${file}: it is not a regular file`);
  if (found.size > largestFile) throw new Failure(`cannot read ${file}: it has more than ${largestFile} bytes`);
  return fs.readFileSync(file);
}
