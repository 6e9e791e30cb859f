/** All that one version of a file says, down to words and members: what a comparison shows as a whole where it is new. */
import { type JsonValue, parseJson } from '../../codec/json/index.ts';
import { textOf } from '../../diff/text-of.ts';
import type { Syntax } from '../model.ts';
import type { Tables } from '../options.ts';
import type { Element } from './element.ts';
import { writtenVariables } from './env-file.ts';
import { jsonElements } from './json.ts';
import { isList } from './json-identity.ts';
import { writtenSettings } from './unit.ts';
import { unitFileSettings } from './unit-file.ts';

/** Each as added; none of what is read by lines alone, or cannot be read. */
export function writtenElements(path: string, content: Uint8Array, syntax: Syntax, tables: Tables): readonly Element[] {
  switch (syntax) {
    case 'unit': {
      const settings = unitFileSettings(path, content, tables);
      return settings === undefined ? [] : writtenSettings(settings);
    }
    case 'env-file':
      return writtenVariables(content);
    case 'json': {
      const text = textOf(content) ?? '';
      const read = parseJson(text);
      return read.ok ? (jsonElements(JSON.stringify(emptied(read.value)), text) ?? []) : [];
    }
    default:
      return [];
  }
}

/** Objects without their values and lists without their items, so that each of these is told by itself. */
function emptied(value: JsonValue): JsonValue {
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return [];
  const inside = Object.entries(value).filter(([, member]) => member !== null && typeof member === 'object');
  return Object.fromEntries(inside.map(([key, member]) => [key, emptied(member)]));
}

/** Of a file that is gone. */
export function asRemoved({ kind, at, after, lines }: Element): Element {
  return {
    ...{ kind, at, change: 'removed' },
    ...(after !== undefined && { before: after }),
    lines: lines.after === undefined ? {} : { before: lines.after },
  };
}
