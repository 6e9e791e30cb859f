/**
 * systemd's own parser as judge: `systemd --test --system` loads units from a directory and dumps what it
 * understood. It expands specifiers but no variables, and does not show the prefixes of commands.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { decodeBytes } from '../../src/codec/unit/index.ts';
import { type DumpedUnit, parseDump } from './systemd-dump.ts';

export { parseShellQuoted } from './shell-quoted.ts';

const manager = '/usr/lib/systemd/systemd';
/** It loads only what default.target reaches; larger transactions get slow and hard to read. */
const unitsPerRun = 80;
const nobody = 65534;
export const standIns = [
  'sysinit.target',
  'basic.target',
  'shutdown.target',
  'multi-user.target',
  'network-online.target',
  'timers.target',
  'sockets.target',
  'paths.target',
];

export interface Message {
  /** Relative to the unit directory; empty for a message about a unit as a whole. */
  readonly file: string;
  /** 1-based, 0 for a message about a unit as a whole. */
  readonly line: number;
  readonly text: string;
  /** Of syslog(3): 3 error, 4 warning, 5 notice, 6 information. */
  readonly level: number;
}

export interface LoadedUnit extends DumpedUnit {
  /** About the unit, its file and its drop-ins. */
  readonly messages: readonly Message[];
}

export type UnitFiles = Readonly<Record<string, string | Uint8Array>>;

/**
 * Loads unit files (by name) with systemd, in runs of 80.
 * `extra` are further files by path below the unit directory, present in every run: drop-ins
 * (`a.service.d/10.conf`), units that others refer to. A unit that systemd does not dump is missing in the
 * answer.
 */
export async function loadWithSystemd(units: UnitFiles, extra: UnitFiles = {}): Promise<Map<string, LoadedUnit>> {
  for (const [program, debian] of [
    [manager, 'systemd'],
    ['/usr/bin/setpriv', 'util-linux'],
  ] as const) {
    if (!existsSync(program)) throw new Error(`${program} is missing: install the Debian package ${debian}`);
  }
  const names = Object.keys(units);
  const loaded = new Map<string, LoadedUnit>();
  for (let i = 0; i < names.length; i += unitsPerRun) {
    const batch = names.slice(i, i + unitsPerRun);
    const files: Record<string, string | Uint8Array> = {};
    for (const name of batch) files[name] = units[name] ?? '';
    for (const [name, unit] of await runOnce(batch, { ...files, ...extra })) loaded.set(name, unit);
  }
  return loaded;
}

/** Loads units in one run, instances of templates among them: `files` are all that there are, by path below the unit directory. */
export function loadNamesWithSystemd(names: readonly string[], files: UnitFiles): Promise<Map<string, LoadedUnit>> {
  return runOnce(names, files);
}

async function runOnce(names: readonly string[], files: UnitFiles): Promise<Map<string, LoadedUnit>> {
  const directory = await mkdtemp(path.join(tmpdir(), 'unitc-systemd-'));
  try {
    await chmod(directory, 0o755);
    await writeUnits(directory, names, files);
    const { stdout, stderr } = await runManager(directory);
    const dumped = parseDump(stdout);
    if (dumped.size === 0) throw new Error(`systemd dumped no unit:\n${stderr}`);
    const messages = parseMessages(directory, stderr);
    const loaded = new Map<string, LoadedUnit>();
    for (const name of names) {
      const unit = dumped.get(name);
      if (unit === undefined) continue;
      loaded.set(name, { ...unit, messages: messages.filter((message) => isAbout(message, name)) });
    }
    return loaded;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function writeUnits(directory: string, names: readonly string[], files: UnitFiles): Promise<void> {
  const all: Record<string, string | Uint8Array> = {};
  for (const name of standIns) all[name] = '[Unit]\nDefaultDependencies=no\n';
  Object.assign(all, files);
  const after = names
    .filter((name) => name !== 'default.target')
    .map((name) => `After=${name.replaceAll('%', '%%')}\n`);
  all['default.target'] ??= `[Unit]\nDefaultDependencies=no\n${after.join('')}`;
  for (const [name, content] of Object.entries(all)) {
    const file = path.join(directory, name);
    await mkdir(path.dirname(file), { recursive: true, mode: 0o755 });
    await writeFile(file, content, { mode: 0o644 });
  }
}

/** Loads default.target of a search path. As root the program is silent and exits 1, so it runs as nobody. */
export async function runManager(
  directory: string,
  searchPath = directory,
): Promise<{ stdout: string; stderr: string }> {
  const run = [manager, '--test', '--system', '--unit=default.target'];
  const drop = ['/usr/bin/setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];
  const [program = '', ...args] = process.getuid?.() === 0 ? [...drop, ...run] : run;
  const env = {
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
    LANG: 'C.UTF-8',
    HOME: '/tmp',
    XDG_RUNTIME_DIR: directory,
    SYSTEMD_LOG_LEVEL: 'info',
    SYSTEMD_LOG_TARGET: 'console-prefixed',
    SYSTEMD_UNIT_PATH: searchPath,
  };
  return new Promise((resolve) => {
    execFile(program, args, { env, encoding: 'buffer', maxBuffer: 1 << 28, cwd: '/' }, (_error, stdout, stderr) => {
      resolve({ stdout: decodeBytes(stdout), stderr: decodeBytes(stderr) });
    });
  });
}

function parseMessages(directory: string, stderr: string): Message[] {
  const messages: Message[] = [];
  for (const prefixed of stderr.split('\n')) {
    const [, prefix, line = ''] = /^(?:<(\d+)>)?(.*)$/.exec(prefixed) ?? [];
    // Above the level the number has the facility.
    const level = Number(prefix ?? 3) % 8;
    const inFile = /^(\/.*?):(\d+): (.*)$/.exec(line);
    const ofUnit = /^(\S+\.[a-z]+): (.*)$/.exec(line);
    if (inFile?.[1] !== undefined) {
      messages.push({
        file: path.relative(directory, inFile[1]),
        line: Number(inFile[2]),
        text: inFile[3] ?? '',
        level,
      });
    } else if (ofUnit !== null) messages.push({ file: '', line: 0, text: line, level });
  }
  return messages;
}

function isAbout(message: Message, name: string): boolean {
  if (message.file === '') return message.text.startsWith(`${name}: `);
  return message.file === name || message.file.startsWith(`${name}.d/`);
}
