/** Files that are new or gone: what they say is told by rules about a state, or about what protected until now. */

import type { Snapshot } from '../../diff/entry.ts';
import { unitFileName } from '../../systemd/index.ts';
import type { FileReview } from '../model.ts';
import type { CommandLines } from './command-lines.ts';
import { imageRule } from './images.ts';
import { openAddressRule, readOnlyPortRule } from './listening.ts';
import { mountRule, newPrivilegeRule } from './privileges.ts';
import type { Finding, FindingOn, RiskRequest, SettingRule } from './rule.ts';
import {
  anonymousRule,
  authorizationRule,
  clientCertificateRule,
  tlsRule,
  writtenAuthorizationRule,
} from './security.ts';
import { type Setting, settingsOf } from './setting.ts';
import { secretRule } from './settings-rules.ts';
import { namesPath, unitTexts } from './unit-texts.ts';

const rulesOfNew: readonly SettingRule[] = [
  openAddressRule,
  readOnlyPortRule,
  imageRule,
  newPrivilegeRule,
  mountRule,
  writtenAuthorizationRule,
  secretRule,
];
const rulesOfGone: readonly SettingRule[] = [tlsRule, clientCertificateRule, anonymousRule, authorizationRule];

/** More of one kind in one file are counted. */
const mostNamed = 3;

/** Of each code one for a file, with the hosts for which it is news. */
export function oneSidedFindings(request: RiskRequest, lines: CommandLines): FindingOn[] {
  const moves = movesBetween(request);
  return request.changes.flatMap((change) => {
    const elements = request.written.of(change);
    if (elements === undefined) return [];
    const isNew = change.before === undefined;
    const all = found(settingsOf(change, elements), isNew ? rulesOfNew : rulesOfGone);
    if (all.length === 0) return [];
    const isNews = isNew ? newsOfNew(change, request) : newsOfGone(change, request);
    const told = all.flatMap(({ setting, finding }) => {
      const hosts = change.hosts.filter((host) => {
        return isNews(host, finding) && !moves(setting, host) && !(isNew && lines.isFromFileThatStays(setting, host));
      });
      return hosts.length === 0 ? [] : [{ ...finding, hosts, change: change.id }];
    });
    return merged(told);
  });
}

interface Found {
  readonly setting: Setting;
  readonly finding: Finding;
}

function found(settings: readonly Setting[], rules: readonly SettingRule[]): Found[] {
  return settings.flatMap((setting) =>
    rules.flatMap((rule) => rule(setting) ?? []).map((finding) => ({ setting, finding })),
  );
}

type IsNews = (host: string, finding: Finding) => boolean;

/** A host that joins others is told of what none of these has in its file. */
function newsOfNew(change: FileReview, { before, written }: RiskRequest): IsNews {
  const joins = (host: string): boolean => !before.hosts.has(host);
  const others = change.hosts.some(joins) ? written.before(change) : [];
  const known = new Set(
    others.flatMap((elements) => found(settingsOf(change, elements), rulesOfNew)).map(({ finding }) => keyOf(finding)),
  );
  return (host, finding) => !joins(host) || !known.has(keyOf(finding));
}

/** Only where what read the file stays: with its unit, what the file protected is gone too. */
function newsOfGone({ path, syntax }: FileReview, { before, after }: RiskRequest): IsNews {
  const known = new Map<string, boolean>();
  const stays = (host: string): boolean => {
    const [old, now] = [before, after].map((side) => side.hosts.get(host)?.snapshot);
    if (old === undefined || now === undefined) return false;
    if (syntax === 'env-file') return [...unitTexts(now).values()].some((text) => namesPath(text, path));
    const own = unitFileName(path);
    // Of a unit that neither side has, the host has the file.
    return own?.isDropIn === true && (!hasUnit(old, own.unit?.name) || hasUnit(now, own.unit?.name));
  };
  return (host) => {
    const isNews = known.get(host) ?? stays(host);
    known.set(host, isNews);
    return isNews;
  };
}

function hasUnit(snapshot: Snapshot, name: string | undefined): boolean {
  return [...snapshot.keys()].some((path) => {
    const file = unitFileName(path);
    return file !== undefined && !file.isDropIn && file.unit?.name === name && name !== undefined;
  });
}

function keyOf({ code, message }: Finding): string {
  return JSON.stringify([code, message]);
}

/** Whether what a file said or says stands, or stood, in another file of the host. */
function movesBetween(request: RiskRequest): (setting: Setting, host: string) => boolean {
  let byName: ReadonlyMap<string, readonly Setting[]> | undefined;
  return ({ name, after, change }, host) => {
    byName ??= settingsByName(request);
    return (byName.get(name) ?? []).some((other) => {
      if (other.change.id === change.id || !other.change.hosts.includes(host)) return false;
      return after === undefined ? other.after !== undefined : other.after === undefined && other.before === after;
    });
  };
}

function settingsByName({ changes, written }: RiskRequest): Map<string, Setting[]> {
  const byName = new Map<string, Setting[]>();
  for (const change of changes) {
    for (const setting of settingsOf(change, written.of(change))) {
      const known = byName.get(setting.name) ?? [];
      byName.set(setting.name, known);
      known.push(setting);
    }
  }
  return byName;
}

function merged(findings: readonly FindingOn[]): FindingOn[] {
  const groups = new Map<string, FindingOn[]>();
  for (const one of findings) {
    const key = JSON.stringify([one.code, one.hosts]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const messages = [...new Set(group.map(({ message }) => message))];
    const more = messages.length - mostNamed;
    const message = [...messages.slice(0, mostNamed), ...(more > 0 ? [`${more} more`] : [])].join('; ');
    return group.slice(0, 1).map((first) => ({ ...first, message }));
  });
}
