import { claimsOf, type PortClaim } from './claims.ts';
import type { AcrossRule } from './rule.ts';

/** Two units that publish one port of the host: the second one cannot. */
export const portClash: AcrossRule = (inspected) => {
  const { ports, exclude } = claimsOf(inspected);
  // In the order of their first port what overlaps with a claim has its furthest end at or behind the claim's beginning.
  const sorted = [...ports].sort((a, b) => a.port.first - b.port.first);
  const furthest = new Map<string, PortClaim>();
  return sorted.flatMap((claim) => {
    const { protocol, address, first, last } = claim.port;
    const all = `${protocol}\0`;
    const any = `${protocol}\0*`;
    const rivals = (address === '' ? [any] : [all, all + address]).flatMap((key) => furthest.get(key) ?? []);
    const other = rivals.find(({ port, unit }) => {
      return port.last >= first && unit !== claim.unit && !exclude(unit, claim.unit);
    });
    for (const key of [all + address, any]) {
      if ((furthest.get(key)?.port.last ?? -1) < last) furthest.set(key, claim);
    }
    if (other === undefined) return [];
    const message = `port ${Math.max(first, other.port.first)}/${protocol} is published by \`${other.unit}\` too`;
    const related = [{ path: other.path, range: other.range, message: 'here first' }];
    return [{ code: 'UC353' as const, message, range: claim.range, path: claim.path, related }];
  });
};
