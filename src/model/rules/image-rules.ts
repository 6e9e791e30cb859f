import { idleImageAccess, insecureDocker, insecureMirror, pullSecretDirectory, retiredPodImage } from './images.ts';
import { idleKubectl, kubectlImage } from './kubectl.ts';
import type { Rule } from './rule.ts';

/** Where images come from, with what they are fetched, and what kubectl has to do with them. */
export const imageRules: readonly Rule[] = [
  insecureMirror,
  insecureDocker,
  idleImageAccess,
  pullSecretDirectory,
  retiredPodImage,
  kubectlImage,
  idleKubectl,
];
