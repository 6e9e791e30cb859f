import { valuePart } from '../rules/places.ts';
import type { ScopedUnit } from '../scope.ts';
import { namesOf } from './names.ts';
import { type EffectiveRule, lastOf, pathOf } from './rule.ts';

/** What a unit with default dependencies is ordered against anyway: systemd.special(7). */
const orderedByDefault =
  /^(?:sysinit|basic|local-fs|sockets|timers|paths|slices|shutdown|system)\.target$|\.(?:slice|socket)$/;
/** Timers and paths are ordered before what they start; devices are there or not. */
const orderedAnyway = /\.(?:timer|path|device)$/;

/** `Requires=` and its kin say what has to be there, and nothing of when. */
export const requiresWithoutOrder: EffectiveRule = (unit, { scope }) => {
  const { type, names } = unit.loaded;
  // Targets are ordered behind what they pull in.
  if (type === 'target') return [];
  const ordered = new Set(namesOf(unit, 'Unit', ['After', 'Before']).map(({ text }) => text));
  const plain = !/^(?:no|false|off|0|n|f)$/i.test(lastOf(unit, 'Unit', 'DefaultDependencies')?.value ?? '');
  // A socket is ordered before the service that it starts.
  const ownSocket = `${unit.loaded.id.slice(0, unit.loaded.id.lastIndexOf('.'))}.socket`;
  return namesOf(unit, 'Unit', ['Requires', 'BindsTo']).flatMap(({ text, start, end, setting }) => {
    if (ordered.has(text) || text === ownSocket || orderedAnyway.test(text) || (plain && orderedByDefault.test(text)))
      return [];
    const other = scope.byName.get(text);
    if (other !== undefined && (other.loaded.type === 'target' || ordersItself(other, names))) return [];
    const key = setting.assignment.key;
    const message = `\`${key}=${text}\` starts both at once: the unit is not ordered behind it`;
    const help = `write \`After=${text}\` too`;
    return [
      {
        code: 'UC342' as const,
        message,
        help,
        range: valuePart(setting.assignment, start, end),
        path: pathOf(unit, setting.path),
      },
    ];
  });
};

function ordersItself(other: ScopedUnit, names: readonly string[]): boolean {
  return namesOf(other, 'Unit', ['After', 'Before']).some(({ text }) => names.includes(text));
}
