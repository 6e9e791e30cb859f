/** A review of some of its files: what they cause, and what is said of them. */
import type { FileReview, Review } from './model.ts';

/** Ids are those of the new order. Units stay that one of the files is a cause of, and those that go with such a unit. */
export function narrowed(review: Review, isWanted: (path: string) => boolean): Review {
  const kept = review.changes.filter(({ path, from }) => isWanted(path) || (from !== undefined && isWanted(from)));
  const ids = new Map(kept.map(({ id }, index) => [id, index]));
  const idsOf = (changes: readonly number[]) => changes.flatMap((id) => ids.get(id) ?? []);
  const changes = kept.map((change, id) => ({ ...change, id }));
  const changed = new Set(changes.flatMap(({ hosts }) => hosts));
  return {
    ...review,
    hosts: review.hosts.map((host) => {
      const units = restOf(host.units, (unit) => idsOf(unit.changes).length > 0).map((unit) => ({
        ...unit,
        changes: idsOf(unit.changes),
      }));
      if (host.kind !== 'changed' || changed.has(host.name)) return { ...host, units };
      return { ...host, units, kind: 'same', daemonReload: false };
    }),
    changes,
    risks: review.risks.flatMap(({ change, ...risk }) => {
      if (change === undefined) return kept.length === review.changes.length ? [risk] : [];
      const id = ids.get(change);
      return id === undefined ? [] : [{ ...risk, change: id }];
    }),
    alike: review.alike.flatMap((one) => {
      const members = one.members.flatMap(({ change, element }) =>
        idsOf([change]).map((id) => ({ change: id, element })),
      );
      return members.length > 1 ? [{ ...one, members }] : [];
    }),
    contents: Object.fromEntries(
      [...contentsOf(changes)].flatMap((key) => {
        const content = review.contents[key];
        return content === undefined ? [] : [[key, content]];
      }),
    ),
  };
}

type Units = Review['hosts'][number]['units'];

function restOf(units: Units, isCaused: (unit: Units[number]) => boolean): Units {
  const kept = new Set(units.filter(isCaused));
  for (let size = -1; size !== kept.size; ) {
    size = kept.size;
    const names = new Set([...kept].map(({ unit }) => unit));
    for (const unit of units) if (unit.because !== undefined && names.has(unit.because.unit)) kept.add(unit);
  }
  return units.filter((unit) => kept.has(unit));
}

function contentsOf(changes: readonly FileReview[]): Set<string> {
  const entries = changes.flatMap(({ before, after }) => [before, after]);
  return new Set(entries.flatMap((entry) => (entry?.type === 'file' ? [entry.content] : [])));
}
