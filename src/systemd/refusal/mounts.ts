/** mount_verify(), automount_verify() and swap_verify() of src/core; systemd.mount(5), systemd.automount(5), systemd.swap(5). */
import { simplifyPath } from '../../codec/unit/index.ts';
import { nameFromPath, pathFromName } from '../names/name-from-path.ts';
import type { UnitType } from '../names/unit-type.ts';
import { climbs, firstRefusal, type Refusal, type RefusalRule, SectionSettings, type Values } from './refusal.ts';
import { killsOtherwise } from './socket.ts';

/** Mount points that systemd makes by itself, or that are none of its business: src/shared/mount-setup.c. */
const ownMounts = new Set([
  '/proc',
  '/sys',
  '/dev',
  '/sys/kernel/security',
  '/sys/fs/smackfs',
  '/dev/shm',
  '/dev/pts',
  '/run',
  '/sys/fs/cgroup',
  '/sys/fs/pstore',
  '/sys/firmware/efi/efivars',
  '/sys/fs/bpf',
  '/sys/fs/selinux',
  '/dev/console',
  '/proc/kmsg',
  '/proc/sys',
  '/proc/sys/kernel/random/boot_id',
]);
const ownDirectories = ['/sys/fs/cgroup/', '/run/host/'];

const reservedOptions = ['fd', 'pgrp', 'minproto', 'maxproto', 'direct', 'indirect'];

export function refuseMount(names: readonly [string, ...string[]], values: Values): Refusal | undefined {
  const mount = new SectionSettings('Mount', values);
  const where = placeOf(names[0], mount, ['Where']);
  if (typeof where !== 'string') return where;
  const isNetwork = /(^|,)_netdev(,|=|$)/.test(mount.last('Options') ?? '');
  return firstRefusal(
    [
      {
        keys: ['What'],
        message: '`What=` has a path with `..`',
        help: 'write the path that is meant, without `..`',
        loadState: 'error',
        holds: () => !isNetwork && mount.all('What').some(climbs),
      },
      misnamed(names, where, 'mount', 'Where'),
      {
        keys: ['Where'],
        message: `\`${where}\` is a mount point that systemd does not leave to units`,
        help: 'mount it elsewhere',
        holds: () => ownMounts.has(where) || ownDirectories.some((one) => `${where}/`.startsWith(one)),
      },
      {
        keys: ['What'],
        message: 'the mount has no `What=`',
        help: 'write what is mounted as `What=`',
        holds: () => !mount.has('What') && names[0] !== '-.mount',
      },
      pamRule,
    ],
    mount,
  );
}

export function refuseAutomount(names: readonly [string, ...string[]], values: Values): Refusal | undefined {
  const automount = new SectionSettings('Automount', values);
  const where = placeOf(names[0], automount, ['Where']);
  if (typeof where !== 'string') return where;
  if (where === '/') {
    const message = 'the root directory is no place for an automount';
    return { loadState: 'error', message, help: 'take another directory', section: 'Automount', keys: ['Where'] };
  }
  return firstRefusal(
    [
      misnamed(names, where, 'automount', 'Where'),
      {
        keys: ['ExtraOptions'],
        message: `\`ExtraOptions=\` has one of the options that systemd sets itself: ${reservedOptions.join(', ')}`,
        help: 'take it away',
        holds: () => optionsOf(automount.last('ExtraOptions')).some((option) => reservedOptions.includes(option)),
      },
    ],
    automount,
  );
}

export function refuseSwap(names: readonly [string, ...string[]], values: Values): Refusal | undefined {
  const swap = new SectionSettings('Swap', values);
  const what = placeOf(names[0], swap, ['What']);
  if (typeof what !== 'string') return what;
  return firstRefusal([misnamed(names, what, 'swap', 'What'), pamRule], swap);
}

const pamRule: RefusalRule = {
  keys: ['KillMode', 'PAMName'],
  message: '`PAMName=` is set, and `KillMode=` is not `control-group`',
  help: 'take `KillMode=` away',
  holds: killsOtherwise,
};

/** What the setting says or, without it, the name. */
function placeOf(name: string, settings: SectionSettings, keys: readonly [string]): string | Refusal {
  const written = settings.last(keys[0]);
  const place = written === undefined ? pathFromName(name) : simplifyPath(written);
  if (place !== undefined) return place;
  return {
    loadState: 'error',
    message: `the name \`${name}\` stands for no path, and there is no \`${keys[0]}=\``,
    help: `write \`${keys[0]}=\`, and name the unit as \`systemd-escape --path\` does`,
    section: settings.section,
    keys,
  };
}

/** A place that still has a specifier cannot be compared. */
function misnamed(names: readonly string[], place: string, type: UnitType, key: string): RefusalRule {
  const expected = nameFromPath(place, type);
  return {
    keys: [key],
    message: `\`${key}=\` does not match the name of the unit`,
    help: expected === undefined ? `write a path as \`${key}=\`` : `name the unit \`${expected}\``,
    holds: () => !/%[A-Za-z0-9]/.test(place) && (expected === undefined || !names.includes(expected)),
  };
}

/** fstab_test_option(): names in front of `=`, between commas that no backslash escapes. */
function optionsOf(options: string | undefined): string[] {
  return [...(options ?? '').matchAll(/(?:[^,\\]|\\.)+/gs)].map(([option]) => option.split('=')[0] ?? '');
}
