/** Comments that say why a finding is no problem here: `# unitc-ignore UC331: its helper stops them`. */
import type { PhysicalLine, UnitDocument } from '../codec/unit/index.ts';
import { isCode } from '../core/catalogue/index.ts';
import type { Range } from '../core/diagnostic.ts';
import type { Finding } from './finding.ts';
import { shown } from './shown.ts';

export interface Suppression {
  readonly codes: readonly string[];
  readonly reason: string;
  /** Of the comment. */
  readonly range: Range;
  /** What it is about: the next line with all that continues it, or the whole file where it stands at its top. */
  readonly covers: Range;
}

const form = /^[ \t]*[#;][ \t]*unitc-ignore\b[ \t]*(.*)$/s;

export function suppressionsIn({ lines }: Pick<UnitDocument, 'lines'>): Suppression[] {
  const found: Suppression[] = [];
  let top = true;
  for (const [index, line] of lines.entries()) {
    if (!line.comment) {
      if (line.text.trim() !== '') top = false;
      continue;
    }
    const [, rest] = form.exec(line.text) ?? [];
    if (rest === undefined) continue;
    const [, codes = '', reason = ''] = /^([^:]*)(?::(.*))?$/s.exec(rest) ?? [];
    const start = line.offset + line.text.search(/[#;]/);
    const range = { start, end: line.offset + line.text.trimEnd().length };
    const covers = top ? { start: 0, end: Number.POSITIVE_INFINITY } : nextLine(lines, index);
    found.push({ codes: codes.split(/[\s,]+/).filter((code) => code !== ''), reason: reason.trim(), range, covers });
  }
  return found;
}

function nextLine(lines: readonly PhysicalLine[], index: number): Range {
  let at = index + 1;
  while (lines[at]?.comment === true) at++;
  const first = lines[at];
  if (first === undefined) return { start: 0, end: 0 };
  while (lines[at]?.comment === true || lines[at]?.text.endsWith('\\') === true) at++;
  const last = lines[at] ?? first;
  return { start: first.offset, end: last.offset + last.text.length };
}

/** What is left of the findings of a file, and what is wrong with its suppressions. */
export function suppressed<T extends Finding>(
  findings: readonly T[],
  suppressions: readonly Suppression[],
): { readonly left: readonly T[]; readonly problems: readonly Finding[] } {
  const counted = suppressions.filter(({ reason }) => reason !== '');
  const used = new Map<Suppression, Set<string>>(counted.map((one) => [one, new Set<string>()]));
  const left = findings.filter(({ code, range }) => {
    const by = counted.filter(({ codes, covers }) => {
      return codes.includes(code) && covers.start <= range.start && range.start <= covers.end;
    });
    for (const one of by) used.get(one)?.add(code);
    return by.length === 0;
  });
  return { left, problems: suppressions.flatMap((one) => problemsOf(one, used.get(one))) };
}

function problemsOf({ codes, reason, range }: Suppression, used: ReadonlySet<string> | undefined): Finding[] {
  const finding = (code: Finding['code'], message: string): Finding => ({ code, message, range });
  if (codes.length === 0) return [finding('UC392', 'a suppression names no code')];
  if (reason === '' || used === undefined) return [finding('UC391', 'a suppression has no reason behind a colon')];
  return codes.flatMap((code) => {
    if (!isCode(code)) return [finding('UC392', `a suppression names \`${shown(code)}\`, which is no code`)];
    return used.has(code) ? [] : [finding('UC390', `there is no ${code} to suppress here`)];
  });
}
