/** Who must be able to read a file that is nobody else's business. */
import type { Instance } from '../../model/cluster.ts';

export interface Ownership {
  readonly owner: string;
  readonly mode: string;
  readonly notes: readonly string[];
}

/**
 * root reads everything, so a file belongs to the one other user that reads it, where there is one.
 * Certificates and public keys are for everybody.
 */
export function ownership(readers: readonly Instance[], isPrivate: boolean): Ownership {
  if (!isPrivate) return { owner: 'root:root', mode: '0644', notes: [] };
  const users = [...new Set(readers.flatMap(({ settings }) => settings.user?.value ?? []))].filter(
    (user) => !/^(root|0)(:|$)/.test(user),
  );
  const [first, ...others] = users;
  if (first === undefined) return { owner: 'root:root', mode: '0600', notes: [] };
  const group = groupOf(first);
  const owner = `${first.replace(/:.*/, '')}:${group}`;
  if (others.length === 0) return { owner, mode: '0600', notes: [] };
  if (others.every((user) => groupOf(user) === group)) return { owner, mode: '0640', notes: [] };
  return {
    owner,
    mode: '0600',
    notes: [`also read by the user ${others.join(' and ')}, which this owner and mode lock out`],
  };
}

/** docker gives a user without a group the group 0. */
function groupOf(user: string): string {
  const colon = user.indexOf(':');
  return colon === -1 ? 'root' : user.slice(colon + 1);
}
