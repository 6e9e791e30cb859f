import { atLeast } from '../../core/version.ts';
import { type Printed, printed, refused } from '../printed.ts';
import { isAge } from './age.ts';
import { type ArgumentKind, argumentKind, argumentNeeded, hasKnownModifiers, isMode } from './line-types.ts';
import type { TmpfilesOptions } from './tmpfiles-dialect.ts';

/** The fields as systemd-tmpfiles is to read them; what is left out is printed as `-`. */
export interface TmpfilesEntry {
  /** A letter, with `+`, `!`, `-` or `=` after it. */
  readonly type: string;
  /** Absolute; a glob pattern for the types that take one. */
  readonly path: string;
  /** `0755`, with `~` or `:` before it where wanted; a number is printed as four octal digits. */
  readonly mode?: string | number;
  readonly user?: string;
  readonly group?: string;
  readonly age?: string;
  readonly argument?: string;
}

const isAccount = (text: string): boolean => /^:?[A-Za-z0-9_][A-Za-z0-9_.-]*\$?$/.test(text);
const isBareAge = (text: string): boolean => isAge(text) && !/[ \t\n\r]/.test(text);

/**
 * One line of tmpfiles.d(5), without its line end, that systemd-tmpfiles reads back as these fields: `%` is
 * doubled, a path with blanks or quotes is quoted, an argument's outer blanks are escaped.
 */
export function tmpfilesLine(entry: TmpfilesEntry, options: TmpfilesOptions = {}): Printed {
  // 219 splits at blanks and knows no quotes; quoting of fields came with 220, expansion in L and C later.
  const old = options.systemd !== undefined && !atLeast(options.systemd, '240');
  const kind = argumentKind(entry.type);
  // `~` and `^` take the argument from elsewhere.
  if (kind === undefined || !hasKnownModifiers(entry.type) || /[~^]/.test(entry.type)) {
    return refused(`has the line type \`${entry.type}\``);
  }
  if (entry.argument === undefined && argumentNeeded(entry.type))
    return refused('has no argument, and its type needs one');
  const path = pathField(entry.path, old);
  if (!path.ok) return path;
  const argument = argumentField(entry.argument, kind, old);
  if (!argument.ok) return argument;
  const fields = [
    checked(typeof entry.mode === 'number' ? entry.mode.toString(8).padStart(4, '0') : entry.mode, isMode, 'mode'),
    checked(entry.user, isAccount, 'user'),
    checked(entry.group, isAccount, 'group'),
    checked(entry.age, isBareAge, 'age'),
  ];
  const texts = [entry.type, path.text];
  for (const field of fields) {
    if (!field.ok) return field;
    texts.push(field.text);
  }
  return printed([...texts, argument.text].join(' '));
}

function checked(text: string | undefined, isRight: (text: string) => boolean, what: string): Printed {
  if (text === undefined) return printed('-');
  return isRight(text) ? printed(text) : refused(`has the ${what} \`${text}\``);
}

function pathField(path: string, old: boolean): Printed {
  const reason = refusal(path);
  if (reason !== undefined) return refused(reason);
  if (!path.startsWith('/')) return refused('is not an absolute path');
  if (path.split('/').includes('..')) return refused('has a `..` segment, which systemd-tmpfiles does not follow');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: 252 and older have no escape for them in a path
  if (/[\x01-\x1f\x7f]/.test(path)) return refused('holds a control character');
  const text = path.replaceAll('%', '%%');
  if (!/[ "'\\]/.test(text)) return printed(text);
  if (old) return refused('holds a blank, a quote or a backslash, which systemd before 240 may not read in this place');
  return printed(`"${text.replace(/["\\]/g, '\\$&')}"`);
}

function argumentField(argument: string | undefined, kind: ArgumentKind, old: boolean): Printed {
  if (argument === undefined) return printed('-');
  if (kind === 'none') return refused('is an argument, and lines of this type take none');
  if (argument === '') return refused('is empty, which a line cannot tell from no argument');
  const reason = refusal(argument);
  if (reason !== undefined) return refused(reason);
  const escaped = escapeArgument(argument);
  if (kind === 'text' || (kind === 'path' && !old)) return printed(escaped.replaceAll('%', '%%'));
  if (escaped !== argument) return refused('needs an escape, which this type of line does not have');
  if (kind === 'attributes') return printed(argument.replaceAll('%', '%%'));
  if (kind === 'path' && argument.includes('%')) return refused('holds a `%`, which systemd before 240 may expand');
  return printed(argument);
}

/**
 * Everything after the age up to the end of the line is the argument, quotes are part of it (219 takes one
 * surrounding pair off), and the line loses its outer blanks before it is split.
 */
function escapeArgument(argument: string): string {
  if (argument === '-') return '\\x2d';
  return (
    argument
      .replaceAll('\\', '\\\\')
      .replace(/^[ "]| $/g, hexEscape)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: a tab may be trimmed, and others end the line
      .replace(/[\x01-\x1f\x7f]/g, hexEscape)
  );
}

function hexEscape(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

function refusal(text: string): string | undefined {
  if (text.includes('\n')) return 'holds a newline';
  if (text.includes('\0')) return 'holds a NUL character';
  if (/\p{Surrogate}/u.test(text)) return 'holds half of a surrogate pair, which is no character';
  return undefined;
}
