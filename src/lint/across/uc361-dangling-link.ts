import { made } from './made-units.ts';
import type { AcrossRule } from './rule.ts';
import { isKnown } from './uc350-unknown-unit.ts';

const inDependencies = /\.(?:wants|requires|upholds)\/([^/]+\.[a-z]+)$/;

/** Links that pull in units that nobody has: of them the name alone counts. */
export const danglingLink: AcrossRule = ({ root, scopes }, context) => {
  const [scope] = scopes;
  if (scope === undefined) return [];
  return [...root.entries].flatMap(([path, entry]) => {
    const [, name] = inDependencies.exec(path) ?? [];
    if (name === undefined || entry.type !== 'symlink' || made.test(name) || isKnown(name, scope, context)) return [];
    const message = `the link pulls in \`${name}\`, which nobody provides`;
    return [{ code: 'UC361' as const, message, range: { start: 0, end: 0 }, path }];
  });
};
