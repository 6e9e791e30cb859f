import type { Entries } from '../entry.ts';
import { master, spec, specWith } from '../examples.ts';

/** UC101, UC103, UC104: releases of host systems, and the images that there are by default. */
export const releasesEntries = {
  UC101: {
    name: 'unknown-release',
    severity: 'error',
    title: 'A host system has no such release',
    what: '`host.release` names a row of the table of host systems, which decides the version of systemd and the paths of docker and runc.',
    why: 'what a unit may say depends on the release',
    cure: 'write a release of the table, or `generic` with `host.systemd`',
    bad: spec(`host: { os: centos-atomic, release: "6" }
hosts: { master-1: { address: 192.168.122.2, roles: [etcd] } }
`),
    good: spec(`host: { os: centos-atomic, release: "7" }
hosts: { master-1: { address: 192.168.122.2, roles: [etcd] } }
`),
  },
  UC103: {
    name: 'no-default-image',
    severity: 'error',
    title: 'There is no default image',
    what: 'A default image exists only where a family published one whose tags are the versions of the program.',
    why: 'unitc does not guess an image',
    cure: 'write `image:` with a tag or a digest',
    bad: specWith('etcd: { family: distribution }'),
    good: specWith('etcd: { family: distribution, image: "registry.lab:5000/centos/etcd:3.1.0" }'),
  },
  UC104: {
    name: 'retired-image',
    severity: 'warning',
    title: 'A default image is not served any more',
    what: 'The registries of Fedora Atomic and CentOS Atomic, and the first ones of Kubernetes, are gone.',
    why: 'the first start would wait for a registry that does not answer',
    cure: 'copy the image to a registry of yours and name it in `images.mirror`',
    bad: spec(`host: { os: centos-atomic }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
`),
    good: spec(master),
  },
} as const satisfies Entries;
