/** What is said of one program: an entry of `components` or `services`. */
import { z } from 'zod';
import { formats } from '../formats.ts';
import { absolutePath, formatted, imageFamily, name, port, scalar, text } from './scalars.ts';
import type { Vocabulary } from './vocabulary.ts';

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

export function component(vocabulary: Vocabulary) {
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
export function service(vocabulary: Vocabulary) {
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
