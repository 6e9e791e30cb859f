/** What a spec says of one component on one host, after all layers, each value with where it came from. */
import type { Sourced } from '../core/provenance.ts';
import type { SpecPath } from '../core/spec-path.ts';
import type { Bounds } from './bounds.ts';
import type { ImageFamily } from './host-system.ts';
import type { Snapshots } from './snapshots.ts';

export type Scalar = string | number | boolean;
/** `null` takes a default away. */
export type FlagValue = Scalar | readonly (string | number)[] | null;

export interface MountSetting {
  readonly source: string;
  readonly target: string;
  readonly options: readonly string[];
}

/** Where the kubelet and its container runtime look for CNI plugins and their configuration. */
export interface CniSetting {
  readonly binDir: Sourced<string>;
  readonly confDir: Sourced<string>;
}

/** One argument after the flags: a word, or `--name=value`. */
export type ArgumentSetting = string | { readonly name: string; readonly value: Scalar };

/** Where the image could come from besides the reference that hosts pull. */
export interface ImageSources {
  /** The default of the component and its family, before a mirror takes the registry's place. */
  readonly standard?: string;
  /** The default of the family `upstream`. */
  readonly upstream?: string;
  /** The default as it is pulled: what an image of one's own is made from. */
  readonly pulled?: Sourced<string>;
  /** Whether the spec names the image itself. */
  readonly named: boolean;
}

/** One line of `unit:`: raw systemd syntax; `null` is the empty assignment. */
export interface UnitSetting {
  readonly section: string;
  readonly key: string;
  readonly value: Sourced<string>;
  readonly path: SpecPath;
}

export interface Settings {
  readonly target: Sourced<string>;
  /** Of a system container: whether its files are ours, or atomic's. */
  readonly form: Sourced<'rendered' | 'install'>;
  /** What starts the program in a container: the unit, or the start script that the distributions' images have. */
  readonly launch: Sourced<'unit' | 'image'>;
  /** What atomic is told; `null` takes a value of ours away. */
  readonly set: ReadonlyMap<string, Sourced<Scalar | null>>;
  readonly image: Sourced<string>;
  readonly imageSources: ImageSources;
  readonly family: Sourced<ImageFamily>;
  /** Absolute path of the program: in the image, or on the host under the target `host`; empty: what the image starts. */
  readonly command: Sourced<string>;
  readonly pull: Sourced<'missing' | 'always' | 'never'>;
  readonly delivery: Sourced<'env-files' | 'arguments'>;
  /** Whose the files below /etc are: `spec` replaces them, `admin` copies them once. */
  readonly configFiles: Sourced<'spec' | 'admin'>;
  readonly flags: ReadonlyMap<string, Sourced<FlagValue>>;
  readonly args: readonly Sourced<ArgumentSetting>[];
  readonly env: ReadonlyMap<string, Sourced<string>>;
  readonly user?: Sourced<string>;
  readonly bounds: Bounds;
  readonly mounts: readonly Sourced<MountSetting>[];
  readonly ports: ReadonlyMap<string, Sourced<number>>;
  readonly dataDir?: Sourced<string>;
  readonly unit: readonly UnitSetting[];
  /** Of a kubelet: the socket of its container runtime, as `unix:///run/containerd/containerd.sock`. */
  readonly criSocket?: Sourced<string>;
  readonly cni?: CniSetting;
  /** Of an etcd: whether this member founds its cluster or joins one that runs. */
  readonly members?: Sourced<'new' | 'existing'>;
  /** Of an etcd. */
  readonly snapshots?: Snapshots;
}
