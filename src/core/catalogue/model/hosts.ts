import type { Entries } from '../entry.ts';
import { head, master, spec } from '../examples.ts';

const cloud = (text: string) => `${master}cloud: ${text}\n`;
const packages = (text: string) => `${master}packages: ${text}\n`;

const images = (more: string) => master.replace(' }\nhosts', `${more} }\nhosts`);
const node = (
  pullSecret: string,
) => `${head.replace(' }\n', ' }\nkubernetes: { version: "1.5.2" }\n').replace('5000" }', `5000", pullSecret: ${pullSecret} }`)}hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane, node] }
`;

const upstreamKubectl = (text: string) =>
  `${master.replace(' }\nhosts', ', family: upstream }\nhosts')}kubectl: ${text}\n`;

/** UC170 to UC179: what hosts get besides their components. */
export const hostsEntries = {
  UC170: {
    name: 'cloud-provider-gone',
    severity: 'error',
    title: 'Kubernetes has no such cloud provider any more',
    what: '`cloud.provider` against the version of Kubernetes: OpenStack left with 1.26, AWS with 1.27, all others with 1.31, and `external` stays.',
    why: 'the program would end at once, on every start, because of a provider that it does not know',
    cure: 'write `provider: external`, and run the provider’s cloud controller manager in the cluster',
    bad: spec(`host: { os: debian }
kubernetes: { version: "1.26.0" }
pki:
  kubernetes: { ca: ca.crt, server: { cert: server.crt, key: server.key }, serviceAccount: { public: sa.pub, private: sa.key } }
  kubeconfigs: { controller-manager: /etc/kubernetes/controller-manager.conf, scheduler: /etc/kubernetes/scheduler.conf }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
cloud: { provider: openstack }
`),
    good: spec(cloud('{ provider: openstack }')),
    references: ['https://github.com/kubernetes/enhancements/issues/2395'],
  },
  UC171: {
    name: 'cloud-config-twice',
    severity: 'error',
    title: 'The cloud provider has two configurations',
    what: '`cloud.config` is written to a file of ours, `cloud.configFile` is a file that is on the hosts; only one can be passed on.',
    why: 'one of the two would be ignored without a word',
    cure: 'keep one of them: `configFile` where secrets are in it',
    bad: spec(cloud('{ provider: openstack, configFile: /etc/cloud.conf, config: { Global: { region: a } } }')),
    good: spec(cloud('{ provider: openstack, configFile: /etc/cloud.conf }')),
  },
  UC172: {
    name: 'cloud-without-effect',
    severity: 'error',
    title: 'Nothing reads what is said of the cloud',
    what: 'Whether a component of the cluster takes `--cloud-provider` and `--cloud-config` at its version. An external provider reads its configuration itself, in its own pod.',
    why: 'a key without effect says something that is not true',
    cure: 'take the key away',
    bad: spec(cloud('{ provider: external, configFile: /etc/cloud.conf }')),
    good: spec(cloud('{ provider: external }')),
  },
  UC173: {
    name: 'no-package-layering',
    severity: 'error',
    title: 'The host system does not layer packages',
    what: '`packages` is for hosts with rpm-ostree: the Atomic Hosts and Fedora CoreOS.',
    why: 'nothing on the host would install the packages',
    cure: 'take `packages` away, and install them as the host’s system does',
    bad: spec(
      'host: { os: flatcar }\nhosts: { etcd-1: { address: 192.168.122.2, roles: [etcd] } }\npackages: { install: [ethtool] }\n',
    ),
    good: spec(packages('{ install: [ethtool] }')),
  },
  UC174: {
    name: 'repository-without-source',
    severity: 'error',
    title: 'A repository does not say where its packages are',
    what: 'Each entry of `packages.repositories` needs one of `baseurl`, `metalink` and `mirrorlist` (dnf.conf(5)).',
    why: 'rpm-ostree refuses to work at all while such a file is there',
    cure: 'add `baseurl`',
    bad: spec(packages('{ repositories: { lab: { gpgcheck: 1 } } }')),
    good: spec(packages('{ repositories: { lab: { baseurl: "http://mirror.lab/extras/", gpgcheck: 1 } } }')),
  },
  UC175: {
    name: 'insecure-without-mirror',
    severity: 'error',
    title: '`insecure` needs a mirror',
    what: '`images.insecure` says that the mirror speaks plain http, or has a certificate that the hosts do not know.',
    why: 'of the registries that images come from by default, none is insecure',
    cure: 'name the registry in `images.mirror`, or take `insecure` away',
    bad: spec(
      'host: { os: debian }\nimages: { insecure: true }\nhosts: { etcd-1: { address: 192.168.122.2, roles: [etcd] } }\n',
    ),
    good: spec(images(', insecure: true')),
  },
  UC176: {
    name: 'insecure-registry-by-hand',
    severity: 'warning',
    title: 'docker has to be told of an insecure registry on the hosts',
    what: 'docker takes `--insecure-registry` when it starts. On Fedora and CentOS its unit has a variable for that; elsewhere only /etc/docker/daemon.json is left, which belongs to the host’s administrator.',
    why: 'docker pulls nothing from a registry that it cannot trust',
    cure: 'add the registry to `insecure-registries` in /etc/docker/daemon.json, or better its certificate to /etc/docker/certs.d',
    bad: spec(images(', insecure: true').replace(/^.*\n/, 'host: { os: debian }\nkubernetes: { version: "1.5.2" }\n')),
    good: spec(images(', insecure: true')),
    references: ['https://docs.docker.com/reference/cli/dockerd/#insecure-registries'],
  },
  UC177: {
    name: 'no-use-for-a-key',
    severity: 'error',
    title: 'No host has use for a key',
    what: 'Credentials and `insecure` are for hosts where something runs from an image, or docker runs pods; `kubectl` is for hosts with an API server.',
    why: 'a key without effect says something that is not true',
    cure: 'take the key away',
    bad: spec(
      'host: { os: debian }\nimages: { pullSecret: /etc/kubernetes/docker.json }\nhosts: { etcd-1: { address: 192.168.122.2, roles: [etcd] } }\ncomponents: { etcd: { target: host } }\n',
    ),
    good: spec(images(', pullSecret: /etc/kubernetes/docker.json')),
  },
  UC178: {
    name: 'pull-secret-directory',
    severity: 'error',
    title: 'The directory of the credentials cannot be mounted',
    what: 'A kubelet in a container of docker sees the credentials because their directory is mounted at its own path.',
    why: 'one of the system’s own directories would cover that of the image',
    cure: 'put the file into a directory of its own, or into /etc/kubernetes',
    bad: spec(node('/etc/docker.json')),
    good: spec(node('/etc/kubernetes/docker.json')),
  },
  UC179: {
    name: 'no-image-with-kubectl',
    severity: 'error',
    title: 'No image has kubectl',
    what: 'The API server’s images of the distributions have kubectl, and hyperkube has it; upstream has an image of kubectl from 1.28 on.',
    why: 'there is nothing to copy, or to run',
    cure: 'name an image that has it in `kubectl.image`, and its path there in `kubectl.command`, or write `kubectl: none`',
    bad: spec(upstreamKubectl('copy')),
    good: spec(upstreamKubectl('{ image: "registry.lab:5000/kubectl:1.5.2", command: /kubectl }')),
    references: ['https://github.com/kubernetes/kubernetes/tree/master/build/server-image/kubectl'],
  },
} as const satisfies Entries;
