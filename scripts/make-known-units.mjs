// Makes data/known-units.json: units that systemd and Debian's packages ship, from .deb files in a directory
// (argument 1) and the list of the corpus: node scripts/make-known-units.mjs DIRECTORY > data/known-units.json
// Names only, sorted by bytes. `dpkg-deb` lists what is in a package.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const [, , directory] = process.argv;
if (directory === undefined)
  throw new Error('usage: node scripts/make-known-units.mjs DIRECTORY > data/known-units.json');

/** Of the source package systemd. */
const ofSystemd = new Set(['systemd', 'udev']);

/** Units of systemd's own tree (units/meson.build) that Debian's 252 does not ship: other releases, other options. */
const ofOtherReleases = `
autovt@.service blockdev@.target boot-complete.target busnames.target capsule@.service capsule.slice
clonesetup.target console-shell.service console-getty.service container-getty@.service ctrl-alt-del.target
default.target dbus.target factory-reset.target factory-reset-now.target first-boot-complete.target
hibernate.target http-daemon.target imports-pre.target initrd-var-fs.target initrd-fs-pre.target
initrd-cryptsetup.target integritysetup-pre.target integritysetup.target kmod-static-nodes.service
ldconfig.service mail-transfer-agent.target network-online.target quotaon.service quotaon-root.service quotaon@.service
rc-local.service rtc-set.target runlevel0.target runlevel1.target runlevel2.target runlevel3.target
runlevel4.target runlevel5.target runlevel6.target soft-reboot.target ssh-access.target storage-target-mode.target
syslog.service syslog.target syslog.socket system-install.target
system-update-etc-cleanup.service systemd-update-done.service
systemd-ask-password@.service systemd-ask-password.socket
systemd-backlight@.service systemd-battery-check.service systemd-boot-clear-sysfail.service
systemd-boot-random-seed.service systemd-boot-update.service systemd-bootctl@.service systemd-bootctl.socket
systemd-bsod.service systemd-confext.service systemd-confext-initrd.service systemd-creds@.service
systemd-creds.socket systemd-factory-reset.socket systemd-firstboot.service systemd-fsckd.service
systemd-fsckd.socket systemd-growfs-root.service systemd-growfs@.service systemd-hibernate-resume.service
systemd-hibernate-resume@.service systemd-homed-activate.service systemd-homed-firstboot.service
systemd-hostnamed.socket systemd-importd.service systemd-importd.socket systemd-journalctl@.service
systemd-journalctl.socket systemd-journald-sync@.service systemd-logind-varlink.socket systemd-loop@.service
systemd-machined.socket systemd-mountfsd.service systemd-mountfsd.socket systemd-mute-console.socket
systemd-network-generator.service systemd-networkd-persistent-storage.service
systemd-networkd-resolve-hook.socket systemd-networkd-varlink.socket systemd-nsresourced.service
systemd-nsresourced.socket systemd-pcrextend@.service systemd-pcrextend.socket systemd-pcrfs-root.service
systemd-pcrfs@.service systemd-pcrlock.socket systemd-pcrmachine.service systemd-pcrphase-initrd.service
systemd-pcrphase-sysinit.service systemd-pcrphase.service systemd-portabled.service systemd-pstore.service
systemd-quotacheck-root.service systemd-quotacheck@.service systemd-repart.service systemd-repart.socket
systemd-resolved-monitor.socket systemd-resolved-varlink.socket systemd-shutdownd.service systemd-shutdownd.socket
systemd-soft-reboot.service systemd-storagetm.service systemd-suspend-then-hibernate.service
systemd-sysext.service systemd-sysext.socket systemd-sysupdate-reboot.service systemd-sysupdate-reboot.timer
systemd-sysupdate.service systemd-sysupdate.socket systemd-sysupdate.timer systemd-sysupdated.service
systemd-timedated-ntp.target systemd-tmpfiles-setup-dev-early.service systemd-tpm2-clear.service
systemd-tpm2-setup-early.service systemd-tpm2-setup.service systemd-udev-load-credentials.service
systemd-udevd-varlink.socket systemd-userdb-load-credentials.service systemd-validatefs@.service
systemd-vconsole-setup.service time-set.target timers.target tmp.mount tpm2.target usb-gadget.target
user-runtime-dir@.service user@.service
`;

