import { type Printed, printed, refused } from '../printed.ts';
import { isJsonList, type JsonPath, type JsonValue } from './json-value.ts';

/** A JSON text and, for each of its lines, the path of what stands there. */
export interface JsonLines {
  readonly text: string;
  /** One path a line; a closing bracket's line has the path of the object or list that it closes. */
  readonly paths: JsonPath[];
}

/** Two blanks of indentation, keys in the order given, one line end at the end. */
export function printJson(value: JsonValue): Printed {
  const reason = jsonRefusal(value);
  return reason === undefined ? printed(printJsonWithPaths(value).text) : refused(reason);
}

/**
 * The text of `printJson` with the path of each line. For a value that `jsonRefusal` has nothing against;
 * any other one is printed as JSON.stringify does (`null` for an infinite number). Of a list or object that `flows`,
 * lines are filled with as many children as have room.
 */
export function printJsonWithPaths(value: JsonValue, flows: (path: JsonPath) => boolean = () => false): JsonLines {
  const lines: string[] = [];
  const paths: JsonPath[] = [];
  const add = (depth: number, path: JsonPath, text: string): void => {
    lines.push('  '.repeat(depth) + text);
    paths.push(path);
  };
  const print = (item: JsonValue, path: JsonPath, before: string, after: string): void => {
    const depth = path.length;
    const children = childrenOf(item);
    if (children === undefined || children.length === 0) {
      add(depth, path, before + JSON.stringify(item) + after);
      return;
    }
    const list = item !== null && typeof item === 'object' && isJsonList(item);
    add(depth, path, before + (list ? '[' : '{'));
    if (flows(path)) {
      for (const line of filled(children, width - 2 * (depth + 1))) add(depth + 1, path, line);
    } else {
      for (const [index, [key, child]] of children.entries()) {
        const label = typeof key === 'string' ? `${JSON.stringify(key)}: ` : '';
        print(child, [...path, key], label, index < children.length - 1 ? ',' : '');
      }
    }
    add(depth, path, (list ? ']' : '}') + after);
  };
  print(value, [], '', '');
  return { text: `${lines.join('\n')}\n`, paths };
}

/** Columns of a line whose children flow. */
const width = 120;

function filled(children: readonly [string | number, JsonValue][], columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const [index, [key, child]] of children.entries()) {
    const label = typeof key === 'string' ? `${JSON.stringify(key)}: ` : '';
    const word = label + JSON.stringify(child) + (index < children.length - 1 ? ',' : '');
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Why `value` cannot be carried by JSON to every reader, or undefined when it can. */
export function jsonRefusal(value: JsonValue): string | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return 'holds a number that JSON cannot write';
  if (typeof value === 'string' && /\p{Surrogate}/u.test(value)) {
    return 'holds half of a surrogate pair, which is no character';
  }
  for (const [key, child] of childrenOf(value) ?? []) {
    const reason = (typeof key === 'string' ? jsonRefusal(key) : undefined) ?? jsonRefusal(child);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function childrenOf(value: JsonValue): [string | number, JsonValue][] | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  return isJsonList(value) ? [...value.entries()] : Object.entries(value);
}
