/** What a host has to bring before its units can run: programs of an age, files that no tree holds, free ports. */
import { compareBytes } from '../core/order.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ManifestNeed } from '../tree/manifest.ts';
import { pkiItems } from './pki/index.ts';
import { openPorts } from './ports/index.ts';

/** By host. Each need once, in the order of the type above, then bytewise. */
export function hostNeeds(cluster: Cluster): ReadonlyMap<string, readonly ManifestNeed[]> {
  const [items, ports] = [pkiItems(cluster), openPorts(cluster)];
  const { system } = cluster;
  return new Map(
    cluster.hosts.map(({ name, instances, managed }) => {
      const targets = new Set(instances.map(({ settings }) => settings.target.value));
      const needs: ManifestNeed[] = [{ need: 'systemd', version: system.systemd }];
      if (targets.has('docker')) {
        if (system.dockerVersion !== undefined) needs.push({ need: 'docker', version: system.dockerVersion });
        needs.push({ need: 'program', path: system.docker });
      }
      if (targets.has('system-container') && system.runcVersion !== undefined) {
        needs.push({ need: 'runc', version: system.runcVersion });
      }
      if (targets.has('system-container')) needs.push({ need: 'program', path: system.runc });
      const files = items.filter(({ host, path }) => host === name && path.startsWith('/'));
      needs.push(...files.map(({ path }): ManifestNeed => ({ need: 'file', path })));
      for (const { host, component, protocol, port, last } of ports) {
        // Of a range nobody listens on all; sockets of the kernel, as of VXLAN, outlive the program.
        if (host !== name || port === undefined || last !== undefined || protocol !== 'tcp') continue;
        // What kubeadm runs are pods of the kubelet.
        const own = managed.some((one) => one.name === component) ? 'kubelet' : component;
        needs.push({ need: 'port', port, unit: `${own}.service` });
      }
      return [name, unique(needs)];
    }),
  );
}

const order = ['systemd', 'docker', 'runc', 'program', 'file', 'port'];

function unique(needs: readonly ManifestNeed[]): ManifestNeed[] {
  const byText = new Map(needs.map((one) => [JSON.stringify(one), one]));
  return [...byText]
    .sort(([a, { need: first }], [b, { need: second }]) => {
      return order.indexOf(first) - order.indexOf(second) || compareBytes(a, b);
    })
    .map(([, one]) => one);
}
