/** The effective unit as one text, with the file and line that each line comes from above it. */
import { effectiveLines } from './effective-lines.ts';
import type { LoadedUnit } from './loaded-unit.ts';

/** A unit file that systemd reads with the same effect as the unit's files, drop-ins and links together. */
export function effectiveText(unit: LoadedUnit): string {
  const text = heading(unit).map((line) => `# ${comment(line)}\n`);
  let section: string | undefined;
  for (const line of effectiveLines(unit)) {
    if (line.section !== section) text.push(`\n[${line.section}]\n`);
    section = line.section;
    text.push(`# ${comment(line.path)}${line.line === undefined ? '' : `:${line.line}`}\n${line.text}\n`);
  }
  return text.join('');
}

function heading(unit: LoadedUnit): string[] {
  const { id, names, type, loadState, reason, fragment, dropIns, hidden } = unit;
  const isEmpty = (path: string): boolean =>
    dropIns.some((one) => one.path === path && one.document.lines.length === 0);
  const lines = [loadState === 'loaded' ? `${id} as systemd loads it` : `${id} is not loaded: ${loadState}`];
  if (reason !== undefined) lines.push(`${at(reason)}${reason.message}`);
  if (loadState === 'masked') lines.push(`${fragment?.path} is empty or a link to /dev/null`);
  if (loadState === 'loaded' && fragment === undefined) lines.push(`it has no file of its own: a ${type} needs none`);
  if (names.length > 1) lines.push(`other names: ${names.slice(1).join(' ')}`);
  for (const { path, by } of hidden) lines.push(`${path} is ${isEmpty(by) ? 'masked' : 'hidden'} by ${by}`);
  const hiding = new Set(hidden.map(({ by }) => by));
  for (const { path } of dropIns) {
    if (isEmpty(path) && !hiding.has(path)) lines.push(`${path} is empty, or leads to nothing`);
  }
  return lines;
}

function at({ path, line }: NonNullable<LoadedUnit['reason']>): string {
  if (path === undefined) return '';
  return line === undefined ? `${path}: ` : `${path}:${line}: `;
}

/** Names of files may hold anything, and a comment ends with its line. */
function comment(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`);
}
