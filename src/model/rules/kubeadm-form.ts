/** What the form of kubeadm's configuration at this version has no place for. */
import { type Diagnostic, type DiagnosticDetails, diagnostic } from '../../core/diagnostic.ts';
import type { Spec } from '../../spec/schema.ts';
import type { Instance } from '../cluster.ts';
import type { Kubeadm } from '../kubeadm.ts';
import { layersOf, own } from '../layers.ts';
import { settingPath } from '../setting-path.ts';
import { eachOnce } from './each-once.ts';
import type { Rule } from './rule.ts';

export const kubeadmForm: Rule = ({ spec, cluster }, report) => {
  const { kubeadm, version } = cluster.kubernetes;
  if (kubeadm === undefined) return;
  const once = eachOnce(report);
  for (const self of cluster.hosts.flatMap((host) => host.managed)) {
    for (const problem of takenAway(spec, self)) once(problem);
    if (self.kind === 'kubelet') continue;
    for (const problem of [...apiPort(self), ...argumentForms(self, kubeadm, version.value)]) once(problem);
    for (const problem of [...environments(self, kubeadm), ...mountOptions(self)]) once(problem);
  }
};

function refused(details: DiagnosticDetails): Diagnostic {
  return diagnostic('UC196', details);
}

/** `null` takes a default away, or what an earlier layer says; kubeadm's defaults stay. */
function takenAway(spec: Spec, { name, host, settings }: Instance): Diagnostic[] {
  const layers = layersOf(spec, host.name, name, 'components');
  return [...settings.flags].flatMap(([flag, setting]) => {
    const isSet = layers.some(({ component }) => (own(component.flags, flag) ?? null) !== null);
    if (setting.value !== null || isSet) return [];
    const message = `\`${flag}\` of \`${name}\` cannot be taken away: kubeadm decides whether it is set`;
    const specPath = settingPath(setting, ['components', name]);
    return [refused({ message, help: 'set another value, or leave the flag out', specPath, specKey: true })];
  });
}

function apiPort({ name, kind, settings }: Instance): Diagnostic[] {
  const port = kind === 'kube-apiserver' ? settings.flags.get('secure-port') : undefined;
  if (port === undefined || port.value === null) return [];
  if (/^[1-9]\d{0,4}$/.test(String(port.value)) && Number(port.value) < 65536) return [];
  const specPath = settingPath(port, ['components', name]);
  return [refused({ message: '`secure-port` is not a port', help: 'write a number from 1 to 65535', specPath })];
}

function argumentForms({ name, settings }: Instance, { api }: Kubeadm, version: string): Diagnostic[] {
  const given = new Set(settings.flags.keys());
  return settings.args.flatMap((argument) => {
    const { value } = argument;
    const specPath = settingPath(argument, ['components', name]);
    if (typeof value === 'string') {
      const message = 'kubeadm takes arguments only as a name and a value';
      return [refused({ message, help: 'write `{ name, value }`, or a flag', specPath })];
    }
    const isRepeated = given.has(value.name);
    given.add(value.name);
    if (!isRepeated || api === 'v1beta4') return [];
    const message = `kubeadm ${version} passes a flag on once, and \`${value.name}\` is set twice`;
    return [refused({ message, help: 'keep one of them', specPath })];
  });
}

function environments({ name, settings }: Instance, { api }: Kubeadm): Diagnostic[] {
  if (api === 'v1beta4') return [];
  return [...settings.env].map(([variable, value]) => {
    const message = `kubeadm sets no environment before 1.31, so \`${variable}\` would be lost`;
    const specPath = settingPath(value, ['components', name]);
    return refused({ message, help: 'leave `env` out', specPath, specKey: true });
  });
}

function mountOptions({ name, settings }: Instance): Diagnostic[] {
  return settings.mounts.flatMap((mount) => {
    const other = mount.value.options.find((option) => option !== 'ro' && option !== 'rw');
    if (other === undefined) return [];
    const message = `kubeadm mounts with \`ro\` or \`rw\`, not with \`${other}\``;
    return [refused({ message, help: 'leave the option out', specPath: settingPath(mount, ['components', name]) })];
  });
}
