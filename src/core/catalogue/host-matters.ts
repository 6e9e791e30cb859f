import type { Entries } from './entry.ts';
import { masterWith } from './spec-example.ts';

const kubernetes = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'];

/** UC119 to UC129: files, users, versions and machines of hosts. */
export const hostMattersEntries = {
  UC119: {
    name: 'shared-file',
    severity: 'error',
    title: 'Components of a host disagree on whose a file is',
    what: 'The programs of Kubernetes on a host read the same /etc/kubernetes/config, which has one `configFiles`.',
    why: 'one of them would replace the file that the other leaves to the administrator',
    cure: 'write the same `configFiles` for all of them',
    bad: { kind: 'spec', text: masterWith('kube-apiserver: { configFiles: admin }') },
    good: {
      kind: 'spec',
      text: masterWith(kubernetes.map((name) => `${name}: { configFiles: admin }`).join('\n  ')),
    },
  },
} as const satisfies Entries;