/** Units of programs that this project writes units for, or beside, and that Debian does not package or names otherwise. */
const ofOthers = {
  'cri-o': ['crio.service', 'crio-shutdown.service', 'crio-wipe.service'],
  'docker-ce': ['docker.service', 'docker.socket', 'containerd.service'],
  docker: [
    'docker-cleanup.service',
    'docker-cleanup.timer',
    'docker-storage-setup.service',
    'container-storage-setup.service',
  ],
  etcd: ['etcd.service', 'etcd2.service'],
  flannel: ['flanneld.service'],
  ignition: ['ignition-firstboot-complete.service', 'coreos-metadata.service', 'afterburn.service'],
  kubernetes: [
    'kube-apiserver.service',
    'kube-controller-manager.service',
    'kube-scheduler.service',
    'kube-proxy.service',
    'kubelet.service',
  ],
  'rpm-ostree': ['rpm-ostreed.service', 'rpm-ostreed-automatic.timer', 'ostree-finalize-staged.service'],
  zincati: ['zincati.service'],
  chrony: ['chronyd.service', 'chrony-wait.service'],
  ntp: ['ntpd.service', 'ntp.service', 'ntpdate.service'],
  openssh: ['sshd.service', 'sshd.socket', 'sshd@.service'],
  httpd: ['httpd.service'],
  mysql: ['mysql.service', 'mysqld.service'],
  iptables: ['iptables.service', 'ip6tables.service'],
  sysvinit: ['network.service', 'networking.service'],
  cron: ['crond.service'],
  connman: ['connman.service'],
  display: ['display-manager.service'],
};

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const system = new Set(ofOtherReleases.trim().split(/\s+/));
const user = new Set();
const packages = new Map();
for (const [name, units] of Object.entries(ofOthers)) for (const unit of units) packages.set(unit, name);
const corpus = JSON.parse(readFileSync('test/oracle/corpus/debian-units.json', 'utf8'));
for (const [name, { files }] of Object.entries(corpus)) {
  for (const file of files) if (!file.includes('/')) packages.set(file, name);
}
for (const file of readdirSync(directory).sort(compare)) {
  if (!file.endsWith('.deb')) continue;
  const name = file.slice(0, file.indexOf('_'));
  const own = ofSystemd.has(name) || name.startsWith('systemd-');
  const listing = execFileSync('dpkg-deb', ['-c', path.join(directory, file)], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  for (const line of listing.split('\n')) {
    const [, manager, unit] =
      / \.\/(?:usr\/)?lib\/systemd\/(system|user)\/([^/ ]+\.(?:service|socket|target|device|mount|automount|swap|timer|path|slice|scope))(?: |$)/.exec(
        line,
      ) ?? [];
    if (unit === undefined) continue;
    if (own) (manager === 'user' ? user : system).add(unit);
    else packages.set(unit, name);
  }
}
for (const unit of [...system, ...user]) packages.delete(unit);
const list = (names) =>
  [...names]
    .sort(compare)
    .map((name) => `    ${JSON.stringify(name)}`)
    .join(',\n');
const rows = [...packages]
  .sort(([a], [b]) => compare(a, b))
  .map(([unit, name]) => `    ${JSON.stringify(unit)}: ${JSON.stringify(name)}`);
process.stdout.write(
  `{\n  "system": [\n${list(system)}\n  ],\n  "user": [\n${list(user)}\n  ],\n  "packages": {\n${rows.join(',\n')}\n  }\n}\n`,
);
