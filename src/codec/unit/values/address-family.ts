/** Address families: af_from_name() of src/basic/af-list.c; systemd.exec(5) RestrictAddressFamilies=. */
import { nearest } from '../../../core/nearest.ts';
import { dropped, shown, type ValueCheck } from './value-problem.ts';
import { checkWords, unquoted } from './words.ts';

const names = new Set(
  (
    'ALG APPLETALK ASH ATMPVC ATMSVC AX25 BLUETOOTH BRIDGE CAIF CAN DECNET ECONET FILE IB IEEE802154 INET INET6 IPX IRDA ' +
    'ISDN IUCV KCM KEY LLC LOCAL MCTP MPLS NETBEUI NETLINK NETROM NFC PACKET PHONET PPPOX QIPCRTR RDS ROSE ROUTE RXRPC ' +
    'SECURITY SMC SNA TIPC UNIX VSOCK WANPIPE X25 XDP'
  )
    .split(' ')
    .map((name) => `AF_${name}`),
);
const longest = 20;

export const checkAddressFamilies: ValueCheck = (value) => {
  if (value === 'none') return [];
  return checkWords(value, value.startsWith('~') ? 1 : 0, unquoted, (word) => {
    const upper = word.text.length > longest ? word.text : word.text.toUpperCase();
    if (names.has(upper)) return undefined;
    const near = names.has(`AF_${upper}`) ? `AF_${upper}` : nearest(upper, names);
    return dropped(
      word,
      `${shown(word.text)} is not an address family`,
      near === undefined ? 'write it like `AF_INET`' : `write \`${near}\``,
    );
  });
};
