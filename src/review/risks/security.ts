/** What kept others out: TLS, and who is asked for a name. */
import type { Finding, SettingRule } from './rule.ts';
import { isOn } from './setting.ts';

const tls =
  /^(?:peer-)?(?:cert-file|key-file|trusted-ca-file|ca-file)$|^(?:tls-cert-file|tls-private-key-file|client-ca-file|kubelet-certificate-authority|kubelet-client-certificate|kubelet-client-key|etcd-(?:cafile|certfile|keyfile)|root-ca-file)$/;
const clientCertificates: ReadonlySet<string> = new Set(['client-cert-auth', 'peer-client-cert-auth']);

export const tlsRule: SettingRule = ({ name, before, after }) => {
  if (tls.test(name) && before !== undefined && before !== '' && (after === undefined || after === '')) {
    return { code: 'UC712', message: `\`--${name}\` is gone` };
  }
  if (before === undefined || after === undefined || !before.includes('https://')) return undefined;
  const plain = after.split(',').filter((one) => one.startsWith('http://') && before.includes(secured(one)));
  return plain.length === 0 ? undefined : { code: 'UC712', message: `\`${name}\` says \`${plain[0]}\`, without TLS` };
};

function secured(url: string): string {
  return `https${url.slice('http'.length)}`;
}

export const clientCertificateRule: SettingRule = ({ name, before, after }) => {
  if (!clientCertificates.has(name) || !isOn(before) || isOn(after)) return undefined;
  return { code: 'UC713', message: `\`--${name}\` is off: whoever reaches the port is let in` };
};

export const anonymousRule: SettingRule = ({ name, before, after }) => {
  // On is the default, where nothing is written.
  const lets = (value: string | undefined): boolean => value === undefined || isOn(value);
  if (name !== 'anonymous-auth' || lets(before) || !lets(after)) return undefined;
  return { code: 'UC714', message: '`--anonymous-auth` is on' };
};

export const authorizationRule: SettingRule = ({ name, before, after }) => {
  return name === 'authorization-mode' && !allows(before) && allows(after) ? everybodyAllowed : undefined;
};

/** Of a new file: of what is not written, nobody knows whether it would have to be. */
export const writtenAuthorizationRule: SettingRule = ({ name, after }) => {
  return name === 'authorization-mode' && after !== undefined && allows(after) ? everybodyAllowed : undefined;
};

const everybodyAllowed: Finding = { code: 'UC715', message: '`--authorization-mode` is AlwaysAllow' };

/** The default, where nothing is written. */
function allows(value: string | undefined): boolean {
  return value === undefined || value.split(',').includes('AlwaysAllow');
}
