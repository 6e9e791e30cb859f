/**
 * A component on a host as a process to be run: what it executes, reads, needs and answers, still free
 * of any engine. Command lines stay arrays until a target prints them.
 */
import type { Provenance, Sourced } from '../core/provenance.ts';
import type { Bounds } from './bounds.ts';
import type { Architecture } from './host-system.ts';
import type { MountSetting, UnitSetting } from './settings.ts';

/**
 * A word of a command line: literal text, a variable that systemd replaces by the words in it, or a text
 * of ours with the whole value of a variable behind it (`$NAME` and `${NAME}` of systemd.service(5),
 * "Command lines").
 */
export type Arg = string | { readonly variable: string } | { readonly before: string; readonly whole: string };

/** A health address; flags of the command line that move it are followed when it is asked. */
export interface Endpoint {
  /** Where it answers by default: `http://127.0.0.1:8080/healthz`. */
  readonly url: string;
  readonly hostFlags: readonly string[];
  readonly portFlags: readonly string[];
}

export interface Probe {
  /** Whether the program tells systemd itself when it is ready (sd_notify(3)): heard where it runs on the host. */
  readonly notify: boolean;
  /** Asked in this order: the first that is not switched off counts. */
  readonly endpoints: readonly Endpoint[];
  /** Further options of wait-ready: addresses and certificates that the program's files say. */
  readonly options?: readonly Sourced<Arg>[];
  /** Where it has no endpoint: ready when this file on the host has content; the unit removes it before a start. */
  readonly file?: string;
  readonly timeoutSeconds: number;
}

/** One line of an environment file. `words` is split by systemd, `value` is read by the program as it is. */
export type Assignment = { readonly name: string; readonly comment?: string } & (
  | { readonly words: readonly Sourced<string>[] }
  | { readonly value: Sourced<string> }
);

export interface ConfigurationFile {
  /** Absolute path on the host. */
  readonly path: string;
  /** Paragraph for the top of the file. */
  readonly comment: string;
  readonly assignments: readonly Assignment[];
}

/** A directory on the host that holds state; it survives everything that unitc or an engine does. */
export interface StateDirectory {
  readonly path: Sourced<string>;
  readonly mode: number;
  /** `program` hands over everything in it to the program's user; `content` leaves what is in it to its owners. */
  readonly owner: 'program' | 'content';
}

/** An empty file that has to exist before a container starts, because docker would make a directory of its path. */
export interface StateFile {
  readonly path: Sourced<string>;
  readonly mode: number;
}

/** A link that is made where nothing stands; what is there stays. */
export interface StateLink {
  readonly path: Sourced<string>;
  readonly target: Sourced<string>;
}

/** What the kernel of the host has to offer: modules, and values of sysctls by their names with dots. */
export interface KernelNeeds {
  readonly modules: readonly Sourced<string>[];
  readonly sysctls: ReadonlyMap<string, Sourced<string>>;
}

/** A character device node: mknod(2). */
export interface Device {
  readonly path: string;
  readonly major: number;
  readonly minor: number;
  readonly from: readonly Provenance[];
}

/** A program that an operator calls on the host and that runs inside the container. */
export interface HostCommand {
  /** File name below the layout's `bin`: `etcdctl`. */
  readonly name: string;
  readonly template: string;
  /** Tags of the template that the component knows; the target adds what the engine knows. */
  readonly view: Readonly<Record<string, Sourced<string>>>;
}

/** What the unit of the distribution's package says beside the command. */
export interface PackagedUnit {
  readonly workingDirectory?: string;
  /** RLIMIT_NOFILE. */
  readonly openFiles?: number;
  /** What systemd kills when the unit stops; without it, everything in the control group. */
  readonly killMode?: 'process';
  /** Units without which it cannot run: Requires=, After= and WantedBy=. */
  readonly engines: readonly string[];
}

/** A variable that the unit itself sets; systemd splits it into these words where the command line names it. */
export interface UnitVariable {
  readonly name: string;
  readonly words: readonly string[];
  readonly from: readonly Provenance[];
}

/** A system container that atomic installs from its image: unit and config.json are atomic's, ours stands beside them. */
export interface InstallForm {
  /** Template of the drop-in for atomic's unit. */
  readonly dropIn: string;
  /** As atomic takes it: `http:` in front where its registry is insecure. */
  readonly image: Sourced<string>;
  /** What atomic is told with --set, in this order. */
  readonly values: ReadonlyMap<string, Sourced<string>>;
  /** Units of this host, docker's among them, that start only after the container was installed. */
  readonly neededBy: readonly Sourced<string>[];
}

