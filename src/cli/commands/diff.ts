import { hasErrors } from '../../core/diagnostic.ts';
import { compareBytes } from '../../core/order.ts';
import type { Entry, Snapshot } from '../../diff/entry.ts';
import { type Change, changeKind, treeDiff } from '../../diff/tree-diff.ts';
import { type Built, readBuilt } from '../../edge/built.ts';
import { compileFile } from '../../edge/compile-file.ts';
import { Failure } from '../../edge/failure.ts';
import { wantsColor } from '../../edge/terminal.ts';
import { octalMode } from '../../outputs/manifest.ts';
import { printUnified } from '../../report/unified.ts';
import { visible } from '../../report/visible.ts';
import type { FileTree } from '../../tree/file-tree.ts';
import { hostLayout } from '../../tree/layout.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { codeFor, conclude, note, printDiagnostics, type Session, verdict } from '../session.ts';

export interface DiffOptions {
  readonly unified: number;
  readonly exitCode?: boolean;
}

export async function diff(before: string, after: string, options: DiffOptions, session: Session): Promise<ExitCode> {
  if (before === '-' && after === '-') throw new Failure('standard input can be one side only');
  const sides: Built[] = [];
  for (const name of [before, after]) {
    const side = (name === '-' ? undefined : await readBuilt(name)) ?? compileSide(name, session);
    if (!('hosts' in side)) return side.code;
    sides.push(side);
  }
  const [old, now] = sides;
  if (old === undefined || now === undefined) throw new Error('a side is missing');
  const changes = treeDiff(...joined(old, now, session));
  print(changes, options, session);
  if (changes.length === 0 && session.world.stderr.isTTY) note(session, '✔ no difference');
  return options.exitCode === true && changes.length > 0 ? exitCode.problems : exitCode.done;
}

function compileSide(name: string, session: Session): Built | { readonly code: ExitCode } {
  const { trees, diagnostics, sources } = compileFile(name, session.world);
  if (!hasErrors(diagnostics)) {
    return { hosts: new Map([...trees].map(([host, tree]) => [host, snapshot(tree)])), single: false };
  }
  printDiagnostics(session, session.world.stderr, diagnostics, sources);
  conclude(session, verdict(diagnostics, name));
  return { code: codeFor(session, diagnostics) };
}

/** Without the manifest, which says again what the other files are. */
function snapshot(tree: FileTree): Snapshot {
  const entries = new Map<string, Entry>();
  for (const artifact of tree) {
    const owner = `${artifact.owner}:${artifact.group}`;
    if (`/${artifact.path}` === hostLayout.manifest) continue;
    if (artifact.type === 'symlink') entries.set(artifact.path, { type: 'symlink', target: artifact.target, owner });
    else if (artifact.type === 'directory') {
      entries.set(artifact.path, { type: 'directory', mode: artifact.mode & 0o7777, owner });
    } else {
      const content = Buffer.from(artifact.content, 'utf8');
      entries.set(artifact.path, { type: 'file', mode: artifact.mode & 0o7777, content, owner });
    }
  }
  return entries;
}

/** Both sides as one tree each: below the names of the hosts, unless both are the tree of one. */
function joined(old: Built, now: Built, session: Session): [Snapshot, Snapshot] {
  if (old.single && now.single) return [onlyHost(old), onlyHost(now)];
  const single = [old, now].find((side) => side.single);
  const [host] = single?.hosts.keys() ?? [];
  if (host === undefined) return [below(old), below(now)];
  const other = old.single ? now : old;
  if (!other.hosts.has(host)) {
    throw new Failure(
      `one side is the host \`${host}\`, which the other side does not have`,
      `its hosts are ${[...other.hosts.keys()].sort(compareBytes).join(', ')}`,
    );
  }
  if (other.hosts.size > 1) note(session, `only the host ${visible(host)} is compared, of ${other.hosts.size}`);
  return [below(old, host), below(now, host)];
}

function onlyHost({ hosts }: Built): Snapshot {
  const [tree] = hosts.values();
  return tree ?? new Map();
}

function below({ hosts }: Built, only?: string): Snapshot {
  const chosen = [...hosts].filter(([host]) => only === undefined || host === only);
  return new Map(chosen.flatMap(([host, tree]) => [...tree].map(([path, entry]) => [`${host}/${path}`, entry])));
}

function print(changes: readonly Change[], options: DiffOptions, { world, options: global }: Session): void {
  if (global.format === 'json') {
    world.stdout.write(`${JSON.stringify({ version: 1, changes: changes.map(summaryOf) }, null, 2)}\n`);
  } else if (global.format === 'concise') {
    for (const change of changes) {
      world.stdout.write(`${(changeKind(change) ?? '').padEnd(7)}  ${visible(change.path)}\n`);
    }
  } else {
    const color = wantsColor(global.color, world.env, world.stdout.isTTY);
    const harmless = world.stdout.isTTY;
    world.stdout.write(printUnified(changes, { context: options.unified, style: { color }, harmless }));
  }
}

function summaryOf(change: Change): object {
  const side = (entry: Entry | undefined) => {
    if (entry === undefined) return undefined;
    return { type: entry.type, owner: entry.owner, mode: entry.type === 'symlink' ? undefined : octalMode(entry.mode) };
  };
  return { path: change.path, kind: changeKind(change), before: side(change.before), after: side(change.after) };
}
