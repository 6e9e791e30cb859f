/**
 * The shape of a spec, as zod schemas. What the parts mean is in docs/spec.md; cross-field rules are
 * the model's. Descriptions end up in the JSON Schema that editors show.
 */
import { z } from 'zod';
import { type Format, formats } from './formats.ts';

function formatted(format: Format) {
  return z.string().regex(format.pattern, format.says);
}

/** Names that components and targets register; they close the enumerations of the schema. */
export interface Vocabulary {
  readonly kinds: readonly string[];
  readonly targets: readonly string[];
  readonly hostSystems: readonly string[];
}

/** As Go and image registries name them. */
const architectures = ['amd64', 'arm64', 'arm', 'ppc64le', 's390x'] as const;

const text = z.string().min(1);
const version = formatted(formats.version);
const name = formatted(formats.name);
const absolutePath = formatted(formats.absolutePath);
const port = z.int().min(1).max(65535);
const scalar = z.union([z.string(), z.int(), z.boolean()]);

const mount = z.strictObject({
  source: absolutePath.describe('Path on the host'),
  target: absolutePath.describe('Path in the container').optional(),
  options: z.array(text).describe('Mount options: ro, rw, rslave, …').optional(),
});

const resources = z.strictObject({
  memory: formatted(formats.memory).describe('Memory: 512Mi, 2Gi').optional(),
  cpus: z
    .union([z.int().min(1).max(8192), formatted(formats.cpus)])
    .describe('Processors: 2, "0.5"')
    .optional(),
  pids: z.int().min(1).max(4194304).describe('Processes and threads').optional(),
  files: z.int().min(16).max(1048576).describe('Open files of each process').optional(),
});

const unitSection = z.record(z.string(), z.union([scalar, z.array(scalar), z.null()]));

const imageFamily = z.enum(['distribution', 'upstream', 'hyperkube']);

function component(vocabulary: Vocabulary) {
  return z.strictObject({
    kind: z.enum(vocabulary.kinds).describe('What program this is; the default is the name of the entry').optional(),
    on: z.array(name).describe('Roles whose hosts run it').optional(),
    target: z.enum(vocabulary.targets).describe('What runs it on the host').optional(),
    form: z.enum(['rendered', 'install']).describe('How a system container is delivered').optional(),
    set: z
      .record(z.string(), z.union([scalar, z.null()]))
      .describe('Values that atomic install is given with --set, in the install form')
      .optional(),
    launch: z
      .enum(['unit', 'image'])
      .describe('What starts the program: the unit, or the start script of the image')
      .optional(),
    image: text.describe('Image reference with a tag or a digest').optional(),
    family: imageFamily
      .describe('Whose image it is: decides the default image and where the program stands in it')
      .optional(),
    command: absolutePath
      .describe('Path of the program, in the image or on the host, where it is not the usual one')
      .optional(),
    pull: z.enum(['missing', 'always', 'never']).describe('When the image is pulled before a start').optional(),
    delivery: z
      .enum(['env-files', 'arguments'])
      .describe('Whether flags stand in /etc/kubernetes files or in the unit')
      .optional(),
    configFiles: z
      .enum(['spec', 'admin'])
      .describe('Whose those files are: replaced by each unpacking, or copied once and then left alone')
      .optional(),
    flags: z
      .record(z.string(), z.union([scalar, z.array(z.union([z.string(), z.int()])), z.null()]))
      .describe('Command-line flags without dashes; a list is joined with commas; null takes a default away')
      .optional(),
    args: z
      .array(z.union([z.string(), z.strictObject({ name: text, value: z.union([z.string(), z.int(), z.boolean()]) })]))
      .describe('Further arguments in order, after the flags')
      .optional(),
    env: z
      .record(z.string(), z.union([scalar, z.null()]))
      .describe('Environment of the program')
      .optional(),
    user: text.describe('User of the program: name or uid, with an optional :group').optional(),
    capabilities: z
      .array(formatted(formats.capability))
      .describe('Capabilities of the program, in place of its usual ones: CAP_NET_ADMIN, …')
      .optional(),
    seccomp: z
      .enum(['default', 'unconfined'])
      .describe('System calls: what docker allows by default, or all that the kernel has')
      .optional(),
    resources: resources.describe('What the program may use').optional(),
    selinux: z
      .union([z.enum(['disable', 'relabel']), z.strictObject({ type: formatted(formats.selinuxType) })])
      .describe('SELinux: not confined, confined with mounts relabelled, or a type of its own')
      .optional(),
    mounts: z.array(mount).describe('Further mounts').optional(),
    ports: z.record(name, port).describe('Ports by name').optional(),
    dataDir: absolutePath.describe('Directory for state, the same path on the host and in the container').optional(),
    criSocket: formatted(formats.criSocket)
      .describe('Of a kubelet: socket of the container runtime, a path or a unix:// URL')
      .optional(),
    cni: z
      .strictObject({ binDir: absolutePath.optional(), confDir: absolutePath.optional() })
      .describe('Of a kubelet: directories of CNI plugins and of their configuration')
      .optional(),
    members: z
      .enum(['new', 'existing'])
      .describe('Of an etcd: whether it founds its cluster or joins one that runs')
      .optional(),
    snapshots: z
      .strictObject({
        schedule: text.describe('When: a calendar event of systemd, daily by default').optional(),
        keep: z.int().min(1).max(99999).describe('How many are kept, 7 by default').optional(),
        dir: absolutePath.describe('Where, on the host: /var/lib/NAME-snapshots by default').optional(),
      })
      .describe('Of an etcd: snapshots of its data, saved on the host')
      .optional(),
    unit: z
      .record(z.string(), unitSection)
      .describe('Settings added to the unit, with the meaning of a drop-in')
      .optional(),
  });
}

