import { idleImageAccess, insecureDocker, insecureMirror, pullSecretDirectory, retiredPodImage } from './images.ts';
import type { Rule } from './rule.ts';

/** Of `images`: where images come from, and with what they are fetched. */
export const imageRules: readonly Rule[] = [
  insecureMirror,
  insecureDocker,
  idleImageAccess,
  pullSecretDirectory,
  retiredPodImage,
];
