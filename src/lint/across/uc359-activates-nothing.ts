import { namesOf } from '../effective/names.ts';
import { lastOf, pathOf } from '../effective/rule.ts';
import type { AcrossRule } from './rule.ts';
import { isKnown } from './uc350-unknown-unit.ts';

const keys: Readonly<Record<string, readonly [section: string, key: string]>> = {
  timer: ['Timer', 'Unit'],
  path: ['Path', 'Unit'],
  socket: ['Socket', 'Service'],
};

/** Timers, paths and sockets whose unit nobody has; of a file that was named alone, the other may lie beside it. */
export const activatesNothing: AcrossRule = ({ root, scopes }, context) => {
  if (root.named === true) return [];
  return scopes.flatMap((scope) =>
    scope.units.flatMap((unit) => {
      const { loaded, files } = unit;
      const [section, key] = keys[loaded.type] ?? [];
      const [file] = files;
      if (section === undefined || key === undefined || loaded.fragment === undefined || file === undefined) return [];
      const written = lastOf(unit, section, key);
      const [named] = namesOf(unit, section, [key]);
      if (written !== undefined && named === undefined) return [];
      const stem = loaded.id.slice(0, loaded.id.lastIndexOf('.'));
      const accepts = /^(?:1|y|yes|t|true|on)$/i.test(lastOf(unit, 'Socket', 'Accept')?.value ?? '');
      const own = accepts && !stem.includes('@') ? `${stem}@.service` : `${stem}.service`;
      const name = named?.text ?? own;
      if (!/\.service$/.test(name) || isKnown(name, scope, context)) return [];
      const message = `nobody provides \`${name}\`, which the ${loaded.type} starts`;
      const range = written?.assignment.valueRange ?? file.document.sections.find((one) => one.name === section)?.range;
      const path = written === undefined ? file.path : pathOf(unit, written.path);
      return [{ code: 'UC359' as const, message, range: range ?? { start: 0, end: 0 }, path }];
    }),
  );
};
