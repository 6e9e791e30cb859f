import { valuePart } from '../rules/places.ts';
import { namesOf } from './names.ts';
import { type EffectiveRule, pathOf } from './rule.ts';

/** Targets that nothing pulls in but who needs them: systemd.special(7), "passive" the other way round. */
const pulledByUsers = new Set(['network-online.target']);

/** An order behind a target that need not be started at all. */
export const waitsForNothing: EffectiveRule = (unit) => {
  const pulled = new Set(
    namesOf(unit, 'Unit', ['Wants', 'Requires', 'BindsTo', 'Requisite', 'Upholds']).map(({ text }) => text),
  );
  const linked = [unit.loaded.links.wants, unit.loaded.links.requires].flat().map((link) => link.unit);
  return namesOf(unit, 'Unit', ['After'])
    .filter(({ text }) => pulledByUsers.has(text) && !pulled.has(text) && !linked.includes(text))
    .map(({ text, start, end, setting }) => {
      const message = `\`After=${text}\` waits for nothing unless some unit wants the target`;
      const help = `write \`Wants=${text}\` too`;
      return {
        code: 'UC343' as const,
        message,
        help,
        range: valuePart(setting.assignment, start, end),
        path: pathOf(unit, setting.path),
      };
    });
};
