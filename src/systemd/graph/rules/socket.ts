/** Sockets: `socket_add_extras()` of `src/core/socket.c`. */
import type { GraphUnit } from '../graph-unit.ts';
import { expanded, isTrue, originOf, settingsOf, unitName } from '../reading.ts';
import type { Wiring } from '../wiring.ts';
import { addEarlyDefaults, implied, sibling } from './common.ts';
import { addDeviceNode } from './device-node.ts';
import { addExecution } from './execution.ts';
import { addDefaultSlice } from './slices.ts';

/** Keys whose value is a path, or an address that may be one. */
const listening = [
  'ListenStream',
  'ListenDatagram',
  'ListenSequentialPacket',
  'ListenFIFO',
  'ListenSpecial',
  'ListenUSBFunction',
];
/** Nothing can be accepted from these, so they have a service also with Accept=: `have_non_accept_socket()`. */
const notAccepting = ['ListenDatagram', 'ListenNetlink', 'ListenMessageQueue', ...listening.slice(3)];
const commands = ['ExecStartPre', 'ExecStartPost', 'ExecStopPre', 'ExecStopPost'];

export function addSocket(unit: GraphUnit, wiring: Wiring): void {
  const has = (key: string): boolean => settingsOf(unit, 'Socket', key).length > 0;
  // With Accept= each connection has an instance of its own, which is not there yet.
  if (!isTrue(unit, 'Accept') || notAccepting.some(has)) addService(unit, wiring);
  for (const key of listening) {
    for (const setting of settingsOf(unit, 'Socket', key)) {
      const path = expanded(unit, setting.value, wiring.options.specifiers);
      const origin = { rule: 'implicit', why: `systemd.socket(5) ${key}=`, setting: originOf(setting) } as const;
      if (path !== undefined) wiring.requirePath(unit, path, origin);
    }
  }
  addInterface(unit, wiring);
  if (commands.some(has)) addExecution(unit, wiring);
  addDefaultSlice(unit, wiring);
  addEarlyDefaults(unit, 'sockets.target', wiring);
}

/** Service=, else the service of the same name. */
function addService(unit: GraphUnit, wiring: Wiring): void {
  const written = settingsOf(unit, 'Socket', 'Service')
    .map((setting) => unitName(unit, setting.value, wiring.options.specifiers))
    .findLast((name) => name?.endsWith('.service') === true);
  const service = written ?? sibling(unit, 'service');
  wiring.add('Before', unit, service, implied(unit));
  wiring.add('Triggers', unit, service, implied(unit));
}

function addInterface(unit: GraphUnit, wiring: Wiring): void {
  const setting = settingsOf(unit, 'Socket', 'BindToDevice').at(-1);
  const name = setting === undefined ? undefined : expanded(unit, setting.value, wiring.options.specifiers);
  if (setting === undefined || name === undefined || name === 'lo') return;
  const origin = { rule: 'implicit', why: 'systemd.socket(5) BindToDevice=', setting: originOf(setting) } as const;
  addDeviceNode(unit, `/sys/subsystem/net/devices/${name}`, 'BindsTo', origin, wiring);
}
