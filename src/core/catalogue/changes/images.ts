import type { Entries } from '../entry.ts';
import { container } from './examples.ts';

/** Which program runs: versions of images, and where they come from. */
export const imageChanges = {
  UC705: {
    name: 'minor-skipped',
    severity: 'error',
    title: 'A minor version is skipped',
    what: 'The tag of an image is more than one minor version later than before.',
    why: 'Kubernetes and etcd are tested from one minor to the next alone, and may not read what an older one has written',
    cure: 'go to each minor in between, and let it run before the next',
    bad: container('m.lab/etcd:3.3.9', 'm.lab/etcd:3.5.1'),
    good: container('m.lab/etcd:3.4.1', 'm.lab/etcd:3.4.9'),
    references: ['https://kubernetes.io/releases/version-skew-policy/'],
  },
  UC706: {
    name: 'downgrade',
    severity: 'error',
    title: 'An image goes back to an older version',
    what: 'The tag of an image is an older version than before.',
    why: 'data that the newer version has written may be nothing that the older one reads',
    cure: 'restore the data from before the update too, or stay with the newer version',
    bad: container('m.lab/etcd:3.4.9', 'm.lab/etcd:3.4.1'),
    good: container('m.lab/etcd:3.4.1', 'm.lab/etcd:3.4.9'),
  },
  UC707: {
    name: 'next-minor',
    severity: 'warning',
    title: 'An image goes to the next minor version',
    what: 'The tag of an image is one minor version later than before.',
    why: 'flags go and defaults change with a minor, and the way back may be closed',
    cure: 'read what the release says of updates, and take a snapshot of etcd first',
    bad: container('m.lab/etcd:3.4.9', 'm.lab/etcd:3.5.1'),
    good: container('m.lab/etcd:3.4.1', 'm.lab/etcd:3.4.9'),
    references: ['https://kubernetes.io/releases/version-skew-policy/'],
  },
  UC708: {
    name: 'image-without-version',
    severity: 'warning',
    title: 'An image has no version',
    what: 'The reference of an image that is new or changes has neither a digest nor a tag but `latest`.',
    why: 'two hosts, or one host at two times, may run different programs by the same file',
    cure: 'name a version',
    bad: container('m.lab/etcd:3.4.9', 'm.lab/etcd'),
    good: container('m.lab/etcd', 'm.lab/etcd:3.4.9'),
  },
  UC709: {
    name: 'image-from-elsewhere',
    severity: 'warning',
    title: 'An image comes from another place',
    what: 'The registry or the repository of an image is another, and not only its tag.',
    why: 'hosts may not reach that registry, and whoever can write there decides what runs',
    cure: 'see that the hosts can pull it, and whose it is',
    bad: container('m.lab/etcd:3.4.9', 'quay.io/coreos/etcd:3.4.9'),
    good: container('m.lab/etcd:3.4.1', 'm.lab/etcd:3.4.9'),
  },
} as const satisfies Entries;
