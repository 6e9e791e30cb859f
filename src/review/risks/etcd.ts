/** What etcd keeps in its data directory, and does not take from its flags a second time. */
import type { Finding, SettingRule } from './rule.ts';

const rows: readonly { readonly names: readonly string[]; readonly code: Finding['code']; readonly what: string }[] = [
  { names: ['data-dir', 'wal-dir'], code: 'UC700', what: 'the data directory of etcd' },
  { names: ['name'], code: 'UC701', what: "the name of etcd's member" },
  { names: ['initial-cluster', 'initial-cluster-token'], code: 'UC702', what: 'the cluster that etcd begins with' },
];

/** etcd's own variables, and flags where etcd is run. */
export const etcdRule: SettingRule = ({ name, before, after, element: { at }, change }) => {
  const row = rows.find(({ names }) => names.includes(name));
  if (row === undefined || before === after) return undefined;
  const isVariable = at.some((part) => part.startsWith('ETCD_'));
  const isFlag = at.includes(`--${name}`) && (name.startsWith('initial-') || /etcd/.test(change.path));
  // docker has a flag of the name, too: etcd's stands behind the image.
  if (!isVariable && (!isFlag || (name === 'name' && !at.includes('image')))) return undefined;
  return { code: row.code, message: `${row.what} ${becomes(before, after)}` };
};

function becomes(before: string | undefined, after: string | undefined): string {
  if (after === undefined) return `is no longer \`${before ?? ''}\`, but its default`;
  return before === undefined ? `becomes \`${after}\`` : `changes from \`${before}\` to \`${after}\``;
}
