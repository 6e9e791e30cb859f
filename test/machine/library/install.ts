/** The machine whose etcd is installed by the stand-in for atomic. */
import assert from 'node:assert/strict';
import { type Lab, services } from './lab.ts';
import { journal } from './units.ts';

export const installUnits = ['unitc-install-etcd', ...services, 'docker'];
export const checkouts = '/var/lib/containers/atomic';
/** Where the stand-in finds images. */
export const atomicImages = '/var/lib/atomic-images';
/** What atomic writes of a container outside of its checkouts. */
export const atomicFiles = ['/etc/systemd/system/etcd.service', '/etc/tmpfiles.d/etcd.conf'];
/** Shell: what atomic made is gone, and the data of etcd with it. */
export const uninstalled = `systemctl disable --now etcd; rm -rf ${checkouts}/etcd* ${atomicFiles.join(' ')} /var/lib/etcd`;
export const api3 = { variables: { ETCDCTL_API: '3' } };

/** Words of each call of atomic, without its own name. */
export async function atomicCalls({ machine }: Lab): Promise<string[][]> {
  const text = await machine.get(`tr '\\0\\n' '\\n\\1' < /var/log/atomic`);
  return text.split('\x01').flatMap((call) => (call === '' ? [] : [call.split('\n').slice(1, -1)]));
}

export async function allActive({ machine }: Lab): Promise<void> {
  const states = await machine.get(`systemctl is-active ${installUnits.join(' ')}`);
  assert.equal(states, installUnits.map(() => 'active').join('\n'));
}

/** Down in order, and up again with everything active. */
export async function rebootInstalled(lab: Lab): Promise<void> {
  await lab.machine.powerOff();
  assert.equal(await lab.machine.boot(), 'running');
  await allActive(lab);
}

/** Of this boot: what the helper said. */
export async function installerSaid({ machine }: Lab): Promise<string> {
  return (await journal(machine, 'unitc-install-etcd')).map(({ message }) => message).join('\n');
}
