/** Specifiers in values: specifier_printf() of src/shared/specifier.c; systemd.unit(5) "Specifiers". */
import { type Complaint, complaint } from './value-problem.ts';

export type SpecifierSet = 'full' | 'unit-name';

const everywhere = 'aAbBgGHijlmMnNopquUvwW';
const letters: Readonly<Record<SpecifierSet, string>> = {
  'unit-name': everywhere,
  full: `${everywhere}cCdDEfhIJLPrRsStTVyY`,
};
const since: Readonly<Record<string, number>> = { d: 251, y: 251, Y: 251, D: 256 };
const afterPercent = /%([A-Za-z0-9%])?/g;

export type Resolved =
  | { readonly type: 'bad'; readonly what: Complaint }
  /** Nothing to expand; `%%` is `%`. */
  | { readonly type: 'text'; readonly text: string }
  /** What it expands to is known on the host only. */
  | { readonly type: 'open'; readonly text: string };

/** Looks for specifiers that this systemd does not know where this set is expanded. */
export function resolve(text: string, set: SpecifierSet, systemd: number): Resolved {
  let open = false;
  for (const [written, letter] of text.matchAll(afterPercent)) {
    if (letter === undefined || letter === '%') continue;
    if (!letters[set].includes(letter) || (since[letter] ?? 0) > systemd) {
      return {
        type: 'bad',
        what: complaint(`\`${written}\` is not a specifier that is known here`, 'write `%%` for a percent sign'),
      };
    }
    open = true;
  }
  return open ? { type: 'open', text } : { type: 'text', text: text.replaceAll('%%', '%') };
}

/** The complaint about specifiers, else that of `judge` about a text without them. */
export function judge(
  text: string,
  set: SpecifierSet,
  systemd: number,
  check: (text: string) => Complaint | undefined,
): Complaint | undefined {
  const resolved = resolve(text, set, systemd);
  if (resolved.type === 'bad') return resolved.what;
  return resolved.type === 'text' ? check(resolved.text) : undefined;
}
