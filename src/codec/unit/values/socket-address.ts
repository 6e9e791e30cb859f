/** Addresses of sockets: socket_address_parse() of src/shared/socket-netlink.c; systemd.socket(5). */
import { byteLength } from '../bytes.ts';
import { extractWord } from '../extract-word.ts';
import { limits, parseInteger } from './integer.ts';
import { isInterfaceName } from './interface-name.ts';
import { isIpv4, isIpv6 } from './ip-address.ts';
import { writtenPathComplaint } from './path.ts';
import { legacyRun } from './path-value.ts';
import { resolve } from './specifier.ts';
import { type Complaint, complaint, ignored, shown, type ValueCheck, whole } from './value-problem.ts';

/** ListenFIFO=, ListenSpecial=, ListenMessageQueue= and ListenUSBFunction= take paths; the others addresses. */
export const checkListen: ValueCheck = (value, directive, { systemd }) => {
  const { name } = directive;
  if (/FIFO|Special|MessageQueue|USBFunction/.test(name)) {
    const what = writtenPathComplaint(value, 'absolute', systemd);
    if (what !== undefined) return whole('ignored', value, what);
    return name === 'ListenFIFO' ? legacyRun(value) : [];
  }
  const resolved = resolve(value, 'full', systemd);
  if (resolved.type === 'bad') return ignored(value, resolved.what.message, resolved.what.help);
  if (resolved.type === 'open') return [];
  const what = name === 'ListenNetlink' ? netlinkComplaint(resolved.text) : addressComplaint(resolved.text, name);
  return what === undefined ? legacyRun(value) : whole('ignored', value, what);
};

const netlinkFamilies = new Set(
  (
    'route firewall inet-diag nflog xfrm selinux iscsi audit fib-lookup connector netfilter ip6-fw dnrtmsg ' +
    'kobject-uevent generic scsitransport ecryptfs rdma'
  ).split(' '),
);

function netlinkComplaint(text: string): Complaint | undefined {
  const family = extractWord(text, 0, {});
  const name = family.type === 'word' ? family.word.text : '';
  const number = parseInteger(name);
  const known = netlinkFamilies.has(name) || (number !== undefined && number >= 0n && number <= limits.int[1]);
  if (family.type !== 'word' || !known)
    return complaint(`${shown(text)} is not a family of netlink`, 'write it like `kobject-uevent 1`');
  if (family.next >= text.length) return undefined;
  const group = parseInteger(text.slice(family.next));
  if (group !== undefined && group >= 0n && group <= limits.unsigned[1]) return undefined;
  return complaint(`${shown(text.slice(family.next))} is not a group of netlink`, 'write a number');
}

/** sizeof(sun_path), with a final NUL. */
const unixPath = 108;

function addressComplaint(text: string, name: string): Complaint | undefined {
  if (/^[/@]/.test(text)) {
    const length = byteLength(text);
    if (length >= 2 && length < unixPath) return undefined;
    return complaint(`${shown(text)} is not a path for a socket`, `paths of sockets have 2 to ${unixPath - 1} bytes`);
  }
  const known = text.startsWith('vsock:') ? isVsock(text.slice('vsock:'.length)) : isInternet(text);
  if (!known)
    return complaint(
      `${shown(text)} is not an address of a socket`,
      'write a port, `ADDRESS:PORT`, `[IPV6]:PORT`, a path or `@NAME`',
    );
  if (name !== 'ListenSequentialPacket') return undefined;
  return complaint('only AF_UNIX has sockets of sequential packets', 'write a path, or use ListenStream=');
}

function isVsock(text: string): boolean {
  const colon = text.indexOf(':');
  const numbers = [text.slice(0, colon) || '0', text.slice(colon + 1)].map((part) => parseInteger(part));
  return (
    colon !== -1 && numbers.every((number) => number !== undefined && number >= 0n && number <= limits.unsigned[1])
  );
}

function isInternet(text: string): boolean {
  if (isPort(text)) return true;
  const scope = text.indexOf('%');
  if (text.includes('#') || (scope !== -1 && !isInterfaceName(text.slice(scope + 1), true))) return false;
  const address = scope === -1 ? text : text.slice(0, scope);
  const colon = address.lastIndexOf(':');
  if (colon === -1) return false;
  const host = address.slice(0, colon);
  if (address.startsWith('['))
    return host.endsWith(']') && isIpv6(host.slice(1, -1)) && isPort(address.slice(colon + 1));
  return !isIpv6(address) && isIpv4(host) && isPort(address.slice(colon + 1));
}

function isPort(text: string): boolean {
  const port = /^[ \t\n\r]/.test(text) ? undefined : parseInteger(text, 0);
  return port !== undefined && port > 0n && port <= 65_535n;
}
