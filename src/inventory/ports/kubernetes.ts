/**
 * The ports of Kubernetes' programs, by version: defaults and flags as their command line references have them
 * (data/flags), https of the controllers since 1.12 and 1.13, plain http until 1.19, 1.21 and 1.22.
 */
import { byDefault } from '../../core/provenance.ts';
import { atLeast } from '../../core/version.ts';
import type { Cluster } from '../../model/cluster.ts';
import type { GivenFlags } from './command-line.ts';
import type { Listener } from './item.ts';
import { listening } from './listener.ts';

const open = 'without login';

export function apiserverPorts(flags: GivenFlags, { kubernetes: { version } }: Cluster): Listener[] {
  return [
    ...listening({
      ...{ flags, addressFlags: ['bind-address'], portFlags: ['secure-port'] },
      ...{ address: '0.0.0.0', port: 6443, for: 'anybody' },
    }),
    ...(atLeast(version.value, '1.20')
      ? []
      : listening({
          ...{ flags, addressFlags: ['insecure-bind-address', 'address'], portFlags: ['insecure-port', 'port'] },
          ...{ address: '127.0.0.1', port: 8080, for: 'anybody', note: open },
        })),
  ];
}

interface Controller {
  readonly secure: number;
  readonly secureSince: string;
  readonly insecure: number;
  /** From this version on it has no plain port by itself, or none at all. */
  readonly insecureUntil: string;
}

const controllerManager: Controller = { secure: 10257, secureSince: '1.12', insecure: 10252, insecureUntil: '1.22' };
const scheduler: Controller = { secure: 10259, secureSince: '1.13', insecure: 10251, insecureUntil: '1.22' };

export const controllerManagerPorts = controllerPorts(controllerManager);
export const schedulerPorts = controllerPorts(scheduler);

function controllerPorts({ secure, secureSince, insecure, insecureUntil }: Controller) {
  return (flags: GivenFlags, { kubernetes: { version } }: Cluster): Listener[] => [
    ...(atLeast(version.value, secureSince)
      ? listening({
          ...{ flags, addressFlags: ['bind-address'], portFlags: ['secure-port'] },
          ...{ address: '0.0.0.0', port: secure, for: 'monitoring' },
        })
      : []),
    ...(atLeast(version.value, insecureUntil)
      ? []
      : listening({
          ...{ flags, addressFlags: ['address'], portFlags: ['port'] },
          ...{ address: atLeast(version.value, '1.2') ? '0.0.0.0' : '127.0.0.1', port: insecure },
          ...{ for: 'monitoring', note: open },
        })),
  ];
}

export function kubeletPorts(flags: GivenFlags, { kubernetes: { version } }: Cluster): Listener[] {
  const anonymous = flags.get('anonymous-auth')?.value !== 'false';
  const everywhere = { flags, addressFlags: ['address'], address: '0.0.0.0' };
  return [
    ...listening({
      ...{ ...everywhere, portFlags: ['port'], port: 10250, for: 'control plane' },
      ...(anonymous && { note: open }),
    }),
    ...listening({ ...everywhere, portFlags: ['read-only-port'], port: 10255, for: 'monitoring', note: open }),
    ...listening({
      ...{ flags, addressFlags: ['healthz-bind-address'], portFlags: ['healthz-port'] },
      ...{ address: '127.0.0.1', port: 10248, for: 'monitoring', note: open },
    }),
    ...(atLeast(version.value, '1.12')
      ? []
      : listening({
          ...everywhere,
          addressFlags: [],
          portFlags: ['cadvisor-port'],
          port: 4194,
          for: 'monitoring',
          note: open,
        })),
  ];
}

/** Beside its own ports, those of services of the type NodePort: which are taken, the API servers say. */
export function proxyPorts(flags: GivenFlags, { kubernetes: { version } }: Cluster, nodePorts: Listener[]): Listener[] {
  const apart = atLeast(version.value, '1.7');
  return [
    ...listening({
      ...{ flags, addressFlags: ['healthz-bind-address'], portFlags: ['healthz-port'] },
      ...{ address: apart ? '0.0.0.0' : '127.0.0.1', port: apart ? 10256 : 10249, for: 'load balancers', note: open },
    }),
    ...(apart
      ? listening({
          ...{ flags, addressFlags: ['metrics-bind-address'], portFlags: ['metrics-port'] },
          ...{ address: '127.0.0.1', port: 10249, for: 'monitoring', note: open },
        })
      : []),
    ...nodePorts,
  ];
}

/** From the flags of an API server; kube-proxy opens them on every node. */
export function nodePortRange(flags: GivenFlags | undefined): Listener[] {
  const given = flags?.get('service-node-port-range');
  const [, first, last] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(given?.value ?? '30000-32767') ?? [];
  if (first === undefined) return [];
  const from = given?.from ?? [byDefault('the program')];
  return (['tcp', 'udp'] as const).map((protocol) => ({
    ...{ protocol, address: '0.0.0.0', port: Number(first), ...(last !== undefined && { last: Number(last) }) },
    ...{ for: 'anybody', note: 'for services of the type NodePort', from },
  }));
}
