/** The unit of a container runtime, by its socket. */
import { derived, mergeProvenance, type Sourced } from '../../core/provenance.ts';

const units: readonly (readonly [socket: RegExp, unit: string])[] = [
  [/\/containerd\.sock$/, 'containerd.service'],
  [/\/crio\.sock$/, 'crio.service'],
  [/\/cri-dockerd\.sock$/, 'cri-docker.service'],
];

/** Empty for a socket of no known runtime: `unit:` can name its unit. */
export function runtimeUnit(socket: Sourced<string> | undefined): Sourced<string>[] {
  if (socket === undefined) return [];
  const [, unit] = units.find(([pattern]) => pattern.test(socket.value)) ?? [];
  if (unit === undefined) return [];
  return [{ value: unit, from: mergeProvenance([derived("the unit of the runtime's socket")], socket.from) }];
}
