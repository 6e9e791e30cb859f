/** What a reviewer should mind. */
import { catalogue, type Entry } from '../core/catalogue/index.ts';
import { compareBytes } from '../core/order.ts';
import type { FileReview, Risk } from './model.ts';
import { CommandLines, type PlacedSetting } from './risks/command-lines.ts';
import { etcdRule } from './risks/etcd.ts';
import { modeRule, newKeyFindings } from './risks/files.ts';
import { dockerRule, quorumRule, stoppedRule } from './risks/hosts.ts';
import { imageRule } from './risks/images.ts';
import { listeningRule, plainPortRule } from './risks/listening.ts';
import { oneSidedFindings } from './risks/one-sided.ts';
import { mountRule, privilegeRule } from './risks/privileges.ts';
import type { FileRule, Finding, HostRule, RiskRequest, SettingRule } from './risks/rule.ts';
import { anonymousRule, authorizationRule, clientCertificateRule, tlsRule } from './risks/security.ts';
import { type Setting, settingsOf } from './risks/setting.ts';
import { flannelRule, networkRule, restartRule, secretRule } from './risks/settings-rules.ts';

export type { RiskRequest } from './risks/rule.ts';

const settingRules: readonly SettingRule[] = [
  etcdRule,
  listeningRule,
  plainPortRule,
  imageRule,
  privilegeRule,
  mountRule,
  tlsRule,
  clientCertificateRule,
  anonymousRule,
  authorizationRule,
  networkRule,
  flannelRule,
  restartRule,
  secretRule,
];
const fileRules: readonly FileRule[] = [modeRule];
const hostRules: readonly HostRule[] = [dockerRule, quorumRule, stoppedRule];

/** The gravest first, then in the order of the changes. */
export function risksOf(request: RiskRequest): Risk[] {
  const found = [
    ...onceForAll(request),
    ...hostRules.flatMap((rule) => rule(request)).map(({ code, message, ...place }) => risk({ code, message }, place)),
  ];
  return found.sort(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      (a.change ?? Number.POSITIVE_INFINITY) - (b.change ?? Number.POSITIVE_INFINITY) ||
      (a.element ?? -1) - (b.element ?? -1) ||
      compareBytes(a.code, b.code),
  );
}

/** Files of many hosts that differ elsewhere may say the same: that is told with the first of them. */
function onceForAll(request: RiskRequest): Risk[] {
  const told = new Map<string, Risk>();
  const settings = request.changes.map((change) => settingsOf(change));
  const lines = new CommandLines(request, settings.flat());
  const oneSided = [...oneSidedFindings(request, lines), ...newKeyFindings(request)].map(
    ({ code, message, ...place }) => risk({ code, message }, place),
  );
  for (const one of [...ofChanges(request, settings, lines), ...oneSided]) {
    const key = JSON.stringify([one.code, one.message, request.changes[one.change ?? -1]?.path]);
    const known = told.get(key);
    const hosts = [...new Set([...(known?.hosts ?? []), ...one.hosts])].sort(compareBytes);
    told.set(key, { ...(known ?? one), hosts });
  }
  return [...told.values()];
}

const severities: readonly Risk['severity'][] = ['error', 'warning', 'note'];

function ofChanges({ changes }: RiskRequest, settings: readonly (readonly Setting[])[], lines: CommandLines): Risk[] {
  return changes.flatMap((change, index) => [
    ...fileRules.flatMap((rule) => rule(change) ?? []).map((finding) => risk(finding, placeOf(change))),
    ...(settings[index] ?? []).flatMap((setting) => lines.placed(setting)).flatMap((one) => ofSetting(one, lines)),
  ]);
}

function placeOf({ hosts, id }: FileReview): Pick<Risk, 'hosts' | 'change'> {
  return { hosts, change: id };
}

function ofSetting({ setting, hosts }: PlacedSetting, lines: CommandLines): Risk[] {
  const findings = settingRules.flatMap((rule) => rule(setting) ?? []);
  const minding = findings.length === 0 ? [] : lines.hostsThatMind(setting, hosts);
  if (minding.length === 0) return [];
  const place = { hosts: minding, change: setting.change.id, element: setting.index };
  return findings.map((finding) => risk(finding, place));
}

function risk({ code, message }: Finding, place: Pick<Risk, 'hosts' | 'change' | 'element' | 'unit'>): Risk {
  const { severity, cure }: Entry = catalogue[code];
  return { code, severity, ...place, message, help: cure };
}
