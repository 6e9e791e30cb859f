import { parseUnitName } from '../../systemd/index.ts';
import type { AcrossRule } from './rule.ts';

const inDropIns = /([^/]+\.(?:service|socket|target|device|mount|automount|swap|timer|path|slice|scope))\.d\/([^/]+)$/s;
/** Leavings of editors and package managers, and documentation: nobody takes them for drop-ins. */
const leavings = /^\.|~$|^README|\.(?:md|rpmnew|rpmsave|rpmorig|dpkg-\w+|ucf-\w+|sw[op]|bak|old|orig|disabled)$/i;

/** Files in the places of units that systemd does not read because of their names. */
export const unreadFile: AcrossRule = ({ root, files }) => {
  const range = { start: 0, end: 0 };
  const dropIns = [...root.entries].flatMap(([path, entry]) => {
    const [, unit, name = ''] = inDropIns.exec(path) ?? [];
    if (unit === undefined || entry.type === 'directory' || name.endsWith('.conf') || leavings.test(name)) return [];
    return [{ code: 'UC348' as const, message: 'systemd reads only drop-ins whose names end in `.conf`', range, path }];
  });
  const units = files
    .filter(({ is }) => is.kind === 'unit' && parseUnitName(is.unit) === undefined)
    .map(({ path }) => ({ code: 'UC348' as const, message: 'the name of the file is no name of a unit', range, path }));
  return [...dropIns, ...units];
};
