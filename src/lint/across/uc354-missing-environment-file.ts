import { simplifyPath } from '../../codec/unit/index.ts';
import { pathOf, settingsOf } from '../effective/rule.ts';
import type { ScopedUnit } from '../scope.ts';
import { hostFiles } from './host-files.ts';
import type { AcrossRule } from './rule.ts';

/** Made while the host runs, or of programs. */
const madeAtRunTime = /^\/(?:run|var|tmp|proc|sys|dev)\//;
/** Specifiers and patterns. */
const open = /[%*?[]/;

/** Files of variables that have to be there when the unit starts, and that the tree does not have. */
export const missingEnvironmentFile: AcrossRule = (inspected) => {
  if (!inspected.root.host) return [];
  const files = hostFiles(inspected);
  return inspected.scopes.flatMap(({ units }) =>
    units.flatMap((unit) =>
      settingsOf(unit, unit.loaded.type === 'socket' ? 'Socket' : 'Service', 'EnvironmentFile').flatMap((setting) => {
        const path = simplifyPath(setting.value);
        if (!path.startsWith('/') || open.test(path) || madeAtRunTime.test(path)) return [];
        // A tree that has nothing of /etc says nothing about what is there.
        if (!files.holdsBelow(path.replace(/(?<=.)\/.*$/, ''))) return [];
        if (files.at(path) !== undefined || files.made.has(path) || asked(unit, path)) return [];
        const message = `\`${path}\` is not in the tree, and without it the unit does not start`;
        const range = setting.assignment.valueRange;
        return [{ code: 'UC354' as const, message, range, path: pathOf(unit, setting.path) }];
      }),
    ),
  );
};

/** Whether the unit starts only where the file is. */
function asked(unit: ScopedUnit, path: string): boolean {
  return ['ConditionPathExists', 'ConditionFileNotEmpty', 'AssertPathExists'].some((key) =>
    settingsOf(unit, 'Unit', key).some(({ value }) => value === path),
  );
}
