/** `DEVICE VALUE` pairs of control groups: config_parse_io_limit() and its kin of load-fragment.c. */
import { extractWord } from '../extract-word.ts';
import { integerComplaint } from './integer.ts';
import { writtenPathComplaint } from './path.ts';
import { parseSize } from './size.ts';
import { resolve } from './specifier.ts';
import { timespanComplaint } from './timespan.ts';
import { type Complaint, complaint, ignored, problem, shown, type ValueCheck, whole } from './value-problem.ts';
import { weight } from './weight.ts';
import { unreadable } from './words.ts';

/** A path, a blank and what `check` takes. */
export function checkDeviceValue(check: (text: string) => Complaint | undefined): ValueCheck {
  return (value, _directive, { systemd }) => {
    const device = extractWord(value, 0, { unquote: true });
    if (device.type === 'error') return whole('ignored', value, unreadable(device.kind));
    if (device.type === 'end' || device.next >= value.length) {
      return ignored(
        value,
        `${shown(value)} gives no value for the device`,
        'write the path of the device, a blank and the value',
      );
    }
    const path = writtenPathComplaint(device.word.text, 'any', systemd);
    if (path !== undefined) return [problem('ignored', device.word, path)];
    const what = check(value.slice(device.next));
    return what === undefined ? [] : [problem('ignored', { start: device.next, end: value.length }, what)];
  };
}

export const checkDeviceWeight = checkDeviceValue((text) => integerComplaint(text, weight));
export const checkDeviceLatency = checkDeviceValue((text) => timespanComplaint(text));

export const checkIoLimit = checkDeviceValue((text) => {
  if (text === 'infinity') return undefined;
  const size = parseSize(text, 1000);
  if (typeof size === 'bigint' && size > 0n) return undefined;
  return complaint(`${shown(text)} is not a limit above zero`, 'write a number like `5M`, or `infinity`');
});

const nodes = ['/dev/', '/run/systemd/inaccessible/'];

/** DeviceAllow=: a device node, or `block-`/`char-` and a name of /proc/devices; then any of `rwm`. */
export const checkDeviceAllow: ValueCheck = (value, _directive, { systemd }) => {
  const device = extractWord(value, 0, { unquote: true });
  if (device.type !== 'word')
    return whole('ignored', value, unreadable(device.type === 'error' ? device.kind : 'quote'));
  const rights = value.slice(device.next);
  const what = deviceComplaint(device.word.text, systemd);
  if (what !== undefined) return [problem('ignored', device.word, what)];
  if (/^[rwm]*$/.test(rights)) return [];
  const badRights = complaint(
    `${shown(rights)} are not rights to a device`,
    'write some of `r`, `w` and `m`, without blanks',
  );
  return [problem('ignored', { start: device.next, end: value.length }, badRights)];
};

function deviceComplaint(text: string, systemd: number): Complaint | undefined {
  const resolved = resolve(text, 'full', systemd);
  if (resolved.type === 'bad') return resolved.what;
  if (resolved.type === 'open' || /^(?:block|char)-/.test(resolved.text)) return undefined;
  const what = writtenPathComplaint(text, 'any', systemd);
  if (what !== undefined) return what;
  const simple = resolved.text.replace(/\/+(?:\.?\/+)*/g, '/');
  if (nodes.some((node) => `${simple.replace(/\/$/, '')}/`.startsWith(node))) return undefined;
  return complaint(`${shown(text)} is not a device node`, 'write a path below /dev/, `char-NAME` or `block-NAME`');
}
