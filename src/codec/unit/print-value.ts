/** Values of any key but command lines. */
import { type Printed, refused } from '../printed.ts';
import type { Directive } from './directive.ts';
import {
  controlReason,
  doubleQuoted,
  endsInContinuation,
  escapeSpecifiers,
  hasControl,
  isPlainWord,
  unprintable,
  withinLine,
} from './printable.ts';
import { quoteEnvironmentAssignment } from './quote-environment.ts';
import { quoteListWord } from './quote-list-word.ts';

/** What printing needs to know of a key; without a directive's row (`X-…`, unknown keys) pass `{}`. */
export type ValueRules = Partial<Pick<Directive, 'type' | 'quoting' | 'specifiers'>>;

/**
 * `text` as a value of a key, by the key's own rules. A key that systemd reads whole gets the text as its
 * whole value; a key that systemd splits into words gets it as ONE word (print each word of a list on its
 * own, or on its own line). An empty text is refused where it would be an empty assignment. Characters
 * that the key itself gives a meaning (`-` of EnvironmentFile=, `!` of a condition) are the caller's.
 */
export function printValue(text: string, rules: ValueRules): Printed {
  if (rules.type === 'commandLine') return refused('belongs to a command line, whose words are quoted one by one');
  if (rules.type === 'envAssignments') return printAssignment(text);
  const { quoting } = rules;
  if (quoting === undefined) return printWhole(text, rules);
  const specifiers = rules.specifiers === undefined ? 'keep' : 'escape';
  if (quoting === 'cunescape') return printEscaped(text, specifiers === 'escape');
  if (quoting === 'colon' || quoting === 'tuple') {
    if (text.includes(':') || !isPlainWord(text)) return refused('holds a blank, a colon, a quote or a backslash');
    return quoteListWord(text, 'retain-escape', { specifiers });
  }
  return quoteListWord(text, quoting, { specifiers });
}

function printAssignment(text: string): Printed {
  const equals = text.indexOf('=');
  if (equals === -1) return refused('is no assignment: it holds no `=`');
  return quoteEnvironmentAssignment(text.slice(0, equals), text.slice(equals + 1));
}

function printWhole(text: string, rules: ValueRules): Printed {
  const reason = unprintable(text);
  if (reason !== undefined) return refused(reason);
  if (text === '') return refused('is empty, which would reset the key');
  if (hasControl(text.replaceAll('\t', ''))) return refused(controlReason(text));
  if (/^[ \t]|[ \t]$/.test(text)) return refused('begins or ends with a blank, which systemd cuts off');
  if (endsInContinuation(text)) return refused('ends in a backslash, which continues the line');
  if (rules.specifiers === 'id' && text.includes('%')) return refused('holds a `%`, which this key reads in parts');
  return withinLine(rules.specifiers === undefined ? text : escapeSpecifiers(text));
}

/** C escapes over the whole value: outer blanks can be escaped, quotes are ordinary. */
function printEscaped(text: string, specifiers: boolean): Printed {
  const reason = unprintable(text);
  if (reason !== undefined) return refused(reason);
  if (text === '') return refused('is empty, which would reset the key');
  const quoted = doubleQuoted(specifiers ? escapeSpecifiers(text) : text);
  return withinLine(quoted.slice(1, -1).replace(/^ | $/g, '\\x20'));
}
