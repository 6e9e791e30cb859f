/** `cloud` of a spec: the provider, and where its configuration is. */
import { byDefault, fromSpec, sourced } from '../../core/provenance.ts';
import type { Spec } from '../../spec/schema.ts';
import type { Cloud } from '../cluster.ts';
import { type FlagTables, flagState, isTaken } from '../flags/index.ts';
import { sourcedTable } from './sourced-table.ts';

/** Below the directory that the components see anyway. */
const ownFile = '/etc/kubernetes/cloud.conf';

export function resolveCloud({ cloud }: Spec, version: string, tables: FlagTables): Cloud | undefined {
  if (cloud === undefined) return undefined;
  const { provider, configFile, config } = cloud;
  const takes: Cloud['takes'] = (kind, flag) => {
    const table = tables.get(kind);
    return table !== undefined && isTaken(flagState(table, flag, version));
  };
  const from = fromSpec('cloud', 'provider');
  if (config !== undefined) {
    const file = sourced(ownFile, fromSpec('cloud', 'config'), byDefault('unitc'));
    return {
      provider: sourced(provider, from),
      configFile: file,
      config: sourcedTable(config, 'cloud', 'config'),
      takes,
    };
  }
  const file = configFile === undefined ? {} : { configFile: sourced(configFile, fromSpec('cloud', 'configFile')) };
  return { provider: sourced(provider, from), ...file, takes };
}
