import { claimsOf, type NameClaim } from './claims.ts';
import type { AcrossRule } from './rule.ts';

/** Two units that run containers of one name: the engine refuses the second one. */
export const containerNameClash: AcrossRule = (inspected) => {
  const { names, exclude } = claimsOf(inspected);
  const first = new Map<string, NameClaim>();
  return names.flatMap((claim) => {
    const key = `${claim.engine}\0${claim.name}`;
    const other = first.get(key);
    if (other === undefined) first.set(key, claim);
    if (other === undefined || other.unit === claim.unit || exclude(other.unit, claim.unit)) return [];
    const message = `\`${claim.name}\` is the name of a container of \`${other.unit}\` too`;
    const related = [{ path: other.path, range: other.range, message: 'here first' }];
    return [{ code: 'UC352' as const, message, range: claim.range, path: claim.path, related }];
  });
};
