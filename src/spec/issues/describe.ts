import { type Diagnostic, diagnostic } from '../../core/diagnostic.ts';
import { nearest } from '../../core/nearest.ts';
import type { SpecPath } from '../../core/spec-path.ts';
import { formatOf } from '../formats.ts';
import type { Place, ScalarNode, SpecNode } from '../node.ts';
import { either, tick } from '../wording.ts';
import { subject } from './subject.ts';
import { actualWords, expectedWords } from './type-words.ts';
import type { Problem } from './unfold.ts';

/** A place in the tree: what stands at a path, and the key that introduces it. */
export interface Spot {
  readonly path: SpecPath;
  readonly node: SpecNode;
  readonly place: Place;
}

const versionKeys = new Set(['version', 'release', 'systemd']);

export function describeType(spot: Spot, expected: readonly string[]): Diagnostic {
  const { node, place, path } = spot;
  const what = subject(path);
  const wanted = expectedWords(expected);
  if (node.kind === 'scalar' && node.value === null) {
    const help = `write ${wanted}, or remove the key`;
    return diagnostic('UC012', { message: `${what} is empty`, help, ...place });
  }
  if (node.kind === 'scalar' && expected.includes('string') && typeof node.value !== 'string') {
    return describeUnquoted(spot, node.source, node.value);
  }
  const message = `${what} must be ${wanted}, not ${isFraction(node) ? node.source : actualWords(node)}`;
  return diagnostic('UC012', {
    message,
    help: isQuotedNumber(node) ? `remove the quotes: ${node.value}` : `write ${wanted} here`,
    ...place,
  });
}

function isFraction(node: SpecNode): node is ScalarNode {
  return node.kind === 'scalar' && typeof node.value === 'number';
}

function isQuotedNumber(node: SpecNode): node is ScalarNode {
  return node.kind === 'scalar' && typeof node.value === 'string' && /^\d+$/.test(node.value);
}

function describeUnquoted(spot: Spot, source: string, value: unknown): Diagnostic {
  const help = `quote it: "${source}"`;
  const key = spot.path.at(-1);
  if (typeof key === 'string' && versionKeys.has(key) && typeof value === 'number') {
    const message = `${subject(spot.path)} is the number ${value}, not the version "${source}"`;
    return diagnostic('UC020', { message, help, ...spot.place });
  }
  if (typeof value === 'number' && !Number.isInteger(value)) {
    const message = `${tick(source)} is not a whole number, and may be passed on as another text`;
    return diagnostic('UC022', { message, help, ...spot.place });
  }
  const message = `${subject(spot.path)} must be a string, not ${actualWords(spot.node)}`;
  return diagnostic('UC012', { message, help, ...spot.place });
}

export function describeValue(spot: Spot, values: readonly string[]): Diagnostic {
  const { node } = spot;
  if (node.kind !== 'scalar' || node.value === null) return describeType(spot, ['string']);
  const written = String(node.value);
  const near = nearest(written, values);
  const message = `${tick(written)} is not a value of ${subject(spot.path)}`;
  const known = takes(values);
  const help = near === undefined ? `write ${known}` : `did you mean ${tick(near)}? It takes ${known}`;
  return diagnostic('UC013', { message, help, ...spot.place });
}

function takes(values: readonly string[]): string {
  if (values.length > 8) return 'a value that the JSON Schema lists';
  return `${values.length > 1 ? 'one of ' : ''}${either(values.map(tick))}`;
}

export function describeFormat(
  spot: Spot,
  problem: { readonly message: string; readonly pattern: string },
): Diagnostic {
  const format = formatOf(problem.pattern);
  const written = spot.node.kind === 'scalar' ? tick(String(spot.node.value)) : subject(spot.path);
  const code = format?.says === 'is not an absolute path' ? 'UC029' : 'UC014';
  return diagnostic(code, {
    message: `${subject(spot.path)}: ${written} ${problem.message}`,
    ...(format === undefined ? {} : { help: format.help }),
    ...spot.place,
  });
}

/** Beyond 2^53 a number is not kept exactly. */
export function isUnsafe(problem: Problem): boolean {
  if (problem.kind !== 'range') return false;
  return problem.maximum === Number.MAX_SAFE_INTEGER || problem.minimum === Number.MIN_SAFE_INTEGER;
}

export function describeRange(spot: Spot, problem: Extract<Problem, { kind: 'range' }>): Diagnostic {
  const what = subject(spot.path);
  if (problem.of === 'string' || problem.of === 'array') {
    return diagnostic('UC015', {
      message: `${what} is empty`,
      help: 'write at least one, or remove the key',
      ...spot.place,
    });
  }
  const source = spot.node.kind === 'scalar' ? spot.node.source : '';
  if (isUnsafe(problem)) {
    return diagnostic('UC022', {
      message: `${tick(source)} is too large to be kept exactly as a number`,
      help: `quote it: "${source}"`,
      ...spot.place,
    });
  }
  const bound = problem.minimum === undefined ? `above ${problem.maximum}` : `below ${problem.minimum}`;
  return diagnostic('UC015', { message: `${what} is ${source}, ${bound}`, ...spot.place });
}
