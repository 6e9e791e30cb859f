/**
 * Changes of trees as a patch with git's extended headers (git-diff(1), "Generating patch text with -p"),
 * which `git apply` takes. Modes are those of the files, where git itself knows 644 and 755 only.
 */
import type { Entry } from '../diff/entry.ts';
import type { RenamedChange } from '../diff/renames.ts';
import { type Hunk, textDiff } from '../diff/text-diff.ts';
import { textOf } from '../diff/text-of.ts';
import { type Change, hasNewOwner } from '../diff/tree-diff.ts';
import { octalMode } from '../tree/octal-mode.ts';
import { lineSigns, rangesOf } from './review/hunks.ts';
import type { Style } from './style.ts';
import { palette } from './style.ts';
import { visible } from './visible.ts';

export interface UnifiedOptions {
  /** Same lines around a change. */
  readonly context: number;
  readonly style: Style;
  /** For a terminal: what it would obey is shown by number. The result is no exact patch then. */
  readonly harmless?: boolean;
}

/** '' for no changes. */
export function printUnified(changes: readonly RenamedChange[], options: UnifiedOptions): string {
  return changes.map((change) => printChange(change, options)).join('');
}

function printChange(change: RenamedChange, options: UnifiedOptions): string {
  const { path, before, after } = change;
  const notes = hasNewOwner(change) ? `owner of ${quotePath(path)}: ${before?.owner} -> ${after?.owner}\n` : '';
  if (before !== undefined && after !== undefined && before.type !== after.type) {
    return notes + printChange({ path: change.from ?? path, before }, options) + printChange({ path, after }, options);
  }
  if (before?.type === 'directory' || after?.type === 'directory') return notes + printDirectory(change);
  return notes + printFile(change, options);
}

/** git knows no directories: a line that it skips. */
function printDirectory({ path, before, after }: Change): string {
  const mode = (entry: Entry | undefined) => (entry?.type === 'directory' ? octalMode(entry.mode) : 'none');
  if (mode(before) === mode(after)) return '';
  return `directory ${quotePath(path)}: ${mode(before)} -> ${mode(after)}\n`;
}

function printFile({ path, from: was = path, before, after }: RenamedChange, options: UnifiedOptions): string {
  const [from, to] = [gitMode(before), gitMode(after)];
  const isSame = before !== undefined && after !== undefined && from === to;
  const [old, now] = [shownText(before), shownText(after)];
  const hunks = old === undefined || now === undefined ? [] : textDiff(old, now, options.context);
  // An owner alone is not in a patch.
  if (isSame && was === path && hunks.length === 0 && old !== undefined && now !== undefined) return '';
  const [a, b] = [quotePath(`a/${was}`), quotePath(`b/${path}`)];
  const names = [before === undefined ? '/dev/null' : a, after === undefined ? '/dev/null' : b] as const;
  const head = [`diff --git ${a} ${b}`, ...modeLines(from, to), ...renameLines(was, path)];
  if (old === undefined || now === undefined) head.push(`Binary files ${names[0]} and ${names[1]} differ`);
  if (hunks.length > 0) head.push(`--- ${named(names[0])}`, `+++ ${named(names[1])}`);
  const { strong } = palette(options.style);
  return head.map((line) => `${strong(line)}\n`).join('') + hunks.map((hunk) => printHunk(hunk, options)).join('');
}

function modeLines(from: string | undefined, to: string | undefined): string[] {
  if (from === undefined) return [`new file mode ${to}`];
  if (to === undefined) return [`deleted file mode ${from}`];
  return from === to ? [] : [`old mode ${from}`, `new mode ${to}`];
}

function renameLines(from: string, to: string): string[] {
  return from === to ? [] : [`rename from ${quotePath(from)}`, `rename to ${quotePath(to)}`];
}

function printHunk(hunk: Hunk, options: UnifiedOptions): string {
  const { frame, added, removed } = palette(options.style);
  const paints = { same: (text: string) => text, added, removed };
  const body = hunk.lines.map(({ kind, text }) => {
    const bare = text.replace(/\n$/, '');
    const line = paints[kind](lineSigns[kind] + (options.harmless === true ? visible(bare) : bare));
    return bare === text ? `${line}\n\\ No newline at end of file\n` : `${line}\n`;
  });
  return `${frame(`@@ ${rangesOf(hunk)} @@`)}\n${body.join('')}`;
}

/** `100644`; undefined for nothing. */
function gitMode(entry: Entry | undefined): string | undefined {
  if (entry === undefined) return undefined;
  return entry.type === 'symlink' ? '120000' : `10${octalMode(entry.mode)}`;
}

/** Of a symlink where it leads; undefined for what is no text. */
function shownText(entry: Entry | undefined): string | undefined {
  if (entry === undefined) return '';
  if (entry.type !== 'file') return entry.type === 'symlink' ? entry.target : '';
  return textOf(entry.content);
}

/** As git quotes names (git-config(1), core.quotePath): in C's way where a byte is not plain. */
function quotePath(path: string): string {
  let quoted = '';
  for (const byte of new TextEncoder().encode(path)) {
    if (byte === 0x22 || byte === 0x5c) quoted += `\\${String.fromCharCode(byte)}`;
    else if (byte >= 0x20 && byte < 0x7f) quoted += String.fromCharCode(byte);
    else quoted += `\\${byte.toString(8).padStart(3, '0')}`;
  }
  return quoted === path ? path : `"${quoted}"`;
}

/** A tab ends a name with blanks, which would end at the first one else. */
function named(path: string): string {
  return path.includes(' ') && !path.startsWith('"') ? `${path}\t` : path;
}
