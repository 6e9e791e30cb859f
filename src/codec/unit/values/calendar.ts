/** Calendar events: calendar_spec_from_string() of src/shared/calendarspec.c; systemd.time(7). */
import { type Component, parseComponents } from './calendar-components.ts';
import { resolve } from './specifier.ts';
import { timespanComplaint } from './timespan.ts';
import { type Complaint, complaint, ignored, shown, type ValueCheck, whole } from './value-problem.ts';

const shorthands = new Set(
  (
    'minutely hourly daily monthly annually yearly anually weekly quarterly biannually bi-annually semiannually ' +
    'semi-annually'
  ).split(' '),
);
const longestShorthand = 13;
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const dayName =
  /^(?:mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)(?![^\-., ])/i;
const second = 1_000_000;

/** Why it is no calendar event, or undefined. A time zone is known by its form: which ones there are, a host says. */
export function calendarComplaint(text: string): Complaint | undefined {
  const spec = withoutZone(text);
  if (spec.length <= longestShorthand && shorthands.has(spec.toLowerCase())) return undefined;
  const wrong = complaint(
    `${shown(text)} is not a calendar event`,
    'write it like `Mon..Fri *-*-* 08:00:00`, or `daily`',
  );
  const afterDays = skipDays(spec);
  if (spec === '' || afterDays === undefined) return wrong;
  if (/^@[ \t\n\v\f\r]*\+?[0-9]{1,17}$/.test(afterDays)) return undefined;
  return isDateTime(afterDays) ? undefined : wrong;
}

/** ` UTC`, in any case, or the name of a zone behind the last blank. */
function withoutZone(text: string): string {
  const blank = text.lastIndexOf(' ');
  const last = text.slice(blank + 1);
  if (blank === -1 || !/^[A-Za-z]/.test(last) || dayName.test(last)) return text;
  const zone = /^utc$/i.test(last) || (/^[A-Za-z0-9_+-]+(?:\/[A-Za-z0-9_+-]+)*$/.test(last) && /^[A-Z]/.test(last));
  return zone ? text.slice(0, blank) : text;
}

/** The text behind `Mon,Wed..Fri `; undefined when the days are wrong. */
function skipDays(text: string): string | undefined {
  let rest = text;
  let from = -1;
  for (let first = true; ; first = false) {
    const match = dayName.exec(rest);
    if (match === null) return first && !startsWithDay(rest) ? rest : undefined;
    const day = days.indexOf(match[0].slice(0, 3).toLowerCase());
    if (from > day) return undefined;
    rest = rest.slice(match[0].length);
    if (rest === '' || rest.startsWith(' ')) return rest.replace(/^ +/, '');
    const range = /^(?:\.\.|-)/.exec(rest)?.[0];
    if (range === undefined && !rest.startsWith(',')) return undefined;
    if (range !== undefined && from >= 0) return undefined;
    from = range === undefined ? -1 : day;
    rest = rest.slice(range?.length ?? 1);
    if (rest === '' || rest.startsWith(' ')) return from < 0 ? rest.replace(/^ +/, '') : undefined;
  }
}

function startsWithDay(text: string): boolean {
  return days.includes(text.slice(0, 3).toLowerCase());
}

function isDateTime(text: string): boolean {
  if (text === '') return true;
  const date = parseDate(text);
  if (date === undefined) return false;
  return date.rest === '' || isTime(date.rest);
}

/** `[YEAR-]MONTH-DAY`, `~` in front of the day counts from the end of the month; what is no date is a time. */
function parseDate(text: string): { readonly rest: string } | undefined {
  const parts: (readonly Component[])[] = [];
  let at = 0;
  let fromEnd = false;
  for (;;) {
    const part = parseComponents(text, at, 1);
    if (part === undefined) return undefined;
    parts.push(part.components);
    at = part.end;
    const next = text.charAt(at);
    if (parts.length === 1 && (next === '' || next === ':')) return { rest: text };
    if (parts.length > 1 && (next === '' || next === ' ')) break;
    if (parts.length === 3 || fromEnd || (next !== '~' && next !== '-')) return undefined;
    fromEnd = next === '~';
    at++;
  }
  const [day = [], month = [], year = []] = [...parts].reverse();
  const years = year.map((component) => withCentury(component));
  const valid = fits(years, 1970, 2199) && fits(month, 1, 12) && fits(day, 1, 31, fromEnd);
  return valid ? { rest: text.slice(at).replace(/^ +/, '') } : undefined;
}

function isTime(text: string): boolean {
  const hour = parseComponents(text, 0, 1);
  if (hour === undefined || text[hour.end] !== ':') return false;
  const minute = parseComponents(text, hour.end + 1, 1);
  if (minute === undefined || !fits(hour.components, 0, 23) || !fits(minute.components, 0, 59)) return false;
  if (minute.end === text.length) return true;
  const seconds = text[minute.end] === ':' ? parseComponents(text, minute.end + 1, second) : undefined;
  return seconds !== undefined && seconds.end === text.length && fits(seconds.components, 0, 60 * second - 1);
}

/** fix_year(): two digits mean 1970 to 2069. */
function withCentury({ start, stop, repeat }: Component): Component {
  const fix = (year: number): number => (year < 0 || year >= 100 ? year : year < 70 ? year + 2000 : year + 1900);
  return { start: fix(start), stop: fix(stop), repeat };
}

/** normalize_chain() and chain_valid() */
function fits(components: readonly Component[], from: number, to: number, fromEnd = false): boolean {
  const last = fromEnd ? to - 3 : to;
  return components.every((component) => {
    let { start, stop, repeat } = component;
    if (stop > start && repeat > 0) stop -= (stop - start) % repeat;
    if ((stop > start && repeat > 0 && start + repeat > stop) || start === stop) [stop, repeat] = [-1, 0];
    if (start < from || start > last || repeat > last - from) return false;
    if (stop >= 0) return stop >= from && stop <= last && start + repeat <= stop;
    return fromEnd ? start - repeat >= from : start + repeat <= last;
  });
}

/** OnCalendar= and the monotonic triggers: config_parse_timer(). */
export const checkTimer: ValueCheck = (value, { type }, { systemd }) => {
  const resolved = resolve(value, 'full', systemd);
  if (resolved.type === 'bad') return ignored(value, resolved.what.message, resolved.what.help);
  if (resolved.type === 'open') return [];
  const what = type === 'calendar' ? calendarComplaint(resolved.text) : timespanComplaint(resolved.text);
  return what === undefined ? [] : whole('ignored', value, what);
};
