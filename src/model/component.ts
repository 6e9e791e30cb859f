/** What a component tells the model before anything is resolved; src/components has one folder for each. */
import type { Cluster, Instance } from './cluster.ts';
import type { Architecture, HostSystem, ImageFamily } from './host-system.ts';
import type { Workload } from './workload.ts';

/** What has a version of its own in the spec and in the table of host systems. */
export type VersionedProgram = 'kubernetes' | 'etcd' | 'flannel';

export interface ImageContext {
  readonly system: HostSystem;
  readonly family: ImageFamily;
  /** Of the program: Kubernetes', etcd's or flannel's. */
  readonly version: string;
  readonly architecture: Architecture;
}

export interface DefaultImage {
  readonly reference: string;
  /** Set where no registry serves it any more; says what happened. */
  readonly retired?: string;
}

/** Where kubectl is, in the images of a family. */
export interface ClientProgram {
  /** Absent where the component's own image has it. */
  readonly image?: string;
  readonly command: string;
  /** Words before the caller's, where the program is not called kubectl. */
  readonly words?: readonly string[];
}

export interface ComponentDefinition {
  readonly kind: string;
  /** Whose version it has; a service has none that unitc knows. */
  readonly versionOf?: VersionedProgram;
  /** Any program: the spec itself names the image and, where one is needed, the path of the program. */
  readonly arbitrary?: true;
  /** Runs only where the spec has this key at its top. */
  readonly section?: 'flannel';
  /** Whether it runs beside everything that docker runs too, when the spec does not say. */
  readonly besideDocker?: boolean;
  /** Roles whose hosts run it when the spec does not say. */
  readonly roles: readonly string[];
  /** Where the spec says `kubeadm`: the roles on whose hosts kubeadm runs it, or has it run. */
  readonly kubeadmRoles?: readonly string[];
  /** Targets it can run under; the first is the default. */
  readonly targets: readonly [string, ...string[]];
  /** Only where it differs from the family of the cluster. */
  readonly family?: ImageFamily;
  /** User of the packages' unit, under the target `host`. */
  readonly packageUser?: string;
  /** Whether atomic can install a published image of it. */
  readonly installable?: boolean;
  /** What to do where the family has no default image; said in the help of UC103. */
  readonly withoutImage?: string;
  readonly ports: Readonly<Record<string, number>>;
  /** Directory for state of an instance of this name. */
  dataDir?(name: string): string;
  /** Undefined where the family has no image that could be a default. */
  image(context: ImageContext): DefaultImage | undefined;
  /** Of a kubelet: the image of the first container of each pod, where docker runs the pods. */
  podImage?(context: ImageContext): DefaultImage | undefined;
  /** Of the API server: the program that talks to it; undefined where no image of the family has it. */
  client?(context: ImageContext): ClientProgram | undefined;
  /** Path of the program in the family's image; under the target `host` it is /usr/bin/KIND, as in the packages. */
  command(family: ImageFamily): string;
  /** Whether the default image has /bin/sh, for the start script of an image made from it; true where it is absent. */
  hasShell?(context: { readonly family: ImageFamily; readonly version: string }): boolean;
  workload(cluster: Cluster, self: Instance): Workload;
}

export type ComponentRegistry = ReadonlyMap<string, ComponentDefinition>;
