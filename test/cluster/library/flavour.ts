/** The root file system of the clusters' machines: Debian with docker, kubectl, and what the infrastructure and a node need. */
import type { Flavour } from '../../machine/library/rootfs.ts';

/**
 * What a kubelet demands of the kernel, which is not a machine's to change: files that hold these values already,
 * bound over those of the kernel.
 */
const kernel: readonly (readonly [string, string])[] = [
  ['vm/overcommit_memory', '1'],
  ['vm/panic_on_oom', '0'],
  ['kernel/panic', '10'],
  ['kernel/panic_on_oops', '1'],
  ['kernel/keys/root_maxkeys', '1000000'],
  ['kernel/keys/root_maxbytes', '25000000'],
];

/** A machine's own network settings are its own, but nspawn mounts them read-only. */
const preinit = `mount --bind /proc/sys/net /proc/sys/net && mount -o remount,bind,rw /proc/sys/net
mkdir -p /run/kernel
${kernel
  .map(([file, value]) => {
    const own = `/run/kernel/${file.replaceAll('/', '.')}`;
    return `echo ${value} >${own} && mount --bind ${own} /proc/sys/${file}\n`;
  })
  .join('')}`;

const services = ['docker-registry', 'haproxy'];
const links = services.map((name) => `"$root/etc/systemd/system/multi-user.target.wants/${name}.service"`);

export const clusterFlavour: Flavour = {
  name: 'cluster-base',
  packages: ['kubernetes-client', 'conntrack', ...services],
  // They run on the machine that is told so.
  hook: `rm -f ${links.join(' ')}\n`,
  preinit,
};
