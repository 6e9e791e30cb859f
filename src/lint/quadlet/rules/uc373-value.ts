import type { QuadletSetting } from '../../../codec/quadlet/index.ts';
import { publishedPort } from '../../published-port.ts';
import { shown } from '../../shown.ts';
import type { QuadletFileRule } from './rule.ts';

/** What values of a type look like; podman hands them to `podman run`, which refuses others. */
const forms: Readonly<Record<string, { readonly form: RegExp; readonly what: string }>> = {
  unsigned: { form: /^[0-9]+$/, what: 'a number' },
  int: { form: /^-?[0-9]+$/, what: 'a number' },
  duration: {
    form: /^(?:[0-9]+(?:\.[0-9]+)?(?:ns|us|µs|ms|s|m|h))+$|^(?:0|disable)$/,
    what: 'a time such as `30s` or `1m30s`',
  },
  bytes: { form: /^[0-9]+(?:\.[0-9]+)?(?:[bkmgtp]i?b?)?$/i, what: 'a size such as `512m`' },
  signal: { form: /^(?:SIG)?[A-Z0-9+-]+$/i, what: 'a signal' },
  ipv4: { form: /^(?:[0-9]{1,3}\.){3}[0-9]{1,3}$/, what: 'an IPv4 address' },
  ipv6: { form: /^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*$/, what: 'an IPv6 address' },
  ipAddress: { form: /^[0-9A-Fa-f:.]+$/, what: 'an IP address' },
  cidr: { form: /^[0-9A-Fa-f:.]+\/[0-9]{1,3}$/, what: 'a network such as `10.88.0.0/24`' },
};
const containerPort = /^(?:[0-9.[\]A-Fa-f:]*:)?[0-9]{1,5}(?:-[0-9]{1,5})?(?:\/(?:tcp|udp|sctp))?$/i;

export const quadletValue: QuadletFileRule = ({ document }, { table }) =>
  document.assignments.flatMap(({ section, key, value, valueRange: range }) => {
    const setting = table.get(section)?.get(key);
    const wanted = setting === undefined || value === '' || /[%$]/.test(value) ? undefined : wantedBy(setting, value);
    if (wanted === undefined) return [];
    return [{ code: 'UC373' as const, message: `\`${shown(value)}\` is not ${wanted}`, range }];
  });

/** Undefined where the value has the form. */
function wantedBy({ type, values, name }: QuadletSetting, value: string): string | undefined {
  if (type === 'portMapping') {
    return publishedPort(value) !== undefined || containerPort.test(value) ? undefined : 'a port such as `8080:80`';
  }
  if (type === 'enum' && values !== undefined) {
    const known = values.includes(value) || (name === 'AutoUpdate' && /\/(?:registry|local)$/.test(value));
    const other = name === 'Notify' && /^(?:yes|on|1|no|off|0)$/i.test(value);
    return known || other ? undefined : `one of ${values.map((one) => `\`${one}\``).join(', ')}`;
  }
  const form = forms[type];
  return form === undefined || form.form.test(value) ? undefined : form.what;
}
