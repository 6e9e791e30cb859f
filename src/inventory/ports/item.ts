/** A port that a program of a host listens on. */
import type { Provenance } from '../../core/provenance.ts';

/** Who has a reason to reach it. */
export type Audience =
  | 'this host'
  | 'members'
  | 'clients of etcd'
  | 'control plane'
  | 'nodes'
  | 'monitoring'
  | 'load balancers'
  | 'hosts with flannel'
  | 'anybody';

export interface OpenPort {
  readonly host: string;
  /** Name of the entry under `components`. */
  readonly component: string;
  /** `ipip` is IP protocol 4, which has no ports. */
  readonly protocol: 'tcp' | 'udp' | 'ipip';
  /** As the program binds it: an IP address or a name; `0.0.0.0` and `::` are all addresses of the host. */
  readonly address: string;
  readonly port?: number;
  /** Where it is a range, its last port. */
  readonly last?: number;
  readonly for: Audience;
  /** What somebody who opens it should know. */
  readonly note?: string;
  /** What decided its number. */
  readonly from: readonly Provenance[];
}

/** What a program listens on, before anybody asks on which host. */
export type Listener = Omit<OpenPort, 'host' | 'component'>;
