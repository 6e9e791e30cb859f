/** Trees of several lookup directories, as the real systemd loads them and as we do. */
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { directoryRoot } from '../../src/edge/directory-root.ts';
import { type LoadedUnit, loadUnit, type UnitRoot } from '../../src/systemd/index.ts';
import { directives } from '../systemd/roots.ts';
import { type DumpedUnit, parseDump } from './systemd-dump.ts';
import { runManager, standIns } from './systemd-test.ts';

/** The lookup path, first wins; `else` is no part of it. */
const lookup = ['etc', 'run', 'usr'];

/** By `etc/a.service`: a file's content, or a link's target behind `-> `; `@/` in front of a target is the tree itself. */
export type Tree = Readonly<Record<string, string>>;

export interface Judged {
  readonly name: string;
  /** Undefined where systemd has no such unit in its dump. */
  readonly systemd: DumpedUnit | undefined;
  readonly ours: LoadedUnit;
}

/** `names`: what default.target asks for. Paths in the answers are below the tree. */
export async function judgeTree(tree: Tree, names: readonly string[]): Promise<Judged[]> {
  const directory = await mkdtemp(path.join(tmpdir(), 'unitc-tree-'));
  try {
    await chmod(directory, 0o755);
    await writeTree(directory, withStandIns(tree, names));
    const searchPath = lookup.map((one) => path.join(directory, one));
    const { stdout, stderr } = await runManager(directory, searchPath.join(':'));
    const dumped = parseDump(stdout.replaceAll(directory, '@'));
    if (dumped.size === 0) throw new Error(`systemd dumped no unit:\n${stderr}`);
    const byName = new Map<string, DumpedUnit>();
    for (const unit of dumped.values()) {
      for (const name of [unit.name, ...(unit.settings.Alias ?? [])]) byName.set(name, unit);
    }
    const root = below(directoryRoot('/'), directory);
    return names.map((name) => ({
      name,
      systemd: byName.get(name),
      ours: loadUnit(root, name, { directives, systemd: 252, searchPath: lookup.map((one) => `/@/${one}`) }),
    }));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** The same files under short paths, which systemd's dump has too; links lead back to it. */
function below(root: UnitRoot, directory: string): UnitRoot {
  const real = (file: string): string => (file === '/@' || file.startsWith('/@/') ? directory + file.slice(2) : file);
  return {
    list: (at) => root.list(real(at)),
    entry: (at) => {
      if (at === '/@') return { type: 'directory' };
      const entry = root.entry(real(at));
      if (entry?.type !== 'symlink') return entry;
      return { type: 'symlink', target: entry.target.replace(directory, '/@') };
    },
  };
}

function withStandIns(tree: Tree, names: readonly string[]): Tree {
  const plain = '[Unit]\nDefaultDependencies=no\n';
  const all: Record<string, string> = {};
  for (const name of standIns) all[`usr/${name}`] = plain;
  const after = names.map((name) => `After=${name}\n`).join('');
  return { ...all, 'usr/default.target': plain + after, ...tree };
}

async function writeTree(directory: string, tree: Tree): Promise<void> {
  for (const one of lookup) await mkdir(path.join(directory, one), { mode: 0o755 });
  for (const [name, text] of Object.entries(tree)) {
    const file = path.join(directory, name);
    await mkdir(path.dirname(file), { recursive: true, mode: 0o755 });
    if (text.startsWith('-> ')) await symlink(text.slice(3).replace(/^@/, directory), file);
    else await writeFile(file, text, { mode: 0o644 });
  }
}
