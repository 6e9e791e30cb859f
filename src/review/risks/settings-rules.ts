/** Settings that a cluster has for good, and what keeps a unit going. */
import { isSecret } from '../../core/secrets/is-secret.ts';
import type { SettingRule } from './rule.ts';

const networks: ReadonlySet<string> = new Set([
  'service-cluster-ip-range',
  'cluster-cidr',
  'pod-network-cidr',
  'Network',
]);

export const networkRule: SettingRule = ({ name, before, after }) => {
  if (!networks.has(name) || before === undefined || after === undefined || before === after) return undefined;
  return { code: 'UC718', message: `\`${name}\` changes from \`${before}\` to \`${after}\`` };
};

/** What hosts of etcd write to it where it has none. That the network itself is another is told by itself. */
export const flannelRule: SettingRule = ({ name, before, after, change: { path } }) => {
  if (!/(?:^|\/)flanneld\/network\.json$/.test(path) || before === after || networks.has(name)) return undefined;
  return { code: 'UC723', message: 'etcd keeps the configuration of flannel that it has, whatever the file says' };
};

export const restartRule: SettingRule = ({ name, before, after }) => {
  const restarts = (value: string | undefined): boolean => value !== undefined && value !== 'no' && value !== '';
  if (name !== 'Service.Restart' || !restarts(before) || restarts(after)) return undefined;
  return { code: 'UC719', message: `the unit had \`Restart=${before}\`, and stays down once it ends` };
};

export const secretRule: SettingRule = ({ after, before, element: { at } }) => {
  const name = at.at(-1) ?? '';
  if (after === undefined || after === before || !isSecret({ name, text: after })) return undefined;
  return { code: 'UC720', message: `\`${name}\` is a secret, and stands in the file` };
};
