/** Images: which version, and where it comes from. */
import { compareVersions, isVersion } from '../../core/version.ts';
import type { Finding, SettingRule } from './rule.ts';
import type { Setting } from './setting.ts';

interface Reference {
  /** Registry and repository. */
  readonly place: string;
  readonly tag: string;
  readonly digest: string;
}

function referenceOf(text: string): Reference {
  const [named = '', digest = ''] = text.split('@');
  const colon = named.lastIndexOf(':');
  const hasTag = colon > named.lastIndexOf('/');
  return { place: hasTag ? named.slice(0, colon) : named, tag: hasTag ? named.slice(colon + 1) : '', digest };
}

/** Where a unit, a container's description or a Quadlet names one. */
function isImage({ element: { at, kind }, name }: Setting): boolean {
  const last = at.at(-1) ?? '';
  return (kind === 'word' && last === 'image') || quadletImage.test(name) || (kind === 'member' && last === 'image');
}

const quadletImage = /^(?:Container|Image|Volume)\.Image$/;
/** Another Quadlet, which says what it is. */
const quadletReference = /\.(?:image|build)$/;

export const imageRule: SettingRule = (setting) => {
  const { before, after } = setting;
  if (after === undefined || !isImage(setting) || quadletReference.test(after)) return undefined;
  const now = referenceOf(after);
  if (now.digest === '' && (now.tag === '' || now.tag === 'latest')) {
    return { code: 'UC708', message: `\`${after}\` is whatever its registry has at the time` };
  }
  if (before === undefined) return undefined;
  const old = referenceOf(before);
  return versions(old, now) ?? places(old, now);
};

function versions(old: Reference, now: Reference): Finding | undefined {
  if (!isVersion(old.tag) || !isVersion(now.tag)) return undefined;
  const said = `from \`${old.tag}\` to \`${now.tag}\``;
  if (compareVersions(now.tag, old.tag) < 0) return { code: 'UC706', message: `\`${now.place}\` goes back ${said}` };
  const steps = minorsBetween(old.tag, now.tag);
  if (steps === 0) return undefined;
  if (steps === 1) return { code: 'UC707', message: `\`${now.place}\` goes on ${said}, another minor` };
  return { code: 'UC705', message: `\`${now.place}\` goes ${said} and skips a minor` };
}

/** A new major is a minor further where it follows the last: only that can be told. */
function minorsBetween(old: string, now: string): number {
  const [[oldMajor = 0, oldMinor = 0], [major = 0, minor = 0]] = [numbers(old), numbers(now)];
  if (major === oldMajor) return minor - oldMinor;
  return major === oldMajor + 1 && minor === 0 ? 1 : 2;
}

function numbers(version: string): number[] {
  return version.replace(/^v/, '').split(/[-+.]/, 2).map(Number);
}

function places(old: Reference, now: Reference): Finding | undefined {
  if (old.place === now.place) return undefined;
  return { code: 'UC709', message: `the image comes from \`${now.place}\` and no longer from \`${old.place}\`` };
}
