import type { PkiItem } from './item.ts';
import { joinNames } from './names.ts';

/**
 * Where tokens are signed with a server's key, as many guides had it, the server's certificate has to be
 * the same on all hosts as well, with the names of all.
 */
export function withShared(items: readonly PkiItem[]): PkiItem[] {
  const paths = new Set(items.filter((item) => item.shared).map((item) => item.path));
  for (const item of items) {
    if (item.kind !== 'certificate' || item.key === undefined) continue;
    if (!paths.has(item.path) && !paths.has(item.key)) continue;
    paths.add(item.path);
    paths.add(item.key);
  }
  return items.map((item) => {
    if (!paths.has(item.path)) return item;
    if (item.kind !== 'certificate') return { ...item, shared: true };
    const same = items.flatMap((other) =>
      other.kind === 'certificate' && other.path === item.path ? [other.names] : [],
    );
    return { ...item, shared: true, names: same.reduce(joinNames) };
  });
}