/** Of a service: what is not about a program that unitc knows. */
function service(vocabulary: Vocabulary) {
  return component(vocabulary).pick({
    on: true,
    target: true,
    form: true,
    image: true,
    command: true,
    pull: true,
    flags: true,
    args: true,
    env: true,
    user: true,
    capabilities: true,
    seccomp: true,
    resources: true,
    selinux: true,
    mounts: true,
    ports: true,
    dataDir: true,
    unit: true,
  });
}

const flannel = z.strictObject({
  version: version.optional(),
  network: text.describe('IPv4 network that the hosts take their subnets from').optional(),
  subnetLength: z.int().min(1).max(30).describe("Prefix length of a host's subnet").optional(),
  backend: z
    .strictObject({
      type: z.enum(['vxlan', 'host-gw', 'udp', 'ipip']).describe('How packets travel between hosts'),
      vni: z.int().min(1).max(16777215).describe('vxlan: network identifier').optional(),
      port: port.describe('vxlan, udp: UDP port').optional(),
      directRouting: z.boolean().describe('vxlan, ipip: no tunnel between hosts of one network').optional(),
    })
    .optional(),
  etcdPrefix: formatted(formats.etcdPrefix).describe('Directory of the keys in etcd').optional(),
  dockerWait: z.int().min(1).max(3600).describe('Seconds that docker waits for its options').optional(),
  late: z.enum(['restart', 'report']).describe('What happens to a docker that started without its options').optional(),
});

const keyPair = z.strictObject({ cert: text, key: text });

const pki = z.strictObject({
  kubernetes: z
    .strictObject({
      dir: absolutePath.describe('Directory that relative names below are in').optional(),
      ca: text,
      server: keyPair,
      serviceAccount: z.strictObject({ public: text, private: text }).optional(),
      kubeletClient: keyPair.describe('How the API servers log in to the kubelets').optional(),
    })
    .optional(),
  etcd: z
    .strictObject({
      dir: absolutePath.optional(),
      ca: text,
      server: keyPair.describe('Needed where hosts run etcd').optional(),
      peer: keyPair.optional(),
      client: keyPair.optional(),
    })
    .optional(),
  kubeconfigs: z
    .strictObject({
      'controller-manager': absolutePath.optional(),
      scheduler: absolutePath.optional(),
      kubelet: absolutePath.optional(),
      proxy: absolutePath.optional(),
      discovery: absolutePath.describe('With which hosts join a cluster of kubeadm').optional(),
    })
    .describe('kubeconfig files by component: controller-manager, scheduler, kubelet, proxy')
    .optional(),
});

const cloud = z.strictObject({
  provider: name.describe('Cloud provider: openstack, aws, external, …'),
  configFile: absolutePath.describe('Its configuration, a file that is on the hosts').optional(),
  config: z
    .record(z.string(), z.record(z.string(), z.union([scalar, z.array(scalar)])))
    .describe('Its configuration, written to /etc/kubernetes/cloud.conf: sections, keys and values; never secrets')
    .optional(),
});

