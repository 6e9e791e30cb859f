import { diagnostic } from '../../core/diagnostic.ts';
import { isDnsName } from '../dns-name.ts';
import { isLoopback, parseIp } from '../ip-address.ts';
import { tick } from '../wording.ts';
import type { Check } from './check.ts';
import { select, texts } from './select.ts';

export const checkHostAddresses: Check = (root, report) => {
  for (const { text, node } of texts(select(root, ['hosts', '*', 'address']))) {
    const unusable = whyUnusable(text);
    if (unusable !== undefined) {
      report(diagnostic('UC143', { message: `${tick(text)} ${unusable}`, ...node.place }));
    }
    if (text === '' || isAddress(text)) continue;
    const message = `${tick(text)} is neither an IP address nor a DNS name`;
    const bare = withoutRest(text);
    report(
      diagnostic('UC027', {
        message,
        ...(bare === undefined ? {} : { help: `write only ${tick(bare)}` }),
        ...node.place,
      }),
    );
  }
};

/** Addresses that every host has, or that none can be reached by: RFC 6890, RFC 6761 for `localhost`. */
function whyUnusable(text: string): string | undefined {
  if (/^(.*\.)?localhost\.?$/i.test(text)) return 'means on each host that host itself';
  const bytes = parseIp(text);
  if (bytes === undefined) return undefined;
  const [first = 0, second = 0] = bytes;
  const mapped = bytes.length === 16 && bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255;
  if (mapped && bytes[11] === 255) return 'is an IPv4 address in the form of IPv6: write that';
  if (bytes.every((byte) => byte === 0)) return 'means all addresses of a host, not one';
  if (bytes.length === 4) {
    if (first === 127) return 'is a loopback address, which every host has';
    if (first === 0) return 'is no address of a host';
    return first >= 224 ? 'is a multicast or reserved address' : undefined;
  }
  if (isLoopback(text)) return 'is the loopback address, which every host has';
  if (first === 255) return 'is a multicast address';
  return first === 254 && (second & 192) === 128
    ? 'is a link-local address, which means nothing without an interface'
    : undefined;
}

function isAddress(text: string): boolean {
  return parseIp(text) !== undefined || isDnsName(text);
}

/** The address in `http://a:8080/x`, `a:8080`, `a/24`, `[::1]:2379`. */
function withoutRest(text: string): string | undefined {
  const bare = text.replace(/^[a-z]+:\/\//i, '').replace(/\/.*$/s, '');
  const bracketed = /^\[(.*)\](:\d+)?$/s.exec(bare)?.[1];
  return [bracketed ?? '', bare, bare.replace(/:\d+$/, '')].find(
    (candidate) => candidate !== '' && isAddress(candidate),
  );
}
