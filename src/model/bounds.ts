/** What a program may do and use: capabilities, system calls, resources, its SELinux label. Targets say how an engine is told. */
import { fromSpec, type Sourced } from '../core/provenance.ts';
import { type Layer, lastValue } from './layers.ts';

/** Each absent where the spec does not bound it. */
export interface Resources {
  /** As Kubernetes writes it, in powers of 1024: `512Mi`. */
  readonly memory?: Sourced<string>;
  /** In hundredths of a processor. */
  readonly cpus?: Sourced<number>;
  /** Processes and threads. */
  readonly pids?: Sourced<number>;
  /** Open files of each process: RLIMIT_NOFILE, soft and hard. */
  readonly files?: Sourced<number>;
}

export type SeccompSetting = 'default' | 'unconfined';

export type SelinuxSetting = 'disable' | 'relabel' | { readonly type: string };

export interface Bounds {
  /** In place of those of the component, named as in capabilities(7); absent: the component's own. */
  readonly capabilities?: Sourced<readonly string[]>;
  readonly seccomp?: Sourced<SeccompSetting>;
  readonly resources: Resources;
  readonly selinux?: Sourced<SelinuxSetting>;
}

export function boundsOf(layers: readonly Layer[]): Bounds {
  const capabilities = lastValue(layers, 'capabilities');
  const seccomp = lastValue(layers, 'seccomp');
  const selinux = lastValue(layers, 'selinux');
  return {
    ...(capabilities && { capabilities }),
    ...(seccomp && { seccomp }),
    resources: resourcesOf(layers),
    ...(selinux && { selinux }),
  };
}

/** A later layer replaces single bounds, as in every map. */
function resourcesOf(layers: readonly Layer[]): Resources {
  const resources: { -readonly [K in keyof Resources]: Resources[K] } = {};
  for (const { component, path } of layers) {
    const { memory, cpus, pids, files } = component.resources ?? {};
    const at = (key: string) => [fromSpec(...path, 'resources', key)];
    if (memory !== undefined) resources.memory = { value: memory, from: at('memory') };
    if (cpus !== undefined) resources.cpus = { value: Math.round(Number(cpus) * 100), from: at('cpus') };
    if (pids !== undefined) resources.pids = { value: pids, from: at('pids') };
    if (files !== undefined) resources.files = { value: files, from: at('files') };
  }
  return resources;
}

/** `512Mi` in bytes. */
export function memoryBytes(memory: string): number {
  return Number.parseInt(memory, 10) * 1024 ** ('KMGT'.indexOf(memory.at(-2) ?? '') + 1);
}
