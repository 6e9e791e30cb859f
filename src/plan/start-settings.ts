/** What of a unit file, or of a drop-in, a unit has from its start. */
import {
  type DirectiveTable,
  effectiveSettings,
  encodeBytes,
  lookupDirective,
  parseUnit,
  sharedStorage,
} from '../codec/unit/index.ts';
import { compareBytes } from '../core/order.ts';
import { takesEffectOnReload, type UnitFileName } from '../systemd/index.ts';

export interface Counting {
  readonly section: string;
  readonly key: string;
  readonly value: string;
}

/** Of a drop-in each assignment: what an empty one takes back stands elsewhere. */
export function settingsIn(
  text: string,
  { type, isDropIn }: UnitFileName,
  directives: DirectiveTable,
): readonly Counting[] {
  const document = parseUnit(encodeBytes(text));
  if (isDropIn) {
    return document.assignments.filter(({ section, key }) => lookupDirective(directives, section, key, type));
  }
  const { sections } = effectiveSettings([document], directives, type);
  return [...sections].flatMap(([section, keys]) =>
    [...keys].flatMap(([key, { values }]) => values.map(({ value }) => ({ section, key, value }))),
  );
}

/** In an order that does not depend on that of the lines, where that means nothing. */
export function countingAtStart(settings: readonly Counting[], type: string): string[][] {
  const place = ({ section, key }: Counting): string => sharedStorage(section, key).id;
  return settings
    .filter(({ section, key }) => section !== 'Install' && !takesEffectOnReload(type, { section, key }))
    .sort((a, b) => compareBytes(a.section, b.section) || compareBytes(place(a), place(b)))
    .map(({ section, key, value }) => [section, key, value]);
}

export function isOneshot(settings: readonly Counting[]): boolean {
  return lastOf(settings, 'Type') === 'oneshot';
}

/** Between its runs there is nothing to restart, and during one it is at work. */
export function hasNoEnd(settings: readonly Counting[]): boolean {
  return !isOneshot(settings) || /^(?:1|y|yes|t|true|on)$/i.test(lastOf(settings, 'RemainAfterExit') ?? '');
}

function lastOf(settings: readonly Counting[], asked: string): string | undefined {
  return settings.findLast(({ section, key }) => section === 'Service' && key === asked)?.value;
}
