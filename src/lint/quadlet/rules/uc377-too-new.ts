import { atLeast } from '../../../core/version.ts';
import type { QuadletFileRule } from './rule.ts';

export const quadletTooNew: QuadletFileRule = ({ document }, { table, podman }) => {
  if (podman === undefined) return [];
  return document.assignments.flatMap(({ section, key, keyRange: range }) => {
    const since = table.get(section)?.get(key)?.since;
    if (since === undefined || atLeast(podman, since)) return [];
    return [{ code: 'UC377' as const, message: `\`${key}\` came with podman ${since}, and this is ${podman}`, range }];
  });
};
