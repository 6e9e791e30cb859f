/** SocketBindAllow= and SocketBindDeny=: parse_socket_bind_item() of src/shared/parse-helpers.c. */
import { parseRange } from './cpu-set.ts';
import { ignored, shown, type ValueCheck } from './value-problem.ts';

const steps: readonly ((token: string) => boolean)[] = [
  (token) => token === 'ipv4' || token === 'ipv6',
  (token) => /^(?:tcp|udp)$/i.test(token),
  (token) => token === 'any' || isPorts(token),
];

/** `FAMILY:PROTOCOL:PORTS`, each part once, in this order, none of them needed. */
export const checkSocketBind: ValueCheck = (value) => {
  let step = 0;
  for (const token of value.split(':')) {
    while (step < steps.length && !steps[step]?.(token)) step++;
    if (step >= steps.length) {
      return ignored(
        value,
        `${shown(value)} is not a rule for bind()`,
        'write it like `ipv4:tcp:8000-8080`, each part may be missing',
      );
    }
    step++;
  }
  return [];
};

function isPorts(token: string): boolean {
  const range = parseRange(token);
  return range !== undefined && range[0] >= 1n && range[1] <= 65_535n && range[0] <= range[1];
}