/** How snapshots of a program's data are saved and restored. */
export interface SnapshotJob {
  readonly schedule: Sourced<string>;
  readonly keep: Sourced<number>;
  readonly dir: Sourced<string>;
  /** The directory of the data on the host, which the container has writable. */
  readonly state: Sourced<string>;
  /** Path in the container of the program that reads and restores them. */
  readonly program: Sourced<string>;
  /** Variables that say who this member is, where no environment file does. */
  readonly environment: readonly Sourced<string>[];
}

export interface Workload {
  /** Name of the container, and of the unit without `.service`. */
  readonly name: string;
  readonly kind: string;
  /** The unit's template: `units/kube-apiserver.service.mustache`. */
  readonly template: string;
  readonly image: Sourced<string>;
  readonly pull: Sourced<string>;
  /** Absolute path of the program in the image; empty under docker: what the image starts by itself. */
  readonly program: Sourced<string>;
  readonly argv: readonly Sourced<Arg>[];
  /**
   * Whether the start script of the image runs it, and reads the environment files itself, as shell; the command line
   * is then only what the program is told by it.
   */
  readonly startedByImage?: boolean;
  /** Read by systemd in this order, later files win; absolute paths on the host. */
  readonly environmentFiles: readonly string[];
  /** Variables of the environment files with this prefix reach the program: `ETCD_`. */
  readonly environmentPrefix?: string;
  readonly env: ReadonlyMap<string, Sourced<string>>;
  /** Before the environment files, which win. */
  readonly unitVariables?: readonly UnitVariable[];
  readonly mounts: readonly Sourced<MountSetting>[];
  /** Capabilities under an OCI runtime, for example `CAP_NET_BIND_SERVICE`. */
  readonly capabilities: readonly string[];
  /** RLIMIT_NOFILE under an OCI runtime. */
  readonly openFiles: number;
  /** What the spec says of these and of more, for every engine; added to what the component makes. */
  readonly bounds?: Bounds;
  /** Under docker: all devices and capabilities of the host. */
  readonly privileged: boolean;
  /** Under docker: the process IDs of the host. */
  readonly hostPid: boolean;
  /** Whether mounts of the host have to be shared with containers before this one starts. */
  readonly sharedMounts: boolean;
  readonly user?: Sourced<string>;
  readonly state: readonly StateDirectory[];
  readonly stateFiles: readonly StateFile[];
  readonly stateLinks?: readonly StateLink[];
  readonly kernel?: KernelNeeds;
  /** Of the packages' unit; only the target `host` has use for it. */
  readonly packaged: PackagedUnit;
  readonly files: readonly ConfigurationFile[];
  /** `admin`: the files are copied to their paths where nothing is, and then left alone. */
  readonly configFiles: Sourced<'spec' | 'admin'>;
  /** Units on this host that it comes after, where they start: After= alone, so that who stops them finds them stopped. */
  readonly after?: readonly Sourced<string>[];
  /** Units on this host that it brings up: Wants= and After=. */
  readonly uses: readonly Sourced<string>[];
  /** Units on this host that are started with it, in no order: Wants= alone. */
  readonly wants?: readonly Sourced<string>[];
  readonly snapshots?: SnapshotJob;
  readonly probe: Probe;
  /** Exit statuses of a clean stop besides 0. */
  readonly successExitStatus: readonly number[];
  readonly stopSeconds: number;
  /** Seconds in which it ends by itself, where that is longer. */
  readonly endSeconds?: number;
  readonly unit: readonly UnitSetting[];
  /** Of the host. */
  readonly architecture?: Sourced<Architecture>;
  readonly command?: HostCommand;
  /** Whether it may change kernel settings, /proc/sys, under an OCI runtime. */
  readonly setsKernel?: boolean;
  /** Character devices of the host that it opens, besides the standard ones, under an OCI runtime. */
  readonly devices?: readonly Device[];
  /** Tags that only this component's template has: values, and helpers by their file name. */
  readonly view?: Readonly<Record<string, Sourced<string>>>;
  readonly helpers?: Readonly<Record<string, string>>;
  /** Where atomic installs it from its image. */
  readonly install?: InstallForm;
}
