import type { QuadletFileRule } from './rule.ts';

const never = new Set(['User', 'Group', 'DynamicUser']);
const killModes = new Set(['', 'mixed', 'control-group']);
const containerTypes = new Set(['', 'notify', 'oneshot']);

/** Settings of [Service] that podman refuses, because it has to be the one that sets them. */
export const quadletServiceSetting: QuadletFileRule = ({ document }, { section: own }) =>
  document.assignments.flatMap(({ section, key, value, keyRange, valueRange }) => {
    if (section !== 'Service' || (own !== 'Container' && own !== 'Kube' && own !== 'Pod')) return [];
    if (never.has(key)) {
      const message = `\`${key}\` of [Service] cannot be set in a Quadlet file`;
      const help =
        key === 'User'
          ? "write `User=` in [Container] for the user inside, or run it as a user's service"
          : 'leave it out';
      return [{ code: 'UC375' as const, message, help, range: keyRange }];
    }
    const allowed = key === 'KillMode' ? killModes : key === 'Type' && own === 'Container' ? containerTypes : undefined;
    if (allowed === undefined || allowed.has(value)) return [];
    const list = [...allowed]
      .filter((one) => one !== '')
      .map((one) => `\`${one}\``)
      .join(' or ');
    const message = `\`${key}=${value.slice(0, 40)}\` cannot be set in a Quadlet file`;
    return [{ code: 'UC375' as const, message, help: `write ${list}, or leave it out`, range: valueRange }];
  });
