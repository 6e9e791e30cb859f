import type { Vocabulary } from '../../src/spec/schema/vocabulary.ts';

/** What the registries held when these tests were written; the spec language does not depend on it. */
export const vocabulary: Vocabulary = {
  kinds: ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'etcd'],
  targets: ['docker', 'system-container'],
  hostSystems: [
    'fedora-atomic',
    'centos-atomic',
    'centos-atomic-continuous',
    'fedora-coreos',
    'flatcar',
    'debian',
    'generic',
  ],
};
