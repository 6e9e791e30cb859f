/** What the path of a file says of the unit that it belongs to: systemd.unit(5). */
import { parseUnitName, type UnitName } from './names/unit-name.ts';
import { isUnitType, type UnitType } from './names/unit-type.ts';

export interface UnitFileName {
  readonly type: UnitType;
  /** The unit; undefined for a drop-in of many: `service.d/x.conf`, `web-.service.d/x.conf`. */
  readonly unit?: UnitName;
  readonly isDropIn: boolean;
}

/** Undefined for a file that systemd reads neither as a unit nor as a drop-in. */
export function unitFileName(path: string): UnitFileName | undefined {
  const [, owner] = /([^/]+)\.d\/+[^/]+\.conf$/.exec(path) ?? [];
  if (owner === undefined) {
    const unit = parseUnitName(path.slice(path.lastIndexOf('/') + 1));
    return unit && { type: unit.type, unit, isDropIn: false };
  }
  if (isUnitType(owner)) return { type: owner, isDropIn: true };
  const unit = parseUnitName(owner);
  if (unit === undefined) return undefined;
  return { type: unit.type, isDropIn: true, ...(unit.prefix.endsWith('-') ? {} : { unit }) };
}
