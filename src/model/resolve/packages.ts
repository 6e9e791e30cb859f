/** `packages` of a spec. A repository without a name gets its own: yum wants one. */
import { byDefault, fromSpec, type Sourced, sourced } from '../../core/provenance.ts';
import type { Spec } from '../../spec/schema.ts';
import type { Packages, TableValue } from '../cluster.ts';
import { sourcedTable } from './sourced-table.ts';

export function resolvePackages({ packages }: Spec): Packages {
  const install = (packages?.install ?? []).map((name, index) => sourced(name, fromSpec('packages', 'install', index)));
  const written = sourcedTable(packages?.repositories ?? {}, 'packages', 'repositories');
  const repositories = [...written].map(([name, keys]): [string, ReadonlyMap<string, Sourced<TableValue>>] => {
    const title: Sourced<TableValue> = sourced(name, fromSpec('packages', 'repositories', name), byDefault('unitc'));
    return [name, keys.has('name') ? keys : new Map([['name', title], ...keys])];
  });
  return { install, repositories: new Map(repositories) };
}
