import type { Entries } from '../entry.ts';
import { masterWith, spec, specWith } from '../examples.ts';

const etcdWith = (etcd: string) =>
  spec(`host: { os: fedora-atomic, release: "27" }
images: { mirror: "registry.lab:5000" }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
components:
  etcd: ${etcd}
`);

/** UC18x: system containers that atomic installs, images that start themselves, and snapshots. */
export const installEntries = {
  UC180: {
    name: 'install-not-possible',
    severity: 'error',
    title: 'atomic cannot install this component',
    what: '`form: install` is for etcd and flanneld, on hosts with the atomic command (Fedora and CentOS Atomic Host), from images that were made as system containers.',
    why: 'the unit would never come into being',
    cure: 'write `form: rendered`, which needs no atomic',
    bad: spec(`host: { os: debian }
hosts:
  etcd-1: { address: 192.168.122.2, roles: [etcd] }
components:
  etcd: { form: install, image: "registry.lab:5000/f27/etcd:0.1" }
`),
    good: etcdWith('{ form: install }'),
    references: ['docs/spec.md#system-containers-that-atomic-installs'],
  },
  UC181: {
    name: 'install-loses-setting',
    severity: 'error',
    title: 'A setting does not reach the program in its image',
    what: "In the install form the unit is atomic's and the start script the image's: etcd gets the variables that the image exports, flanneld words without blanks and quotes, and both see only the directories that the image mounts.",
    why: 'the program would run without it, and not say so',
    cure: 'take it away, or write `form: rendered`, where everything reaches the program',
    bad: etcdWith('{ form: install, flags: { auto-compaction-retention: 1 } }'),
    good: etcdWith('{ form: install, flags: { snapshot-count: 5000 } }'),
  },
  UC182: {
    name: 'install-without-effect',
    severity: 'warning',
    title: 'What the spec says has no effect where atomic installs',
    what: 'atomic takes any name with --set and puts it into the templates of the image. Some names it overwrites, others the image does not know or reads from a file of the host. Credentials it looks for in places of its own, not at `images.pullSecret`.',
    why: 'nobody reads it, and nobody says so',
    cure: 'take it away',
    bad: etcdWith('{ form: install, set: { ETCD_ENDPOINTS: "http://192.168.122.2:2379" } }'),
    good: etcdWith('{ form: install, set: { ETCD_SNAPSHOT_COUNT: 5000 } }'),
  },
  UC183: {
    name: 'set-breaks-image',
    severity: 'error',
    title: 'What atomic is told with --set cannot work',
    what: 'atomic puts values as they are into templates of JSON and of units; some of them name directories that the other files of the host rely on.',
    why: 'atomic would refuse the image, or the program would not find its configuration',
    cure: 'take it away, or correct the value',
    bad: etcdWith('{ form: install, set: { CONF_DIRECTORY: /srv } }'),
    good: etcdWith('{ form: install, set: { STATE_DIRECTORY: /srv } }'),
  },
  UC184: {
    name: 'start-script',
    severity: 'error',
    title: 'The start script of an image cannot be used here',
    what: '`launch: image` leaves the start to the image. Under docker that is the script that the distributions put into their images of Kubernetes: it runs the files below /etc/kubernetes as shell, its own before the shared one, and splits what is in them at blanks. As a system container it is an image that `unitc image` makes, one for all hosts that name it, and the unit is what atomic makes of that.',
    why: 'the program would be told something else than the spec says, or nothing',
    cure: 'leave `launch` out: the unit starts the program itself, and everything reaches it; or name in `image` what `unitc image` made',
    bad: etcdWith('{ launch: image }'),
    good: spec(
      masterWith(
        'kube-apiserver: { launch: image }\n  etcd: { launch: image, image: "registry.lab:5000/system/etcd:3.1.0" }',
      ),
    ),
    references: ['docs/spec.md#images-that-start-themselves'],
  },
  UC185: {
    name: 'no-snapshots',
    severity: 'error',
    title: 'An etcd cannot have snapshots',
    what: '`snapshots` is for etcd 3.0 and later in a system container of the form `rendered`: they are saved with the etcdctl of the container, into a directory that it sees.',
    why: 'no snapshot would ever be saved',
    cure: 'run this etcd as a system container of the form `rendered`, or take `snapshots` away and call `etcdctl snapshot save` by means of your own',
    bad: specWith('etcd: { target: host, snapshots: { keep: 3 } }'),
    good: spec(`${masterWith('etcd: { snapshots: { keep: 3 } }')}etcd: { version: "3.4.3" }\n`),
    references: ['docs/etcd.md'],
  },
} as const satisfies Entries;
