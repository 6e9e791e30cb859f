/**
 * config.json of a system container (OCI runtime-spec 1.0): the host's network, a read-only root, state
 * mounted on itself. The helper oci-config fills in words and variables at each start; as it stands here
 * the file is complete too.
 */
import { type JsonPath, type JsonValue, printJsonWithPaths } from '../../codec/json/index.ts';
import { byDefault, mergeProvenance, type Provenance } from '../../core/provenance.ts';
import { type Bounds, memoryBytes } from '../../model/bounds.ts';
import type { HostSystem } from '../../model/host-system.ts';
import type { Workload } from '../../model/workload.ts';
import type { FileArtifact, LineOrigin } from '../../tree/artifact.ts';
import { rootFile } from '../root-file.ts';
import type { TargetContext } from '../target.ts';
import { capabilitiesOf } from './capabilities.ts';
import { forRunc, isOld } from './old-runc.ts';
import { seccompProfile } from './seccomp.ts';

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export function configJson(workload: Workload, { system, layout }: TargetContext): FileArtifact {
  const { text, lines } = configurationLines(workload, system);
  const path = `${layout.descriptions}/${workload.name}.0/config.json`;
  return rootFile({ path, kind: 'json', content: text, component: workload.name, lines });
}

/** The text, why each line is there, and the place of each line in the document. */
export function configurationLines(workload: Workload, system: HostSystem) {
  const value = forRunc(configuration(workload), workload, system);
  const { text, paths } = printJsonWithPaths(value, flowsOf(system));
  return { text, paths, lines: paths.map((at) => lineOrigin(workload, at)) };
}

/** Some hundred names, of which nobody wants a line each; an old runc has a rule for each. */
function flowsOf(system: HostSystem): (at: JsonPath) => boolean {
  const isOldForm = system.runcVersion !== undefined && isOld(system.runcVersion);
  return (at) => at[1] === 'seccomp' && (isOldForm ? at.length === 3 && at[2] === 'syscalls' : at.length === 5);
}

function configuration(workload: Workload) {
  const { program, openFiles, env, bounds } = workload;
  const capabilities = capabilitiesOf(workload);
  const files = bounds?.resources.files?.value ?? openFiles;
  const seccomp = seccompProfile(workload);
  const literal = workload.argv.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  return {
    ociVersion: '1.0.0',
    process: {
      terminal: false,
      user: user(workload),
      args: [program.value, ...literal],
      env: [`PATH=${path}`, 'TERM=xterm', ...[...env].map(([key, { value }]) => `${key}=${value}`)],
      cwd: '/',
      capabilities: {
        bounding: [...capabilities],
        effective: [...capabilities],
        permitted: [...capabilities],
        // Without these two a program that does not run as root loses them all at execve(), see capabilities(7).
        inheritable: [...capabilities],
        ambient: [...capabilities],
      },
      rlimits: [{ type: 'RLIMIT_NOFILE', hard: files, soft: files }],
      noNewPrivileges: true,
      ...processLabel(bounds),
    },
    root: { path: 'rootfs', readonly: true },
    mounts: [...standardMounts, ...stateMounts(workload)],
    linux: {
      ...devices(workload),
      ...resourcesOf(workload),
      ...mountLabel(bounds),
      ...(seccomp && { seccomp }),
      // The host's name stays: programs that elect a leader identify themselves by it.
      namespaces: ['pid', 'ipc', 'mount'].map((type) => ({ type })),
      rootfsPropagation: 'rslave',
      maskedPaths: [
        '/proc/kcore',
        '/proc/keys',
        '/proc/latency_stats',
        '/proc/sched_debug',
        '/proc/timer_list',
        '/proc/timer_stats',
      ],
      readonlyPaths: ['/proc/asound', '/proc/bus', '/proc/fs', '/proc/irq', '/proc/sys', '/proc/sysrq-trigger'].filter(
        (path) => path !== '/proc/sys' || workload.setsKernel !== true,
      ),
    },
  };
}

/** The node is made in the container's /dev, and its use is allowed. */
function devices({ devices: wanted = [] }: Workload): { [key: string]: JsonValue } {
  if (wanted.length === 0) return {};
  return {
    devices: wanted.map(({ path, major, minor }) => ({
      path,
      type: 'c',
      major,
      minor,
      fileMode: 0o666,
      uid: 0,
      gid: 0,
    })),
  };
}

/**
 * These bind the program: with `--systemd-cgroup` it runs in a scope of its own, which nothing in the unit
 * binds. The period is the kernel's default, in microseconds. runc before 1.0.0-rc91 writes the rules of devices
 * one after the other: what is not refused first stays allowed (opencontainers/runc pull request 2391).
 */
function resourcesOf({ devices: wanted = [], bounds }: Workload): { [key: string]: JsonValue } {
  const { memory, cpus, pids } = bounds?.resources ?? {};
  const resources: { [key: string]: JsonValue } = {
    devices: [
      { allow: false, access: 'rwm' },
      ...wanted.map(({ major, minor }) => ({ allow: true, type: 'c', major, minor, access: 'rwm' })),
    ],
    ...(memory && { memory: { limit: memoryBytes(memory.value) } }),
    ...(cpus && { cpu: { quota: cpus.value * 1000, period: 100_000 } }),
    ...(pids && { pids: { limit: pids.value } }),
  };
  return { resources };
}

