/** kubectl on hosts of the control plane: a oneshot that copies it, or a script that runs it in a container. */
import type { HostPart } from '../target.ts';
import { kubectlCopy } from './copy.ts';
import { kubectlWrapper } from './wrapper.ts';

export const kubectlFiles: HostPart = (_, { kubectl }, context) => {
  if (kubectl === undefined) return [];
  return kubectl.by.value === 'copy' ? kubectlCopy(kubectl, context) : kubectlWrapper(kubectl, context);
};
