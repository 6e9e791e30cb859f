/** What counts of one file in the syntax of units: of systemd's, or a Quadlet. */
import { quadletFileName } from '../../codec/quadlet/index.ts';
import { failureOf, parseUnit } from '../../codec/unit/index.ts';
import { unitFileName } from '../../systemd/index.ts';
import type { Tables } from '../options.ts';
import { quadletSettings } from './quadlet-settings.ts';
import { fileSettings, type UnitSettings } from './unit-settings.ts';

/** Undefined where it is not read to its end. */
export function unitFileSettings(path: string, content: Uint8Array, tables: Tables): UnitSettings | undefined {
  const quadlet = quadletFileName(path);
  if (quadlet !== undefined) return quadletSettings(content, { ...tables, isDropIn: quadlet.isDropIn });
  const [name, document] = [unitFileName(path), parseUnit(content)];
  if (name === undefined || failureOf(document) !== undefined) return undefined;
  return fileSettings(document, name.type, { directives: tables.directives, isDropIn: name.isDropIn });
}
