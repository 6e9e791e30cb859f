/** Where a risk is in a spec: the lines that caused what it is about. */
import type { Cause, Review, Risk } from '../../review/model.ts';

export interface RiskPlace {
  readonly file: string;
  /** From 1; undefined of a line that the state after no longer has. */
  readonly line?: number;
}

/** Each place once, those of the state after first; empty where no spec is a cause. */
export function riskPlaces(risk: Risk, review: Review): RiskPlace[] {
  const places = new Map<string, RiskPlace>();
  const causes = causesOfRisk(risk, review).flatMap((cause) => (cause.kind === 'spec' ? [cause] : []));
  for (const cause of [...causes].sort((a, b) => Number(a.side === 'before') - Number(b.side === 'before'))) {
    const place = {
      file: cause.file,
      ...(cause.side === 'after' && cause.line !== undefined && { line: cause.line }),
    };
    places.set(JSON.stringify(place), place);
  }
  return [...places.values()];
}

/** Of its element; of its change, where it names none; of the changes that its unit goes by, where it names neither. */
function causesOfRisk({ change, element, unit, hosts }: Risk, { changes, hosts: all }: Review): readonly Cause[] {
  const of = (id: number) => {
    const file = changes[id];
    return file === undefined ? [] : [...file.causes, ...file.elements.flatMap(({ causes }) => causes)];
  };
  if (change !== undefined) {
    const part = element === undefined ? undefined : changes[change]?.elements[element];
    return part === undefined || part.causes.length === 0 ? of(change) : part.causes;
  }
  const named = new Set(hosts);
  const units = all.filter(({ name }) => named.has(name)).flatMap((host) => host.units);
  const ids = new Set(units.filter((one) => one.unit === unit).flatMap((one) => one.changes));
  return [...ids].flatMap(of);
}
