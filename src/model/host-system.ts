/**
 * What a host's system gives: programs by path, systemd's version, defaults that follow from the
 * distribution. The rows are data/host-systems.json; where a version there is only a lower bound,
 * a spec overrides it with `host.systemd`.
 */

export interface HostSystem {
  /** Key of the table and of the spec: `centos-atomic`. */
  readonly os: string;
  readonly release: string;
  readonly title: string;
  /** Version of systemd, a whole number as text: `219`. */
  readonly systemd: string;
  /** Absolute paths of the engines' command-line programs. */
  readonly docker: string;
  readonly runc: string;
  /** Version of docker, where a spec says it. */
  readonly dockerVersion?: string;
  /** Version of runc, where it is an old one or a spec says it. */
  readonly runcVersion?: string;
  /** Docker log driver of the units: `none` leaves one log, the journal. */
  readonly logDriver: string;
  readonly family: ImageFamily;
  /** How docker and the runtimes of this system make control groups; absent where it is not known. */
  readonly cgroupDriver?: string;
  /** Whether nothing below /usr can be written, so that state of programs has to be elsewhere. */
  readonly readOnlyUsr?: boolean;
  /** Whether the host has the command that installs system containers. */
  readonly atomic: boolean;
  /** The program that adds packages to a read-only system, where there is one. */
  readonly layering?: 'rpm-ostree';
  /** Whether the distribution's packages of etcd and Kubernetes make their users. */
  readonly packagesBringUsers: boolean;
  /** Of these, those that the host's image has already. */
  readonly users: readonly string[];
  /** `false` where it comes without SELinux; absent where it may have it. */
  readonly selinux?: false;
  /** Versions where the spec gives none. */
  readonly kubernetes: string;
  readonly etcd: string;
  readonly flannel: string;
  /** The variable from which docker's own unit takes network options; absent where it reads none. */
  readonly dockerNetworkVariable?: string;
  /** The one from which it takes `--insecure-registry`; absent where it has none of its own. */
  readonly dockerRegistryVariable?: string;
}

/** `hyperkube` is upstream's one image for all programs of Kubernetes, until 1.18. */
export type ImageFamily = 'distribution' | 'upstream' | 'hyperkube';

interface Release {
  readonly systemd: string;
  readonly kubernetes: string;
  readonly etcd: string;
  readonly flannel: string;
  readonly users?: readonly string[];
  readonly runcVersion?: string;
}

/** As Go and image registries name them. */
export type Architecture = 'amd64' | 'arm64' | 'arm' | 'ppc64le' | 's390x';

interface Row {
  readonly title: string;
  readonly family: ImageFamily;
  readonly docker: string;
  readonly runc: string;
  readonly logDriver: string;
  readonly cgroupDriver?: string;
  readonly dockerNetworkVariable?: string;
  readonly dockerRegistryVariable?: string;
  readonly readOnlyUsr?: boolean;
  readonly layering?: 'rpm-ostree';
  readonly packagesBringUsers?: boolean;
  readonly selinux?: false;
  readonly atomic?: boolean;
  readonly releases: Readonly<Record<string, Release>>;
  readonly defaultRelease: string;
}

export type HostSystemTable = Readonly<Record<string, Row>>;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRelease(value: unknown): value is Release {
  if (!isRecord(value)) return false;
  const { users = [], runcVersion = '' } = value;
  if (typeof runcVersion !== 'string') return false;
  if (!Array.isArray(users) || !users.every((user) => typeof user === 'string')) return false;
  return ['systemd', 'kubernetes', 'etcd', 'flannel'].every((key) => typeof value[key] === 'string');
}

function isRow(value: unknown): value is Row {
  if (!isRecord(value)) return false;
  const texts = ['title', 'docker', 'runc', 'logDriver', 'defaultRelease'];
  if (!texts.every((key) => typeof value[key] === 'string')) return false;
  if (value.cgroupDriver !== undefined && typeof value.cgroupDriver !== 'string') return false;
  if (!['string', 'undefined'].includes(typeof value.dockerNetworkVariable)) return false;
  if (!['string', 'undefined'].includes(typeof value.dockerRegistryVariable)) return false;
  if (value.family !== 'distribution' && value.family !== 'upstream') return false;
  if (!['boolean', 'undefined'].includes(typeof value.packagesBringUsers)) return false;
  if (!['boolean', 'undefined'].includes(typeof value.readOnlyUsr)) return false;
  if (!['boolean', 'undefined'].includes(typeof value.atomic)) return false;
  if (value.layering !== undefined && value.layering !== 'rpm-ostree') return false;
  if (value.selinux !== undefined && value.selinux !== false) return false;
  return isRecord(value.releases) && Object.values(value.releases).every(isRelease);
}

/** Reads the parsed data/host-systems.json; throws when our own table is broken. */
export function hostSystemTable(data: unknown): HostSystemTable {
  if (!isRecord(data) || !isRecord(data.systems)) throw new Error('data/host-systems.json has no `systems`');
  const table: Record<string, Row> = {};
  for (const [os, row] of Object.entries(data.systems)) {
    if (!isRow(row)) throw new Error(`data/host-systems.json: the row ${os} is incomplete`);
    table[os] = row;
  }
  return table;
}

/** Undefined when the table has no such release; `os` is known to be a key of the table. */
export function findHostSystem(table: HostSystemTable, os: string, release?: string): HostSystem | undefined {
  const row = Object.hasOwn(table, os) ? table[os] : undefined;
  if (row === undefined) return undefined;
  const key = release ?? row.defaultRelease;
  const versions = Object.hasOwn(row.releases, key) ? row.releases[key] : undefined;
  if (versions === undefined) return undefined;
  const { title, family, docker, runc, logDriver, cgroupDriver, dockerNetworkVariable, layering, selinux } = row;
  const { dockerRegistryVariable, readOnlyUsr, atomic = false } = row;
  return {
    ...{ os, release: key, title, family, docker, runc, logDriver, atomic },
    ...(cgroupDriver !== undefined && { cgroupDriver }),
    ...(dockerNetworkVariable !== undefined && { dockerNetworkVariable }),
    ...(dockerRegistryVariable !== undefined && { dockerRegistryVariable }),
    ...(layering !== undefined && { layering }),
    packagesBringUsers: row.packagesBringUsers ?? false,
    users: [],
    ...(selinux !== undefined && { selinux }),
    ...(readOnlyUsr !== undefined && { readOnlyUsr }),
    ...versions,
  };
}
