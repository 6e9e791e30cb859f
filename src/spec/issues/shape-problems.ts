import type { z } from 'zod';
import { type Diagnostic, diagnostic } from '../../core/diagnostic.ts';
import { nearest } from '../../core/nearest.ts';
import { formatSpecPath, type SpecPath } from '../../core/spec-path.ts';
import { formatOf } from '../formats.ts';
import { child, type MapNode, nodeAt, type Place, type SpecNode } from '../node.ts';
import { all, tick } from '../wording.ts';
import { describeFormat, describeRange, describeType, describeValue, isUnsafe, type Spot } from './describe.ts';
import { type KnownKeys, knownKeysOf } from './known-keys.ts';
import { subject } from './subject.ts';
import { type Problem, unfold } from './unfold.ts';

/** What the schema has against a tree, each at its place. */
export function shapeProblems(issues: readonly z.core.$ZodIssue[], root: MapNode, schema: z.ZodType): Diagnostic[] {
  const known = knownKeysOf(schema);
  const problems = issues.flatMap((issue) => unfold(issue));
  return problems
    .filter((problem) => !isSaidBetter(problem, problems))
    .flatMap((problem) => describe(problem, root, known));
}

/** A port that is too large for a port need not be called too large for a number. */
function isSaidBetter(problem: Problem, problems: readonly Problem[]): boolean {
  if (!isUnsafe(problem)) return false;
  const where = JSON.stringify(problem.path);
  return problems.some((other) => other.kind === 'range' && !isUnsafe(other) && JSON.stringify(other.path) === where);
}

function describe(problem: Problem, root: MapNode, known: KnownKeys): Diagnostic[] {
  const node = nodeAt(root, problem.path);
  if (node === undefined) return [missing(problem.path, root)];
  const spot: Spot = { path: problem.path, node, place: shownPlace(root, problem.path, node) };
  switch (problem.kind) {
    case 'type':
      return [describeType(spot, problem.expected)];
    case 'value':
      return [describeValue(spot, problem.values)];
    case 'format':
      return [describeFormat(spot, problem)];
    case 'range':
      return [describeRange(spot, problem)];
    case 'unknown-keys':
      return problem.keys.map((key) => unknownKey([...problem.path, key], root, known(problem.path)));
    case 'bad-key':
      return [badKey(problem.path, problem, root)];
  }
}

/** The value; for a value written as nothing its key. */
function shownPlace(root: MapNode, path: SpecPath, node: SpecNode): Place {
  const { start, end } = node.place.range;
  return start === end ? keyPlace(root, path) : node.place;
}

function keyPlace(root: MapNode, path: SpecPath): Place {
  const last = path.at(-1);
  const parent = nodeAt(root, path.slice(0, -1));
  if (last === undefined || parent === undefined) return root.place;
  if (parent.kind === 'map') return parent.entries.get(String(last))?.key ?? parent.place;
  return (child(parent, last) ?? parent).place;
}

/** A missing key is shown where its map is introduced. */
function missing(path: SpecPath, root: MapNode): Diagnostic {
  const parent = path.slice(0, -1);
  const message = `${subject(path)} is required${parent.length === 0 ? '' : ` in ${tick(formatSpecPath(parent))}`}`;
  const help = `add ${tick(`${path.at(-1)}:`)}`;
  return diagnostic('UC011', { message, help, ...(parent.length === 0 ? start(root) : keyPlace(root, parent)) });
}

/** The first key of the entry file; keys that come from a base stand elsewhere. */
function start(root: MapNode): Place {
  const { file, range } = root.place;
  for (const { key } of root.entries.values()) {
    if (key.file === file && key.range.start === range.start) return key;
  }
  return { file, range: { start: range.start, end: range.start } };
}

function unknownKey(path: SpecPath, root: MapNode, known: readonly string[]): Diagnostic {
  const key = String(path.at(-1));
  const parent = path.slice(0, -1);
  const message = `${tick(key)} is not a key of ${parent.length === 0 ? 'a spec' : tick(formatSpecPath(parent))}`;
  const near = nearest(key, known);
  const keys = known.length <= 18 ? `; the keys are ${all(known.map(tick))}` : '';
  const help = near === undefined ? `remove it${keys}` : `did you mean ${tick(near)}?`;
  return diagnostic('UC010', { message, help, ...keyPlace(root, path) });
}

function badKey(
  path: SpecPath,
  problem: { readonly message: string; readonly pattern: string },
  root: MapNode,
): Diagnostic {
  const format = formatOf(problem.pattern);
  const message = `${tick(String(path.at(-1)))} ${problem.message}`;
  return diagnostic('UC014', {
    message,
    ...(format === undefined ? {} : { help: format.help }),
    ...keyPlace(root, path),
  });
}
