import type { Entries } from './entry.ts';
import { hostMattersEntries } from './host-matters.ts';
import { master } from './spec-example.ts';

const cloud = (text: string) => `${master}cloud: ${text}\n`;
const packages = (text: string) => `${master}packages: ${text}\n`;

/** UC170 to UC179: what hosts get besides their components. */
export const hostsEntries = {
  ...hostMattersEntries,
  UC170: {
    name: 'cloud-provider-gone',
    severity: 'error',
    title: 'Kubernetes has no such cloud provider any more',
    what: '`cloud.provider` against the version of Kubernetes: OpenStack left with 1.26, AWS with 1.27, all others with 1.31, and `external` stays.',
    why: 'the program would end at once, on every start, because of a provider that it does not know',
    cure: 'write `provider: external`, and run the provider’s cloud controller manager in the cluster',
    bad: {
      kind: 'spec',
      text: `host: { os: debian }
kubernetes: { version: "1.26.0" }
pki:
  kubernetes: { ca: ca.crt, server: { cert: server.crt, key: server.key }, serviceAccount: { public: sa.pub, private: sa.key } }
  kubeconfigs: { controller-manager: /etc/kubernetes/controller-manager.conf, scheduler: /etc/kubernetes/scheduler.conf }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
cloud: { provider: openstack }
`,
    },
    good: { kind: 'spec', text: cloud('{ provider: openstack }') },
    references: ['https://github.com/kubernetes/enhancements/issues/2395'],
  },
  UC171: {
    name: 'cloud-config-twice',
    severity: 'error',
    title: 'The cloud provider has two configurations',
    what: '`cloud.config` is written to a file of ours, `cloud.configFile` is a file that is on the hosts; only one can be passed on.',
    why: 'one of the two would be ignored without a word',
    cure: 'keep one of them: `configFile` where secrets are in it',
    bad: {
      kind: 'spec',
      text: cloud('{ provider: openstack, configFile: /etc/cloud.conf, config: { Global: { region: a } } }'),
    },
    good: { kind: 'spec', text: cloud('{ provider: openstack, configFile: /etc/cloud.conf }') },
  },
  UC172: {
    name: 'cloud-without-effect',
    severity: 'error',
    title: 'Nothing reads what is said of the cloud',
    what: 'Whether a component of the cluster takes `--cloud-provider` and `--cloud-config` at its version. An external provider reads its configuration itself, in its own pod.',
    why: 'a key without effect says something that is not true',
    cure: 'take the key away',
    bad: { kind: 'spec', text: cloud('{ provider: external, configFile: /etc/cloud.conf }') },
    good: { kind: 'spec', text: cloud('{ provider: external }') },
  },
  UC173: {
    name: 'no-package-layering',
    severity: 'error',
    title: 'The host system does not layer packages',
    what: '`packages` is for hosts with rpm-ostree: the Atomic Hosts and Fedora CoreOS.',
    why: 'nothing on the host would install the packages',
    cure: 'take `packages` away, and install them as the host’s system does',
    bad: {
      kind: 'spec',
      text: 'host: { os: flatcar }\nhosts: { etcd-1: { address: 192.168.122.2, roles: [etcd] } }\npackages: { install: [ethtool] }\n',
    },
    good: { kind: 'spec', text: packages('{ install: [ethtool] }') },
  },
  UC174: {
    name: 'repository-without-source',
    severity: 'error',
    title: 'A repository does not say where its packages are',
    what: 'Each entry of `packages.repositories` needs one of `baseurl`, `metalink` and `mirrorlist` (dnf.conf(5)).',
    why: 'rpm-ostree refuses to work at all while such a file is there',
    cure: 'add `baseurl`',
    bad: { kind: 'spec', text: packages('{ repositories: { lab: { gpgcheck: 1 } } }') },
    good: {
      kind: 'spec',
      text: packages('{ repositories: { lab: { baseurl: "http://mirror.lab/extras/", gpgcheck: 1 } } }'),
    },
  },
} as const satisfies Entries;
