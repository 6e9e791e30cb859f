/** IP networks in text: an address, `/`, and how many of its bits are fixed. */
import { parseIp } from './ip-address.ts';

export interface Network {
  /** Four or sixteen. */
  readonly bytes: readonly number[];
  readonly prefix: number;
}

/** Undefined for what is no network; bits behind the prefix are not looked at. */
export function parseNetwork(text: string): Network | undefined {
  const [address = '', prefix = '', ...rest] = text.split('/');
  const bytes = parseIp(address);
  if (bytes === undefined || rest.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(prefix)) return undefined;
  return Number(prefix) > bytes.length * 8 ? undefined : { bytes, prefix: Number(prefix) };
}

/** Whether an address is in both; IPv4 and IPv6 have none in common. */
export function overlap(a: Network, b: Network): boolean {
  if (a.bytes.length !== b.bytes.length) return false;
  const shared = Math.min(a.prefix, b.prefix);
  return a.bytes.every((byte, index) => {
    const fixed = Math.min(8, Math.max(0, shared - index * 8));
    return (byte ^ (b.bytes[index] ?? 0)) >> (8 - fixed) === 0;
  });
}
