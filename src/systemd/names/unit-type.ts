/** Types of units: src/basic/unit-def.c and unit-file.c; systemd.unit(5). */
export type UnitType = (typeof unitTypes)[number];

export const unitTypes = [
  'service',
  'mount',
  'swap',
  'socket',
  'target',
  'device',
  'automount',
  'timer',
  'path',
  'slice',
  'scope',
] as const;

export function isUnitType(text: string): text is UnitType {
  return unitTypes.some((type) => type === text);
}

/** Of the others systemd takes no link in the lookup path for a second name. */
export function mayAlias(type: UnitType): boolean {
  return mayTemplate(type) || type === 'device';
}

export function mayTemplate(type: UnitType): boolean {
  return type === 'service' || type === 'socket' || type === 'target' || type === 'timer' || type === 'path';
}
