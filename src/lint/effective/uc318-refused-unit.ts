import { refusalOf } from '../../systemd/refusal/index.ts';
import type { ScopedUnit } from '../scope.ts';
import { type EffectiveRule, lastOf, pathOf, settingsOf } from './rule.ts';

/** Settings that contradict each other, or lack: systemd refuses the unit as a whole. */
export const refusedUnit: EffectiveRule = (unit, { systemd }) => {
  const { id, names, instance } = unit.loaded;
  // Of a template nobody knows what its instances add; the name is of no instance.
  const values = (section: string, key: string) => settingsOf(unit, section, key).map(({ value }) => value);
  const refusal = refusalOf(
    [instance === '' ? id.replace('@.', '@i.') : id, ...names.filter((name) => name !== id)],
    values,
    systemd === undefined ? undefined : Number(systemd),
  );
  if (refusal === undefined) return [];
  const { message, help, section, keys } = refusal;
  return [{ code: 'UC318', message: `systemd refuses the unit: ${message}`, help, ...placeOf(unit, section, keys) }];
};

/** The last assignment of the first of the keys, or the header of the section. */
function placeOf(unit: ScopedUnit, section: string, keys: readonly string[]) {
  const setting = keys.map((key) => lastOf(unit, section, key)).find((one) => one !== undefined);
  if (setting !== undefined) return { range: setting.assignment.keyRange, path: pathOf(unit, setting.path) };
  const [file] = unit.files;
  const header = file?.document.sections.find(({ name }) => name === section) ?? file?.document.sections[0];
  return { range: header?.range ?? { start: 0, end: 0 }, path: file?.path ?? '' };
}
