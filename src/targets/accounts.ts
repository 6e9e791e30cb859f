/** Accounts that a host lacks: sysusers.d(5), and a unit that makes them at once, also where systemd-sysusers is not. */
import { byDefault, sourced } from '../core/provenance.ts';
import type { Account } from '../model/accounts.ts';
import type { Instance } from '../model/cluster.ts';
import type { Workload } from '../model/workload.ts';
import type { FileArtifact } from '../tree/artifact.ts';
import { helperFiles, helperPath } from './configuration-files.ts';
import { renderedFile } from './rendered-file.ts';
import { rowsFile } from './root-file.ts';
import type { HostPart, TargetContext } from './target.ts';

const unit = 'unitc-accounts.service';
const unitc = byDefault('unitc');

export const accountFiles: HostPart = (_cluster, { accounts }, context) => {
  if (accounts.length === 0) return [];
  const path = `${context.layout.sysusers}/unitc.conf`;
  const service = renderedFile(
    {
      path: `${context.layout.units}/${unit}`,
      component: 'host',
      kind: 'unit',
      template: `units/${unit}.mustache`,
      view: {
        header: sourced(context.header, unitc),
        addAccounts: sourced(helperPath('add-accounts', context), unitc),
        accounts: sourced(path, unitc),
      },
    },
    context,
  );
  return [sysusers(path, accounts, context), service, ...helperFiles(['add-accounts'], 'host', context)];
};

/** A unit whose user does not exist cannot start at all, not even what it runs as root before (217/USER). */
export function afterAccounts(workload: Workload, { host, name }: Instance): Workload {
  if (!host.accounts.some(({ needs }) => needs.includes(name))) return workload;
  return { ...workload, uses: [...workload.uses, sourced(unit, unitc)] };
}

/** Names have been checked: they need no quotes. */
function sysusers(path: string, accounts: readonly Account[], context: TargetContext): FileArtifact {
  const rows = accounts.map(({ kind, name, id, home, from }) => ({
    text: kind === 'group' ? `g ${name} ${id ?? '-'}` : `u ${name} ${id ?? '-'} - ${home ?? '/'}`,
    from,
  }));
  return rowsFile({ path, kind: 'text', component: 'host', rows }, context);
}
