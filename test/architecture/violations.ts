import { posix } from 'node:path';
import { type Import, importsOf } from './imports.ts';
import { mayImport, nodeModules, packages, pureRooms, roomOf, rooms } from './rooms.ts';

/** Files under src/ by path (`codec/unit/index.ts`), with their text. */
export type Sources = ReadonlyMap<string, string>;

/** Every import that breaks the dependency rule, as `file: what`. */
export function violations(sources: Sources): string[] {
  const found: string[] = [];
  for (const [file, text] of sources) {
    const room = roomOf(file);
    if (!rooms.includes(room)) found.push(`${file}: no room is called ${room}`);
    for (const each of importsOf(text)) {
      const problem = problemOf(sources, file, each);
      if (problem !== undefined) found.push(`${file}: ${problem}`);
    }
  }
  return [...found, ...cycles(sources)];
}

function problemOf(sources: Sources, file: string, each: Import): string | undefined {
  const { specifier } = each;
  if (specifier === '') return 'imports what only the run decides';
  if (specifier.startsWith('node:')) return nodeProblem(roomOf(file), each);
  if (!specifier.startsWith('.')) return packageProblem(file, specifier);
  const target = posix.join(posix.dirname(file), specifier);
  if (!sources.has(target)) return `imports ${specifier}, which is no file of src`;
  const [from, to] = [roomOf(file), roomOf(target)];
  if (!mayImport(from, to)) return `${from} may not import ${to} (${specifier})`;
  return siblingProblem(sources, file, target);
}

function nodeProblem(room: string, { specifier, names }: Import): string | undefined {
  if (!pureRooms.includes(room) && room !== 'unit' && room !== 'index') return undefined;
  const allowed = nodeModules[`${room} ${specifier}`];
  if (allowed === 'all' || names?.every((name) => allowed?.includes(name)) === true) return undefined;
  return `${room} may not import ${[specifier, ...(names ?? [])].join(' ')}`;
}

function packageProblem(file: string, specifier: string): string | undefined {
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  const folders = packages[name];
  if (folders === undefined) return `imports the package ${name}, which has no room`;
  return folders.some((folder) => file.startsWith(folder))
    ? undefined
    : `imports the package ${name}, which is for ${folders.join(' and ')}`;
}

/** Components do not know each other, targets neither: only registry.ts lists them. A folder without index.ts is shared. */
function siblingProblem(sources: Sources, file: string, target: string): string | undefined {
  const [room = '', sibling = '', inner] = target.split('/');
  if ((room !== 'components' && room !== 'targets') || inner === undefined) return undefined;
  const folder = `${room}/${sibling}/`;
  if (file.startsWith(folder) || !sources.has(`${folder}index.ts`)) return undefined;
  if (file === `${room}/registry.ts` && inner === 'index.ts') return undefined;
  return `only ${room}/registry.ts imports ${folder}, and its index.ts`;
}

/** Cycles of imports that remain when types are erased; each is named once, from its first file. */
function cycles(sources: Sources): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    const seen = path.indexOf(file);
    if (seen !== -1) {
      found.push(`${file}: imports itself through ${[...path.slice(seen + 1), file].join(' → ')}`);
      return;
    }
    if (done.has(file)) return;
    path.push(file);
    for (const { specifier, typeOnly } of importsOf(sources.get(file) ?? '')) {
      const target = posix.join(posix.dirname(file), specifier);
      if (!typeOnly && specifier.startsWith('.') && sources.has(target)) visit(target);
    }
    path.pop();
    done.add(file);
  };
  for (const file of [...sources.keys()].sort()) visit(file);
  return found;
}
