/** Values that are one path: config_parse_unit_path_printf() and others of src/core/load-fragment.c. */
import { byteLength } from '../bytes.ts';
import { extractWord } from '../extract-word.ts';
import { pathMax } from '../path-limits.ts';
import { writtenPathComplaint } from './path.ts';
import { resolve } from './specifier.ts';
import { checkText } from './text-value.ts';
import { complaint, problem, type ValueCheck, type ValueProblem, whole } from './value-problem.ts';

export const checkPath: ValueCheck = (value, directive, { systemd }) => {
  const what = writtenPathComplaint(value, 'absolute', systemd);
  return what === undefined ? [] : whole(directive.fatal ? 'fatal' : 'ignored', value, what);
};

/** What=: for swap a path, or since 257 a tag like `UUID=…` of fstab; for mounts whatever the file system takes. */
export const checkMountNode: ValueCheck = (value, directive, context) => {
  if (context.unitType === 'swap' && (context.systemd < 257 || !/^(?:PART)?(?:LABEL|UUID)=/.test(value))) {
    return checkPath(value, directive, context);
  }
  return checkText(value, directive, context);
};

/** A relative path is taken below /run. A bad one makes the unit fail to load, unless its specifiers do not expand. */
export const checkPidFile: ValueCheck = (value, _directive, { systemd }) => {
  const what = writtenPathComplaint(value, 'any', systemd);
  if (what === undefined) return legacyRun(value);
  const unexpanded = resolve(value, 'full', systemd).type === 'bad' || byteLength(value) >= pathMax;
  return whole(unexpanded ? 'ignored' : 'fatal', value, what);
};

/** `-` in front: it may be missing; `~`: the home of the user. */
export const checkWorkingDirectory: ValueCheck = (value, _directive, { systemd }) => {
  const optional = value.startsWith('-');
  const path = optional ? value.slice(1) : value;
  const what = path === '~' ? undefined : writtenPathComplaint(path, 'absolute', systemd);
  return what === undefined ? [] : whole(optional ? 'ignored' : 'fatal', value, what);
};

/** One path, blanks and quotes belong to it; `-` in front: it may be missing. */
export const checkEnvironmentFile: ValueCheck = (value, _directive, { systemd }) => {
  const what = writtenPathComplaint(value.startsWith('-') ? value.slice(1) : value, 'absolute', systemd);
  return what === undefined ? [] : whole('ignored', value, what);
};

/** `PATH:PATH…`; the rest of the list is lost behind a bad one. */
export const checkColonPaths: ValueCheck = (value, _directive, { systemd }) => {
  for (let at = 0; ; ) {
    const result = extractWord(value, at, { separators: ':', keepEmpty: true });
    if (result.type === 'end') return [];
    const what =
      result.type === 'error'
        ? complaint('a backslash stands at the end')
        : writtenPathComplaint(result.word.text, 'absolute', systemd);
    const start = result.type === 'error' ? result.start : result.word.start;
    if (what !== undefined) return [problem('word-dropped', { start, end: value.length }, what)];
    if (result.type === 'word') at = result.next;
  }
};

/** systemd reads /var/run as /run, with a notice for units below /etc. */
export function legacyRun(value: string): readonly ValueProblem[] {
  if (!value.startsWith('/var/run/')) return [];
  const better = value.slice('/var'.length);
  return whole('kept', value, complaint('/var/run is a legacy name of /run', `write \`${better}\``));
}
