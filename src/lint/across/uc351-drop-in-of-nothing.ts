import { made } from './made-units.ts';
import type { AcrossRule } from './rule.ts';
import { closestIn, isKnown } from './uc350-unknown-unit.ts';

/** Drop-ins whose unit nobody has; of one that was named alone, the unit may lie beside it. */
export const dropInOfNothing: AcrossRule = ({ root, scopes }, context) => {
  if (root.named === true) return [];
  const closest = closestIn(context);
  return scopes.flatMap((scope) =>
    scope.units.flatMap(({ loaded, files }) => {
      const [first] = files;
      const { name } = loaded;
      if (loaded.fragment !== undefined || first === undefined || made.test(name)) return [];
      // Of `foo-.service.d` any unit may be meant whose name begins so.
      if (/-(?:@[^.]*)?\.[a-z]+$/.test(name) || isKnown(name, scope, context)) return [];
      const close = closest(name);
      const message = `nobody provides \`${name}\`, of which this is a drop-in`;
      const help = close === undefined ? undefined : `the directory is rather \`${close}.d\``;
      return files.map(({ path }) => ({
        code: 'UC351' as const,
        message,
        ...(help && { help }),
        range: { start: 0, end: 0 },
        path,
      }));
    }),
  );
};
