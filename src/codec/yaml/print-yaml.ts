/** Block style, two blanks of indentation, keys in the order given, each scalar on one line. */
import { quoteYaml } from './quote-yaml.ts';
import { isYamlList, isYamlMap, type YamlPath, type YamlScalar, type YamlValue } from './yaml-value.ts';

export type PrintedYaml =
  /** `paths` has one path for each line. */
  | { readonly ok: true; readonly text: string; readonly paths: readonly YamlPath[] }
  /** `reason` completes "the value …"; `path` says which. */
  | { readonly ok: false; readonly reason: string; readonly path: YamlPath };

interface Line {
  readonly text: string;
  readonly path: YamlPath;
}

/** Thrown and caught here only: a value deep inside cannot be written. */
class Refused extends Error {
  readonly path: YamlPath;
  constructor(reason: string, path: YamlPath) {
    super(reason);
    this.path = path;
  }
}

/** One document, without `---`, with a newline at its end. */
export function printYaml(value: YamlValue): PrintedYaml {
  try {
    const lines = linesOf(value, []);
    return { ok: true, text: `${lines.map(({ text }) => text).join('\n')}\n`, paths: lines.map(({ path }) => path) };
  } catch (problem) {
    if (problem instanceof Refused) return { ok: false, reason: problem.message, path: problem.path };
    throw problem;
  }
}

/** The lines of a value that begins at the left margin. */
function linesOf(value: YamlValue, path: YamlPath): Line[] {
  if (isYamlList(value) && value.length > 0) {
    return value.flatMap((item, index) => {
      const lines = linesOf(item, [...path, index]);
      return lines.map((line, at) => ({ ...line, text: `${at === 0 ? '- ' : '  '}${line.text}` }));
    });
  }
  if (isYamlMap(value) && value.size > 0) {
    return [...value].flatMap(([key, child]) => entryLines(key, child, [...path, key]));
  }
  return [{ text: inline(value, path), path }];
}

function entryLines(key: string, child: YamlValue, path: YamlPath): Line[] {
  const name = scalarText(key, path);
  if (!isBlock(child)) return [{ text: `${name}: ${inline(child, path)}`, path }];
  const indented = linesOf(child, path).map((line) => ({ ...line, text: `  ${line.text}` }));
  return [{ text: `${name}:`, path }, ...indented];
}

function isBlock(value: YamlValue): boolean {
  return (isYamlList(value) && value.length > 0) || (isYamlMap(value) && value.size > 0);
}

function inline(value: YamlValue, path: YamlPath): string {
  if (isYamlList(value)) return '[]';
  return isYamlMap(value) ? '{}' : scalarText(value, path);
}

function scalarText(value: YamlScalar, path: YamlPath): string {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    // What JavaScript writes with an exponent, readers of YAML 1.1 take for a text.
    if (!Number.isSafeInteger(value)) throw new Refused('is no whole number that all readers can hold', path);
    return String(value);
  }
  const quoted = quoteYaml(value);
  if (!quoted.ok) throw new Refused(quoted.reason, path);
  return quoted.text;
}
