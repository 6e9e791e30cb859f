/** socket_verify() of src/core/socket.c; systemd.socket(5). */
import { climbs, type RefusalRule, type SectionSettings } from './refusal.ts';

const accepting = ['ListenStream', 'ListenSequentialPacket'];
const notAccepting = [
  'ListenDatagram',
  'ListenFIFO',
  'ListenMessageQueue',
  'ListenNetlink',
  'ListenSpecial',
  'ListenUSBFunction',
];

/** Nodes of the file system: FIFOs, and sockets of AF_UNIX with a path. */
function nodeCount(socket: SectionSettings): number {
  const sockets = [...accepting, 'ListenDatagram'].flatMap((key) => socket.all(key));
  return socket.all('ListenFIFO').length + sockets.filter((address) => address.startsWith('/')).length;
}

function climbingRule(key: string): RefusalRule {
  return {
    keys: [key],
    message: `\`${key}=\` has a path with \`..\``,
    help: 'write the path that is meant, without `..`',
    loadState: 'error',
    holds: (socket) => socket.all(key).some(climbs),
  };
}

export const socketRules: readonly RefusalRule[] = [
  ...[...accepting, 'ListenDatagram'].map(climbingRule),
  {
    keys: ['ListenStream', 'ListenDatagram', 'ListenSequentialPacket', 'ListenFIFO'],
    message: 'the socket listens on nothing',
    help: 'write an address as `ListenStream=` or another `Listen…=`',
    holds: (socket) => ![...accepting, ...notAccepting].some((key) => socket.has(key)),
  },
  {
    keys: ['Accept', ...notAccepting],
    message: '`Accept=yes` is set, and a listener accepts no connections',
    help: 'write `Accept=no`, or listen with `ListenStream=` and `ListenSequentialPacket=` only',
    holds: (socket) => socket.isTrue('Accept') && notAccepting.some((key) => socket.has(key)),
  },
  {
    keys: ['MaxConnections', 'Accept'],
    message: '`Accept=yes` is set with `MaxConnections=0`',
    help: 'write how many connections there may be as `MaxConnections=`',
    holds: (socket) => socket.isTrue('Accept') && Number(socket.last('MaxConnections') ?? 1) === 0,
  },
  {
    keys: ['Service', 'Accept'],
    message: '`Accept=yes` is set with `Service=`, but each connection has an instance of its own',
    help: 'take `Service=` away; the service is the template of the name of the socket',
    holds: (socket) => socket.isTrue('Accept') && socket.has('Service'),
  },
  {
    keys: ['KillMode', 'PAMName'],
    message: '`PAMName=` is set, and `KillMode=` is not `control-group`',
    help: 'take `KillMode=` away',
    holds: killsOtherwise,
  },
  {
    keys: ['Symlinks', 'ListenStream', 'ListenDatagram', 'ListenSequentialPacket', 'ListenFIFO'],
    message: '`Symlinks=` is set, and the socket listens on none or on several files',
    help: 'listen on one path in the file system',
    holds: (socket) => socket.has('Symlinks') && nodeCount(socket) !== 1,
  },
];

/** Sockets, mounts and swaps. */
export function killsOtherwise(settings: SectionSettings): boolean {
  return settings.has('PAMName') && (settings.last('KillMode') ?? 'control-group') !== 'control-group';
}
