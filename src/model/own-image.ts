/**
 * Images that `unitc image` makes, where a rendered system container has what atomic would make of them:
 * `launch: image`. One image is for all hosts that name it.
 */
import type { Sourced } from '../core/provenance.ts';
import { type Cluster, type Instance, membersOf } from './cluster.ts';
import type { Settings } from './settings.ts';

export function startedByOwnImage({
  settings: { target, form, launch },
}: {
  readonly settings: Pick<Settings, 'target' | 'form' | 'launch'>;
}): boolean {
  return target.value === 'system-container' && form.value === 'rendered' && launch.value === 'image';
}

/** Under which name an image is pushed; nobody can push to a digest. */
export function tagOf(self: Instance): Sourced<string> | undefined {
  const { image } = self.settings;
  return startedByOwnImage(self) && !image.value.includes('@') ? image : undefined;
}

/** The instances that the image of `self` is made for, itself among them. */
export function sharersOf(cluster: Cluster, self: Instance): Instance[] {
  const { value } = self.settings.image;
  return membersOf(cluster, self.name).filter((one) => startedByOwnImage(one) && one.settings.image.value === value);
}
