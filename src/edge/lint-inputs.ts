/** What a user names to be linted: files, directories, archives, packages and standard input. */
import fs from 'node:fs';
import path from 'node:path';
import { compareBytes } from '../core/order.ts';
import type { Snapshot } from '../diff/entry.ts';
import { kindOf } from '../lint/classify.ts';
import type { LintEntry, LintInput } from '../lint/root.ts';
import type { PackageHeader } from '../rpm/package-file.ts';
import { beginning } from './beginning.ts';
import { Failure, hasCode, isSystemError } from './failure.ts';
import { looksLikeArchive, readArchive } from './read-archive.ts';
import { reason } from './read-text.ts';
import { looksLikeRpm, readRpmHeader, readRpmPayload } from './rpm-file.ts';
import type { World } from './world.ts';

/** Of a unit file; of an archive; entries of a directory. */
const largestFile = 20_000_000;
const largestArchive = 500_000_000;
const mostEntries = 1_000_000;

/** Directories that hold no units of a host, whatever is in them. */
const skipped = new Set(['.git', 'node_modules']);
/** What is walked of a whole root file system: units, what they name, and programs. */
const partsOfSystem = [
  'etc',
  'run/systemd',
  'run/containers/systemd',
  'usr/lib/systemd',
  'usr/local',
  'usr/share/containers/systemd',
  'usr/bin',
  'usr/sbin',
  'lib/systemd',
  'bin',
  'sbin',
  'opt',
];

export interface LintQuestion {
  readonly paths: readonly string[];
  /** The name that standard input has in reports, and that says what it is. */
  readonly stdinName: string | undefined;
}

export interface LintInputs {
  readonly inputs: readonly LintInput[];
  /** Packages of RPM by the name of their file; what is in them is among the inputs, too. */
  readonly packages: ReadonlyMap<string, PackageHeader>;
}

/** Throws a Failure where something cannot be read, or is nothing that can be linted. */
export async function readLintInputs({ paths, stdinName }: LintQuestion, world: World): Promise<LintInputs> {
  const named = new Map<string, LintEntry>();
  const inputs: LintInput[] = [];
  const packages = new Map<string, PackageHeader>();
  for (const name of new Set(paths)) {
    if (name === '-') {
      const file = stdinName ?? 'stdin.service';
      checkKind(file, 'give its name with --stdin-filename');
      const bytes = world.readStdin(largestFile);
      if (bytes.length > largestFile) throw new Failure(`standard input has more than ${largestFile} bytes`);
      named.set(file, { type: 'file', read: () => bytes });
      continue;
    }
    const found = statOf(name);
    if (found.isDirectory()) inputs.push({ prefix: prefixOf(name), entries: walk(name) });
    else if (!found.isFile())
      throw new Failure(`cannot read ${name}: it is not a regular file`, 'pipe it in and name it `-`');
    else if (kindOf(name) === undefined && looksLikeArchive(beginning(name)))
      inputs.push(inputOf(name, await readArchive(name, largestArchive)));
    else if (kindOf(name) === undefined && looksLikeRpm(beginning(name))) {
      const { header, input } = await readPackage(name);
      packages.set(name, header);
      inputs.push(input);
    } else {
      checkKind(name, 'name a unit, a drop-in `NAME.service.d/NAME.conf`, a directory, an archive or a package');
      named.set(name, { type: 'file', mode: found.mode & 0o7777, read: () => readFile(name) });
    }
  }
  const files: LintInput[] = named.size === 0 ? [] : [{ prefix: '', entries: named, named: true }];
  return { inputs: [...files, ...inputs], packages };
}

function checkKind(name: string, help: string): void {
  if (kindOf(name) === undefined) throw new Failure(`${name} is no unit by its name`, help);
}

function prefixOf(directory: string): string {
  const clean = directory.replace(/\/+$/, '').replace(/^(?:\.\/+)+|^\.$/, '');
  return clean === '' ? (directory.startsWith('/') ? '/' : '') : `${clean}/`;
}

function statOf(name: string): fs.Stats {
  try {
    return fs.statSync(name);
  } catch (error) {
    throw isSystemError(error) ? new Failure(`cannot read ${name}: ${reason(error)}`) : error;
  }
}

function readFile(name: string): Uint8Array {
  if (statOf(name).size > largestFile) throw new Failure(`cannot read ${name}: it has more than ${largestFile} bytes`);
  try {
    return fs.readFileSync(name);
  } catch (error) {
    throw isSystemError(error) ? new Failure(`cannot read ${name}: ${reason(error)}`) : error;
  }
}

async function readPackage(name: string): Promise<{ readonly header: PackageHeader; readonly input: LintInput }> {
  const read = readRpmHeader(name);
  if (!read.ok) throw new Failure(`cannot read ${name}: it ${read.reason}`);
  const brought = await readRpmPayload(name, read.header);
  if (!brought.ok) throw new Failure(`cannot read ${name}: it ${brought.reason}`);
  return { header: read.header, input: inputOf(name, brought.payload) };
}

function inputOf(name: string, tree: Snapshot): LintInput {
  const entries = [...tree].map(([at, entry]): [string, LintEntry] => {
    if (entry.type !== 'file') return [at, entry];
    const { mode, content } = entry;
    return [at, { type: 'file', mode, read: () => content }];
  });
  return { prefix: `${name}/`, entries: new Map(entries) };
}

/** Symlinks are entries, and are not followed: what they name is looked up within the tree. */
function walk(directory: string): Map<string, LintEntry> {
  const entries = new Map<string, LintEntry>();
  const whole = fs.existsSync(path.join(directory, 'usr/lib/systemd/systemd'));
  const waiting = whole ? partsOfSystem.filter((part) => isDirectory(path.join(directory, part))) : [''];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const name of namesIn(path.join(directory, at))) {
      const below = at === '' ? name : `${at}/${name}`;
      const entry = entryAt(path.join(directory, below));
      if (entry === undefined) continue;
      if (entry.type === 'directory' && skipped.has(name)) continue;
      entries.set(below, entry);
      if (entry.type === 'directory') waiting.push(below);
      if (entries.size > mostEntries) {
        throw new Failure(`${directory} has more than ${mostEntries} entries`, 'name the directories of its units');
      }
    }
  }
  return entries;
}

/** A symlink of the root (`bin` of a merged /usr) is followed by the entry that it names. */
function isDirectory(name: string): boolean {
  return fs.lstatSync(name, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Nothing, where it cannot be read: of a running system's /etc that is not everybody's to read. */
function namesIn(directory: string): string[] {
  try {
    return fs.readdirSync(directory).sort(compareBytes);
  } catch (error) {
    if (hasCode(error, 'EACCES', 'ENOENT', 'ENOTDIR')) return [];
    throw isSystemError(error) ? new Failure(`cannot read ${directory}: ${reason(error)}`) : error;
  }
}

function entryAt(file: string): LintEntry | undefined {
  const found = fs.lstatSync(file, { throwIfNoEntry: false });
  if (found?.isSymbolicLink() === true) return { type: 'symlink', target: fs.readlinkSync(file) };
  if (found?.isDirectory() === true) return { type: 'directory' };
  if (found?.isFile() !== true) return undefined;
  return { type: 'file', mode: found.mode & 0o7777, read: () => readFile(file) };
}