/** Contexts of the targeted policy, at its lowest level. */
function processLabel(bounds: Bounds | undefined): { [key: string]: JsonValue } {
  const setting = bounds?.selinux?.value;
  return typeof setting === 'object' ? { selinuxLabel: `system_u:system_r:${setting.type}:s0` } : {};
}

/** Of /dev, /run and /tmp in the container: the name that old policies have, and that new ones know as an alias. */
function mountLabel(bounds: Bounds | undefined): { [key: string]: JsonValue } {
  const setting = bounds?.selinux?.value;
  return typeof setting === 'object' ? { mountLabel: 'system_u:object_r:svirt_sandbox_file_t:s0' } : {};
}

function user({ user: setting }: Workload): JsonValue {
  const [uid = '0', gid = uid] = setting?.value.split(':') ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

const mount = (destination: string, type: string, source: string, options: string[]): JsonValue => ({
  destination,
  type,
  source,
  options,
});

/** No network namespace is made, so names are looked up as the host does. */
const standardMounts: JsonValue[] = [
  { destination: '/proc', type: 'proc', source: 'proc' },
  mount('/dev', 'tmpfs', 'tmpfs', ['nosuid', 'strictatime', 'mode=755', 'size=65536k']),
  mount('/dev/pts', 'devpts', 'devpts', ['nosuid', 'noexec', 'newinstance', 'ptmxmode=0666', 'mode=0620', 'gid=5']),
  mount('/dev/shm', 'tmpfs', 'shm', ['nosuid', 'noexec', 'nodev', 'mode=1777', 'size=65536k']),
  mount('/dev/mqueue', 'mqueue', 'mqueue', ['nosuid', 'noexec', 'nodev']),
  mount('/sys', 'sysfs', 'sysfs', ['nosuid', 'noexec', 'nodev', 'ro']),
  mount('/sys/fs/cgroup', 'cgroup', 'cgroup', ['nosuid', 'noexec', 'nodev', 'relatime', 'ro']),
  mount('/run', 'tmpfs', 'tmpfs', ['nosuid', 'nodev', 'mode=755']),
  mount('/tmp', 'tmpfs', 'tmpfs', ['nosuid', 'nodev', 'mode=1777']),
  mount('/etc/hosts', 'bind', '/etc/hosts', ['rbind', 'ro', 'rprivate']),
  mount('/etc/resolv.conf', 'bind', '/etc/resolv.conf', ['rbind', 'ro', 'rprivate']),
];

function stateMounts({ mounts }: Workload): JsonValue[] {
  return mounts.map(({ value: { source, target, options } }) => {
    const kind = options.includes('rbind') || options.includes('bind') ? [] : ['rbind'];
    return mount(target, 'bind', source, [...kind, ...options]);
  });
}

/** The values behind a line, by its place in the document; everything else is the target's own. */
function lineOrigin(workload: Workload, at: readonly (string | number)[]): LineOrigin {
  const [first, second, third, fourth] = at;
  const own: Provenance[] = [byDefault('target system-container')];
  if (first === 'mounts' && typeof second === 'number' && second >= standardMounts.length) {
    return { from: workload.mounts[second - standardMounts.length]?.from ?? own };
  }
  const { bounds } = workload;
  if (first === 'linux' && second === 'devices') return deviceOrigin(workload, third);
  if (first === 'linux' && second === 'resources') {
    // The first rule refuses all of them.
    if (third === 'devices') return deviceOrigin(workload, typeof fourth === 'number' ? fourth - 1 : fourth);
    return resourceOrigin(workload, third);
  }
  if (second === 'mountLabel' || second === 'selinuxLabel') return { from: bounds?.selinux?.from ?? own };
  if (second === 'seccomp') return { from: bounds?.seccomp?.from ?? own };
  if (first !== 'process') return { from: own };
  if (second === 'user') return { from: workload.user?.from ?? own };
  const usual = [byDefault(`component ${workload.kind}`)];
  if (second === 'capabilities') return { from: bounds?.capabilities?.from ?? usual };
  if (second === 'rlimits') return { from: bounds?.resources.files?.from ?? usual };
  if (second === 'env' && typeof third === 'number')
    return { from: [...workload.env.values()][third - 2]?.from ?? own };
  if (second === 'args' && typeof third === 'number') return { from: argumentOrigin(workload, third) };
  return { from: own };
}

function deviceOrigin({ devices = [] }: Workload, index: string | number | undefined): LineOrigin {
  return { from: devices[Number(index)]?.from ?? [byDefault('target system-container')] };
}

/** `key` names the controller, but for the lines around them. */
function resourceOrigin({ bounds }: Workload, key: string | number | undefined): LineOrigin {
  const { memory, cpus, pids } = bounds?.resources ?? {};
  const bound = { memory, cpu: cpus, pids };
  if (key === 'memory' || key === 'cpu' || key === 'pids') return { from: bound[key]?.from ?? [] };
  return { from: [byDefault('target system-container')] };
}

function argumentOrigin({ program, argv }: Workload, index: number): readonly Provenance[] {
  const literal = argv.filter(({ value }) => typeof value === 'string');
  return index === 0 ? program.from : mergeProvenance(literal[index - 1]?.from ?? []);
}
