/** Addresses inside a network that the spec has checked: `10.254.0.0/16`. */
import { parseIp } from '../spec/ip-address.ts';

/** The address at `offset` (below 256) behind the start of a network; undefined where the network ends before it. */
export function addressIn(network: string, offset: number): string | undefined {
  const [address = '', prefix = ''] = network.split('/');
  const bytes = parseIp(address);
  if (bytes === undefined || 2 ** (bytes.length * 8 - Number(prefix)) <= offset) return undefined;
  // The bits behind the prefix are zero, so that only the last byte changes.
  const last = bytes.length - 1;
  return textOf(bytes.map((byte, index) => (index === last ? byte + offset : byte)));
}

/** IPv6 as RFC 5952 writes it: `::` for the first of the longest runs of zeros, of two groups or more. */
function textOf(bytes: readonly number[]): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0)).toString(16),
  );
  let longest = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === '0') length++;
    if (length > longest.length) longest = { start, length };
  }
  if (longest.length < 2) return groups.join(':');
  const { start, length } = longest;
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}

/** Whether it is an IP address, not a DNS name. */
export function isIpAddress(address: string): boolean {
  return parseIp(address) !== undefined;
}
