/** One field of a calendar event: `*`, or `A`, `A..B`, `A/STEP`, `A..B/STEP` and lists of them; calendarspec.c. */

export interface Component {
  readonly start: number;
  /** -1: none */
  readonly stop: number;
  /** 0: none */
  readonly repeat: number;
}

/** CALENDARSPEC_COMPONENTS_MAX, counted from 0 */
const mostComponents = 241;
const mostInt = 2 ** 31 - 1;
const number = /[0-9]+/y;
const decimal = /([0-9]+)(?:\.(?!\.)([0-9]*))?/y;

/** `unit`: 1, or a million for seconds, which have fractions. Undefined: it is none. */
export function parseComponents(
  text: string,
  from: number,
  unit: number,
): { readonly components: readonly Component[]; readonly end: number } | undefined {
  if (text[from] === '*')
    return { components: unit === 1 ? [] : [{ start: 0, stop: -1, repeat: unit }], end: from + 1 };
  const components: Component[] = [];
  for (let at = from; components.length < mostComponents; at++) {
    const found = parseComponent(text, at, unit);
    if (found === undefined) return undefined;
    components.push(found.component);
    at = found.end;
    if (text[at] !== ',') return { components, end: at };
  }
  return undefined;
}

function parseComponent(text: string, from: number, unit: number): { component: Component; end: number } | undefined {
  const start = parseNumber(text, from, unit);
  if (start === undefined) return undefined;
  let at = start.end;
  const ranged = text.startsWith('..', at);
  const stop = ranged ? parseNumber(text, at + 2, unit) : undefined;
  if (ranged && stop === undefined) return undefined;
  at = stop?.end ?? at;
  const step = text[at] === '/' ? parseNumber(text, at + 1, unit) : undefined;
  if (text[at] === '/' && (step === undefined || step.value === 0)) return undefined;
  const repeat = step?.value ?? (ranged ? unit : 0);
  at = step?.end ?? at;
  if (step === undefined && start.value > mostInt - repeat) return undefined;
  if (step === undefined && unit > 1 && stop !== undefined && start.value + repeat > stop.value) return undefined;
  if (!['', ' ', ',', '-', '~', ':'].includes(text.charAt(at))) return undefined;
  return { component: { start: start.value, stop: stop?.value ?? -1, repeat }, end: at };
}

/** A fraction is rounded to microseconds. */
function parseNumber(
  text: string,
  from: number,
  unit: number,
): { readonly value: number; readonly end: number } | undefined {
  const pattern = unit === 1 ? number : decimal;
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  if (match === null || match[2] === '') return undefined;
  const whole = Number(match[1] ?? match[0]);
  const value = whole * unit + Math.floor(Number(`0.${(match[2] ?? '0').slice(0, 7)}`) * unit + 0.5);
  return value <= mostInt ? { value, end: from + match[0].length } : undefined;
}
