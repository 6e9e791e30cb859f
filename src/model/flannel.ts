/** What `flannel` of a spec means for the cluster: its network, the key in etcd, what docker does about it. */
import { byDefault, derived, fromSpec, mergeProvenance, type Sourced, sourced } from '../core/provenance.ts';
import { atLeast } from '../core/version.ts';
import type { Spec } from '../spec/schema.ts';
import type { HostSystem } from './host-system.ts';

type Written = NonNullable<Spec['flannel']>;
export type FlannelBackend = NonNullable<Written['backend']>;

export interface Flannel {
  readonly version: Sourced<string>;
  /** The API of etcd that this version reads: 3 from 0.18 on. */
  readonly api: '2' | '3';
  /** IPv4, as `172.16.0.0/12`. */
  readonly network: Sourced<string>;
  readonly subnetLength: Sourced<number>;
  /** Always with a type: without one every version takes udp, whatever its documentation says. */
  readonly backend: Sourced<FlannelBackend>;
  /** Directory of the keys; the network stands in its `config`. */
  readonly etcdPrefix: Sourced<string>;
  /** Seconds. */
  readonly dockerWait: Sourced<number>;
  readonly late: Sourced<'restart' | 'report'>;
}

/** Undefined where the spec has no `flannel`. */
export function resolveFlannel(spec: Spec, system: HostSystem, version: Sourced<string>): Flannel | undefined {
  const written = spec.flannel;
  if (written === undefined) return undefined;
  const own = byDefault('component flanneld');
  function setting<K extends keyof Written>(key: K, standard: Sourced<NonNullable<Written[K]>>) {
    const value = written?.[key];
    return value === undefined ? standard : sourced(value, fromSpec('flannel', key));
  }
  return {
    version,
    api: atLeast(version.value, '0.18') ? '3' : '2',
    network: setting('network', sourced('172.16.0.0/12', own)),
    subnetLength: setting('subnetLength', sourced(24, own)),
    backend: setting('backend', sourced({ type: 'vxlan' }, own)),
    etcdPrefix: setting('etcdPrefix', standardPrefix(spec, system)),
    dockerWait: setting('dockerWait', sourced(90, own)),
    late: setting('late', sourced('restart', own)),
  };
}

/** The packages of Fedora and CentOS have a prefix of their own. */
function standardPrefix(spec: Spec, system: HostSystem): Sourced<string> {
  const written = spec.images?.family;
  const value = (written ?? system.family) === 'distribution' ? '/atomic.io/network' : '/coreos.com/network';
  const whose =
    written === undefined ? byDefault(`host system ${system.os} ${system.release}`) : fromSpec('images', 'family');
  return { value, from: mergeProvenance([derived('the etcd prefix of the image family'), whose]) };
}

/** The key in etcd that every flanneld reads. */
export function networkKey({ etcdPrefix }: Flannel): Sourced<string> {
  return { value: `${etcdPrefix.value}/config`, from: etcdPrefix.from };
}

/** On the host and, for flanneld, in its container. */
export const flannelDirectory = '/etc/flanneld';
export const flannelRunDirectory = '/run/flannel';
/** Written by flanneld when it has its lease. */
export const leaseFile = `${flannelRunDirectory}/subnet.env`;
/** docker's options, as docker-opts writes them. */
export const dockerOptionsFile = `${flannelRunDirectory}/docker`;

/** What stands under the key, as flannel's Documentation/configuration.md and backends.md name it. */
export function networkValue({ network, subnetLength, backend }: Flannel) {
  const { type, vni, port, directRouting } = backend.value;
  return {
    Network: network.value,
    SubnetLen: subnetLength.value,
    Backend: {
      Type: type,
      ...(vni !== undefined && { VNI: vni }),
      ...(port !== undefined && { Port: port }),
      ...(directRouting !== undefined && { DirectRouting: directRouting }),
    },
  };
}
