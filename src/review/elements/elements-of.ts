/** What differs in meaning between two versions of a file. */
import { textOf } from '../../diff/text-of.ts';
import type { FoldedChange } from '../folded-changes.ts';
import type { Syntax } from '../model.ts';
import type { Tables } from '../options.ts';
import type { Element } from './element.ts';
import { envFileElements } from './env-file.ts';
import { jsonElements } from './json.ts';
import { textElements } from './text.ts';
import { tmpfilesElements } from './tmpfiles.ts';
import { unitElements } from './unit.ts';
import { unitFileSettings } from './unit-file.ts';

/** Of a file that is new or gone, and no drop-in, none: it is shown as it is. */
export function elementsOf(
  { path, before, after, effective }: FoldedChange,
  syntax: Syntax,
  tables: Tables,
): readonly Element[] {
  if (effective !== undefined) return effective;
  if (before?.type !== 'file' || after?.type !== 'file') return [];
  const [old, now] = [textOf(before.content), textOf(after.content)];
  if (old === undefined || now === undefined) return [];
  return bySyntax(path, syntax, tables, before.content, after.content) ?? textElements(old, now);
}

/** Undefined where their syntax cannot be read. */
function bySyntax(
  path: string,
  syntax: Syntax,
  tables: Tables,
  before: Uint8Array,
  after: Uint8Array,
): Element[] | undefined {
  switch (syntax) {
    case 'unit':
      return unitFileElements(path, tables, before, after);
    case 'env-file':
      return envFileElements(before, after);
    case 'json':
      return jsonElements(textOf(before) ?? '', textOf(after) ?? '');
    case 'tmpfiles':
      return tmpfilesElements(path, before, after);
    default:
      return lineFiles.test(path) ? settingLines(textOf(before) ?? '', textOf(after) ?? '') : undefined;
  }
}

/** modules-load.d(5) and sysctl.d(5): lines, some of which are comments. */
const lineFiles = /(?:^|\/)(?:modules-load|sysctl)\.d\/[^/]+\.conf$/;

function settingLines(before: string, after: string): Element[] {
  return textElements(before, after).filter(({ before: old, after: now }) => !/^\s*(?:[#;]|$)/.test(old ?? now ?? ''));
}

function unitFileElements(path: string, tables: Tables, before: Uint8Array, after: Uint8Array): Element[] | undefined {
  const [old, now] = [before, after].map((content) => unitFileSettings(path, content, tables));
  return old === undefined || now === undefined ? undefined : unitElements(old, now);
}
