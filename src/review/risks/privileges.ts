/** What a container or a service may do to its host. */
import type { SettingRule } from './rule.ts';
import { isOn, type Setting } from './setting.ts';

const capabilityKeys: ReadonlySet<string> = new Set(['Service.AmbientCapabilities', 'Container.AddCapability']);

export const privilegeRule: SettingRule = (setting) => {
  const { name, after, before } = setting;
  if (after === undefined) return undefined;
  if (name === 'privileged' && isOn(after) && !isOn(before)) {
    return { code: 'UC710', message: 'the container is privileged now' };
  }
  const isCapability = name === 'cap-add' || capabilityKeys.has(name) || isCapabilityOfBundle(setting);
  return isCapability ? { code: 'UC710', message: `\`${after}\` is a capability more` } : undefined;
};

/** Of a new file: a description names all that its container has. */
export const newPrivilegeRule: SettingRule = (setting) => {
  const isUsual = isCapabilityOfBundle(setting) && usualCapabilities.has(setting.after ?? '');
  return isUsual ? undefined : privilegeRule(setting);
};

/** What docker gives every container: docker run(1) "Runtime privilege and Linux capabilities". */
const usualCapabilities: ReadonlySet<string> = new Set([
  'CAP_AUDIT_WRITE',
  'CAP_CHOWN',
  'CAP_DAC_OVERRIDE',
  'CAP_FOWNER',
  'CAP_FSETID',
  'CAP_KILL',
  'CAP_MKNOD',
  'CAP_NET_BIND_SERVICE',
  'CAP_NET_RAW',
  'CAP_SETFCAP',
  'CAP_SETGID',
  'CAP_SETPCAP',
  'CAP_SETUID',
  'CAP_SYS_CHROOT',
]);

/** OCI runtime-spec, `process.capabilities`. */
function isCapabilityOfBundle({ element: { at } }: Setting): boolean {
  return at[0] === 'process' && at[1] === 'capabilities';
}

export const mountRule: SettingRule = ({ name, after, element: { at } }) => {
  if (after === undefined) return undefined;
  const [source = ''] = after.split(':');
  const isBind = ['volume', 'Container.Volume', 'Pod.Volume', 'Service.BindPaths'].includes(name);
  if (isBind && source.startsWith('/') && !/:(?:[^:]*,)?ro(?:,|$)/.test(after)) {
    return { code: 'UC711', message: `\`${source}\` of the host can be written from inside` };
  }
  return at[0] === 'mounts' && isWritableBind(after)
    ? { code: 'UC711', message: `\`${at[1] ?? ''}\` of the host can be written from inside` }
    : undefined;
};

/** An entry of `mounts` as JSON. */
function isWritableBind(text: string): boolean {
  return /"r?bind"/.test(text) && !/"ro"/.test(text);
}
