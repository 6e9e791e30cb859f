import type { Entries } from './entry.ts';
import type { Of } from './examples.ts';

const layering = ['https://coreos.github.io/rpm-ostree/architecture-core/'];
const filesystem = ['https://docs.fedoraproject.org/en-US/packaging-guidelines/#_filesystem_layout'];
const scriptlets = ['https://docs.fedoraproject.org/en-US/packaging-guidelines/Scriptlets/'];

function files(...paths: readonly string[]): Of<'package'> {
  return { kind: 'package', files: paths };
}

/** `line` is its line in a spec file, without `%`. */
function scriptlet(line: string, text: string): Of<'package'> {
  return { kind: 'package', scriptlets: { [line]: text } };
}

/** UC8xx. */
export const packagesEntries = {
  UC800: {
    name: 'package-in-opt',
    severity: 'error',
    title: 'A package has files below /opt',
    what: 'On an ostree host /opt is a link to /var/opt, and nothing of a package gets into /var. Newer versions of rpm-ostree have such files in /usr/lib/opt, with a link from /opt/NAME that tmpfiles.d makes; there they are read-only. Older versions, such as those of CentOS Atomic Host, refuse the package: `kubernetes-cni` with /opt/cni/bin is the known case.',
    why: 'older rpm-ostree refuses the whole transaction, and below newer ones nobody can add a file beside it',
    cure: 'have the files below /usr: programs in /usr/libexec or /usr/bin, and tell by configuration where they are',
    bad: files('/opt/cni/bin/bridge'),
    good: files('/usr/libexec/cni/bridge'),
    references: ['https://github.com/coreos/rpm-ostree/issues/233', ...layering],
  },
  UC801: {
    name: 'package-in-usr-local',
    severity: 'error',
    title: 'A package has files below /usr/local',
    what: 'On an ostree host /usr/local is a link to /var/usrlocal. Everywhere it belongs to the administrator.',
    why: 'rpm-ostree refuses the whole transaction',
    cure: 'have the files in /usr/bin, /usr/libexec or /usr/share',
    bad: files('/usr/local/bin/etcdctl'),
    good: files('/usr/bin/etcdctl'),
    references: ['https://github.com/coreos/rpm-ostree/issues/4903', ...filesystem],
  },
  UC802: {
    name: 'package-path-refused',
    severity: 'error',
    title: 'A package has files where rpm-ostree takes none',
    what: 'rpm-ostree takes files below /usr and /etc, in /bin, /sbin, /lib and /lib64, which are links to /usr, and in /boot. /home, /root, /srv, /mnt and others lead to /var on an ostree host, or do not belong to packages anywhere.',
    why: 'rpm-ostree refuses the whole transaction: `Unsupported path`',
    cure: 'have the files below /usr, and let a unit or tmpfiles.d make what a host needs elsewhere',
    bad: files('/srv/www/index.html'),
    good: files('/usr/share/www/index.html'),
    references: ['https://github.com/coreos/rpm-ostree/issues/233'],
  },
  UC803: {
    name: 'package-content-lost',
    severity: 'warning',
    title: 'A package has files below /var or /run',
    what: '/var and /run are the host’s own: rpm-ostree makes the directories of a package there by tmpfiles.d, and leaves out its files with what is in them.',
    why: 'on an ostree host the files are not there, and whoever reads them fails',
    cure: 'have the files below /usr, and copy or link them by tmpfiles.d (`C`, `L`); of what programs make, the package owns a %ghost',
    bad: files('/var/lib/kubelet/config.yaml'),
    good: files('/var/lib/kubelet/', '/usr/share/kubelet/config.yaml'),
    references: layering,
  },
  UC804: {
    name: 'package-unit-of-administrator',
    severity: 'warning',
    title: 'A package has units in /etc/systemd or /run/systemd',
    what: 'A package’s units are in /usr/lib/systemd; those in /etc/systemd are the administrator’s and hide them, and those in /run/systemd are gone with the next boot. Drop-ins are not looked at, since packages have long had them there.',
    why: 'the administrator can neither replace nor mask such a unit, and its links are not those that presets make',
    cure: 'have units in /usr/lib/systemd/system, and enable them by a preset',
    bad: files('/etc/systemd/system/etcd.service'),
    good: files('/usr/lib/systemd/system/etcd.service', '/etc/systemd/system/etcd.service.d/10.conf'),
    references: ['https://docs.fedoraproject.org/en-US/packaging-guidelines/Systemd/'],
  },
  UC810: {
    name: 'scriptlet-in-lua',
    severity: 'error',
    title: 'A scriptlet is in Lua',
    what: 'A scriptlet with `-p <lua>` runs within RPM itself. rpm-ostree has no interpreter for it, and leaves out only one that has a line `-- rpm-ostree-skip` among its first ten.',
    why: 'rpm-ostree refuses the whole transaction',
    cure: 'write it for /bin/sh, or mark it with `-- rpm-ostree-skip` where an ostree host does not need it',
    bad: scriptlet('post -p <lua>', 'print("installed")'),
    good: scriptlet('post -p <lua>', '-- rpm-ostree-skip\nprint("installed")'),
    references: ['https://github.com/coreos/rpm-ostree/issues/749'],
  },
  UC811: {
    name: 'package-trigger',
    severity: 'error',
    title: 'A package has a trigger on another package',
    what: '%triggerin and %triggerprein run when another package comes or is there. File triggers, which wait for paths, are something else: rpm-ostree runs %filetriggerin and %transfiletriggerin.',
    why: 'rpm-ostree refuses the whole transaction: `unsupported script of type`',
    cure: 'use a file trigger, or have each package do its own part',
    bad: scriptlet('triggerin -- docker', 'echo docker'),
    good: scriptlet('transfiletriggerin -- /usr/lib/docker', 'echo docker'),
    references: ['https://github.com/coreos/rpm-ostree/issues/749'],
  },
  UC812: {
    name: 'scriptlet-asks-systemd',
    severity: 'warning',
    title: 'A scriptlet starts units or reloads systemd',
    what: 'Under rpm-ostree, and in the build of an image, scriptlets run in a sandbox without a running systemd; the new tree comes up with the next boot. On other hosts systemd’s own file triggers read units anew, and what an installation starts is the administrator’s decision.',
    why: 'on an ostree host it does nothing or fails, and elsewhere an installation starts what nobody has configured yet',
    cure: 'use the macros %systemd_post, %systemd_preun and %systemd_postun_with_restart, and a preset',
    bad: scriptlet('post', 'systemctl daemon-reload\n'),
    good: scriptlet('post', 'systemctl --no-reload preset etcd.service || :\n'),
    references: scriptlets,
  },
  UC813: {
    name: 'scriptlet-not-run',
    severity: 'warning',
    title: 'What a scriptlet does is not done on an ostree host',
    what: 'rpm-ostree puts each tree together from its packages: nothing is ever uninstalled, so it runs neither %preun and %postun nor %triggerun and %triggerpostun, and no %pretrans and %verifyscript. What systemd does of itself when units are gone is not looked at.',
    why: 'what the scriptlet should clear away stays on the host for ever',
    cure: 'leave data to the administrator, and have nothing made outside /usr that has to be taken away',
    bad: scriptlet('postun', 'rm -rf /var/lib/etcd\n'),
    good: scriptlet('postun', 'systemctl try-restart etcd.service || :\n'),
    references: layering,
  },
  UC814: {
    name: 'scriptlet-makes-account',
    severity: 'warning',
    title: 'A scriptlet makes an account',
    what: '`useradd` and `groupadd` in %pre work under rpm-ostree too, in its own copy of /etc/passwd. sysusers.d declares the account instead: RPM since 4.19 and systemd make it, and an image has it at its first boot.',
    why: 'the number depends on the host, and an account that is deleted does not come back',
    cure: 'declare it in /usr/lib/sysusers.d/NAME.conf: `u etcd - "etcd" /var/lib/etcd`',
    bad: scriptlet('pre', 'getent passwd etcd || useradd -r etcd\n'),
    good: { ...files('/usr/lib/sysusers.d/etcd.conf'), ...scriptlet('pre', 'getent passwd etcd || :\n') },
    references: ['https://docs.fedoraproject.org/en-US/packaging-guidelines/UsersAndGroups/'],
  },
  UC815: {
    name: 'scriptlet-needs-network',
    severity: 'warning',
    title: 'A scriptlet needs the network or a daemon',
    what: 'Programs that fetch something, or ask an engine to: curl, dnf, docker pull.',
    why: 'under rpm-ostree and in the build of an image there is neither a network nor an engine, and the transaction fails',
    cure: 'have a unit do it on the host, when it runs',
    bad: scriptlet('post', 'docker pull registry.example.org/etcd:3\n'),
    good: scriptlet('post', 'echo "docker pull registry.example.org/etcd:3"\n'),
    references: layering,
  },
  UC816: {
    name: 'scriptlet-writes-outside',
    severity: 'warning',
    title: 'A scriptlet writes where it cannot',
    what: 'rpm-ostree’s sandbox has the new tree’s /usr and /etc. /var is read-only and not that of the host, with /home, /root, /srv, /opt and /usr/local, which lead there; /run is empty and goes away.',
    why: 'the scriptlet fails and the transaction with it, or what it writes is on no host',
    cure: 'let tmpfiles.d or the unit make it on the host: StateDirectory=, RuntimeDirectory=',
    bad: scriptlet('post', 'mkdir -p /var/lib/etcd\n'),
    good: scriptlet('post', 'mkdir -p /etc/etcd\n'),
    references: layering,
  },
  UC817: {
    name: 'scriptlet-not-repeatable',
    severity: 'warning',
    title: 'A scriptlet does something that can be done only once',
    what: '%post runs for each upgrade, and under rpm-ostree for each transaction, there always as if it were the first installation: `$1` is 1. Looked at are commands that run in any case: `>>`, and `mkdir`, `ln` and `mv`, which fail the second time.',
    why: 'the second run fails, or has everything twice',
    cure: 'ask first whether it is done: `grep -q … || echo … >> …`, `mkdir -p`, `ln -sf`; better, have the file in the package',
    bad: scriptlet('post', '[ $1 = 1 ] && echo "etcd 2379/tcp" >> /etc/services\n'),
    good: scriptlet('post', 'grep -q "^etcd " /etc/services || echo "etcd 2379/tcp" >> /etc/services\n'),
    references: scriptlets,
  },
} as const satisfies Entries;