const kubectlMode = z.enum(['copy', 'wrapper', 'none']);

const kubectl = z.strictObject({
  by: kubectlMode.describe('copied from an image, a script that runs it in a container, or not at all').optional(),
  image: text.describe('Image that has it, with a tag or a digest').optional(),
  command: absolutePath.describe('Path of kubectl in the image, where it is not the usual one').optional(),
});

const packages = z.strictObject({
  install: z.array(formatted(formats.packageName)).describe('Packages that rpm-ostree layers').optional(),
  repositories: z
    .record(z.string(), z.record(z.string(), scalar))
    .describe('Files below /etc/yum.repos.d by name, with the keys of dnf.conf(5)')
    .optional(),
});

/** The schema made last: zod prepares much when a schema is made and first used, and vocabularies do not change. */
let last: { readonly key: string; readonly schema: ReturnType<typeof build> } | undefined;

export function specSchema(vocabulary: Vocabulary): ReturnType<typeof build> {
  const key = JSON.stringify(vocabulary);
  if (last?.key !== key) last = { key, schema: build(vocabulary) };
  return last.schema;
}

function build(vocabulary: Vocabulary) {
  const components = z.record(name, component(vocabulary));
  const services = z.record(name, service(vocabulary)).describe('Any other containerised programs by name').optional();
  return z.strictObject({
    apiVersion: z.literal('unitc/v1').describe('The version of the spec language').optional(),
    name: name.describe('Name of the cluster: headers, etcd cluster token').optional(),
    extends: text.describe('Another spec that this one refines').optional(),
    host: z
      .strictObject({
        os: z.enum(vocabulary.hostSystems).describe('What the hosts run'),
        release: z.string().optional(),
        systemd: formatted(formats.systemdVersion).optional(),
        docker: version.describe('Version of docker, where it is known').optional(),
        runc: version.describe('Version of runc, where it is another than that of the release').optional(),
        dockerNetworkVariable: formatted(formats.variable)
          .describe('Variable from which the unit of docker takes network options')
          .optional(),
      })
      .describe('What the hosts are'),
    images: z
      .strictObject({
        family: imageFamily.optional(),
        mirror: text.describe('Registry that replaces the registry of every default image').optional(),
        pullSecret: absolutePath
          .describe("Credentials for registries: a file on the hosts in the form of docker's config.json")
          .optional(),
        insecure: z.boolean().describe('The mirror speaks plain http, or its certificate is not known').optional(),
      })
      .optional(),
    kubernetes: z
      .strictObject({
        version: version.optional(),
        controlPlaneEndpoint: formatted(formats.url).optional(),
        serviceCIDR: text.optional(),
        clusterDomain: formatted(formats.domain).describe('Domain of the names of services').optional(),
        kubeadm: z.boolean().describe('Whether kubeadm runs the control plane and joins the nodes').optional(),
      })
      .optional(),
    etcd: z
      .strictObject({
        version: version.optional(),
        external: z
          .strictObject({
            endpoints: z
              .array(formatted(formats.etcdEndpoint))
              .min(1)
              .describe('Client URLs of its members: https://10.0.0.11:2379'),
          })
          .describe('An etcd that runs elsewhere, instead of hosts with the role')
          .optional(),
      })
      .optional(),
    flannel: flannel.describe('The network of pods; without it there is no flannel').optional(),
    pki: pki.describe('Paths of certificates and keys on the hosts, never their contents').optional(),
    cloud: cloud.describe('The cloud that the hosts run in').optional(),
    kubectl: z.union([kubectlMode, kubectl]).describe('How kubectl gets to hosts of the control plane').optional(),
    packages: packages.describe('What is added to the host system').optional(),
    roles: z.record(name, z.strictObject({ components: components.optional(), services })).optional(),
    hosts: z
      .record(
        name,
        z.strictObject({
          address: text.describe('Address by which the other hosts reach it'),
          roles: z.array(name).min(1),
          architecture: z.enum(architectures).describe('Its processors').optional(),
          components: components.optional(),
          services,
        }),
      )
      .describe('The hosts by name'),
    components: components.optional(),
    services,
  });
}

export type Spec = z.infer<ReturnType<typeof specSchema>>;
export type ComponentSpec = NonNullable<Spec['components']>[string];
