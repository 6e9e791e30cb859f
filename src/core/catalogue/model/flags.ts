import type { Entries } from '../entry.ts';
import { master, spec, specWith } from '../examples.ts';

const etcdOnly = (version: string, etcd: string) => `host: { os: generic }
etcd: { version: "${version}" }
hosts:
  etcd-1: { address: 192.168.122.2, roles: [etcd] }
components:
  etcd: ${etcd}
`;

const secure = (apiserver: string) => `host: { os: generic }
kubernetes: { version: "1.35.0" }
pki:
  kubernetes: { ca: ca.crt, server: { cert: server.crt, key: server.key }, serviceAccount: { public: sa.pub, private: sa.key } }
  kubeconfigs: { controller-manager: /etc/kubernetes/controller-manager.conf, scheduler: /etc/kubernetes/scheduler.conf }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
components:
  kube-apiserver: ${apiserver}
`;

/** UC130 to UC139: flags of a component at its version. */
export const flagsEntries = {
  UC130: {
    name: 'unknown-flag',
    severity: 'error',
    title: 'A program has no such flag',
    what: 'Names under `flags`, and of `args` those that are written with their value, against the lists of flags of the version that the component has.',
    why: 'the program would end at once, on every start, because of a flag that it does not know',
    cure: 'write the name as `--help` of that version prints it, without dashes',
    bad: specWith('kube-scheduler: { flags: { leader-elct: true } }'),
    good: specWith('kube-scheduler: { flags: { leader-elect: true } }'),
  },
  UC131: {
    name: 'removed-flag',
    severity: 'error',
    title: 'A program does not take a flag any more',
    what: 'Flags that an older version took and that the version of the component refuses.',
    why: 'the program would end at once, on every start, because of a flag that it does not know',
    cure: 'write the flag that replaced it, or take it away',
    bad: spec(etcdOnly('3.5.16', '{ flags: { debug: true } }')),
    good: spec(etcdOnly('3.5.16', '{ flags: { log-level: debug } }')),
  },
  UC132: {
    name: 'future-flag',
    severity: 'error',
    title: 'A program does not take a flag yet',
    what: 'Flags that came with a newer version than the component has.',
    why: 'the program would end at once, on every start, because of a flag that it does not know',
    cure: 'write the flag that the version has, or use a newer version',
    bad: specWith('kube-apiserver: { flags: { encryption-provider-config: /etc/kubernetes/encryption.yaml } }'),
    good: specWith('kube-apiserver: { flags: { storage-backend: etcd2 } }'),
  },
  UC133: {
    name: 'deprecated-flag',
    severity: 'warning',
    title: 'A flag is deprecated',
    what: 'Flags that the version of the component still takes and that a newer one drops.',
    why: 'a newer version does not start with it',
    cure: 'write the flag or the setting that replaces it',
    bad: spec(secure('{ flags: { apiserver-count: 3 } }').replace('1.35.0', '1.27.4')),
    good: spec(secure('{ flags: { endpoint-reconciler-type: lease } }')),
  },
  UC134: {
    name: 'flag-without-effect',
    severity: 'warning',
    title: 'A flag has no effect',
    what: 'Flags that the version of the component takes for the sake of old command lines and ignores.',
    why: 'what the flag says would not happen',
    cure: 'take it away',
    bad: specWith('kube-controller-manager: { flags: { deleting-pods-qps: 5 } }'),
    good: specWith('kube-controller-manager: { flags: { kube-api-qps: 5 } }'),
  },
  UC135: {
    name: 'unproven-flag',
    severity: 'warning',
    title: 'Nobody can tell whether a program takes a flag',
    what: 'Flags for which the lists of flags have no exact answer at the version of the component.',
    why: 'the program would end at once if it did not know the flag',
    cure: 'compare with `--help` of the program, or use the version that settles it',
    bad: spec(
      `${master}kubernetes: { version: "1.15.3" }\ncomponents:\n  kube-apiserver: { flags: { shutdown-delay-duration: 5s } }\n`,
    ),
    good: spec(
      `${master}kubernetes: { version: "1.16.0" }\ncomponents:\n  kube-apiserver: { flags: { shutdown-delay-duration: 5s } }\n`,
    ),
  },
  UC136: {
    name: 'required-flag',
    severity: 'error',
    title: 'A flag is taken away that a program needs',
    what: 'Flags set to `null`, which takes a default away, where the version of the component does not start without them.',
    why: 'the program would end at once, on every start',
    cure: 'give the flag a value, or leave the default',
    bad: spec(secure('{ flags: { service-account-issuer: null } }')),
    good: spec(secure('{ flags: { service-account-issuer: "https://api.lab" } }')),
  },
} as const satisfies Entries;
