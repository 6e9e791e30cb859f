/**
 * Accounts of a host that its units, or what administrators and installers put beside them, name, and that neither
 * the host's image nor a package brings.
 */
import { compareBytes } from '../core/order.ts';
import { byDefault, derived, type Provenance } from '../core/provenance.ts';
import type { Instance } from './cluster.ts';
import type { ComponentDefinition } from './component.ts';
import type { HostSystem } from './host-system.ts';

export interface Account {
  readonly kind: 'user' | 'group';
  readonly name: string;
  /** Wanted; where it is taken, another one is given. */
  readonly id?: number;
  /** Of a user. */
  readonly home?: string;
  readonly from: readonly Provenance[];
  /** Names of the instances whose units need it. */
  readonly needs: readonly string[];
}

/**
 * Numbers in the distribution's images of Kubernetes (`groupadd -g 994 kube; useradd -u 996 -g 994 kube`): files of
 * the host's `kube` are then those of the containers' `kube`.
 */
const numbers: Readonly<Record<string, { readonly user: number; readonly group: number }>> = {
  kube: { user: 996, group: 994 },
};
const homes: Readonly<Record<string, string>> = { etcd: '/var/lib/etcd' };

/** On every system. */
const always = new Set(['root', 'nobody', 'daemon', 'bin', 'adm']);

interface Need {
  readonly user: string;
  readonly group: string;
  readonly instance: string;
  readonly from: readonly Provenance[];
}

export type Resident = readonly [instance: Instance, definition: ComponentDefinition];

/** Groups before users, each in bytewise order of names. */
export function accountsOf(residents: readonly Resident[], system: HostSystem): Account[] {
  const accounts = new Map<string, Account>();
  const add = (kind: 'user' | 'group', name: string, { instance, from }: Need): void => {
    // By number, it is no account but a number.
    if (/^\d*$/.test(name) || always.has(name) || system.users.includes(name)) return;
    const before = accounts.get(`${kind} ${name}`);
    const id = Object.hasOwn(numbers, name) ? numbers[name]?.[kind] : undefined;
    const home = kind === 'user' ? (Object.hasOwn(homes, name) ? homes[name] : '/') : undefined;
    accounts.set(`${kind} ${name}`, {
      ...{ kind, name, from: before?.from ?? from, needs: [...(before?.needs ?? []), instance] },
      ...(id !== undefined && { id }),
      ...(home !== undefined && { home }),
    });
  };
  for (const resident of residents) {
    for (const need of needsOf(resident, system)) {
      add('group', need.group, need);
      add('user', need.user, need);
    }
  }
  return [...accounts.entries()].sort(([a], [b]) => compareBytes(a, b)).map(([, account]) => account);
}

function needsOf([{ name, settings }, definition]: Resident, system: HostSystem): Need[] {
  const onHost = settings.target.value === 'host';
  const ofPackages = definition.packageUser;
  if (onHost) {
    const [user = '', group = user, ...rest] = settings.user?.value.split(':') ?? [];
    // The distribution's package makes its own user; more than two parts have been refused.
    if (settings.user === undefined || rest.length > 0 || (user === ofPackages && system.packagesBringUsers)) return [];
    return [{ user, group, instance: name, from: settings.user.from }];
  }
  // The guides and the ansible scripts hand certificates to the packages' users, whoever runs the program.
  if (ofPackages === undefined || !system.packagesBringUsers) return [];
  const from = [derived("files of this distribution's guides belong to it"), byDefault(`component ${definition.kind}`)];
  return [{ user: ofPackages, group: ofPackages, instance: name, from }];
}
