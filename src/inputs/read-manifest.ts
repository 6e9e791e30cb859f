/** Text → manifest, or what is wrong with it. The text is a file that anybody may have edited. */
import type { FileEffect, Manifest, ManifestEntry, ManifestNeed } from '../tree/manifest.ts';

export type ReadManifest =
  | { readonly ok: true; readonly manifest: Manifest }
  /** Each completes "the manifest …": `is not JSON: …`, `has no version`. */
  | { readonly ok: false; readonly problems: readonly string[] };

type Json = Readonly<Record<string, unknown>>;

export function readManifest(text: string): ReadManifest {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return refuse(`is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isObject(data)) return refuse('is not a JSON object');
  if (data.version !== 1) return refuse(`has version ${JSON.stringify(data.version)}, this unitc reads version 1`);
  const problems: string[] = [];
  const name = textMember(data, 'name', '', problems);
  const host = textMember(data, 'host', '', problems);
  const generator = textMember(data, 'generator', '', problems);
  const files = entries(data.files, problems);
  const needs = data.needs === undefined ? undefined : needsIn(data.needs, problems);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, manifest: { version: 1, name, host, generator, files, ...(needs && { needs }) } };
}

function refuse(problem: string): ReadManifest {
  return { ok: false, problems: [problem] };
}

function isObject(data: unknown): data is Json {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function textMember(data: Json, key: string, where: string, problems: string[]): string {
  const value = data[key];
  if (typeof value === 'string') return value;
  problems.push(`has no text ${where}${key}`);
  return '';
}

function entries(data: unknown, problems: string[]): ManifestEntry[] {
  if (!Array.isArray(data)) {
    problems.push('has no list of files');
    return [];
  }
  const seen = new Set<string>();
  return data.flatMap((item: unknown, index) => {
    const read = entry(item, `files[${index}]`, problems);
    if (read === undefined) return [];
    if (seen.has(read.path)) problems.push(`names ${read.path} twice`);
    seen.add(read.path);
    return [read];
  });
}

function entry(data: unknown, where: string, problems: string[]): ManifestEntry | undefined {
  if (!isObject(data)) {
    problems.push(`has no object at ${where}`);
    return undefined;
  }
  const path = textMember(data, 'path', `${where}.`, problems);
  if (!isTreePath(path)) problems.push(`has a path that leaves the host's root at ${where}: ${JSON.stringify(path)}`);
  const owner = textMember(data, 'owner', `${where}.`, problems);
  const group = textMember(data, 'group', `${where}.`, problems);
  const common = { path, owner, group, ...config(data.config, where, problems) };
  switch (data.type) {
    case 'symlink':
      return {
        ...{ ...common, type: 'symlink', target: textMember(data, 'target', `${where}.`, problems) },
        ...restarts(data, where, problems),
      };
    case 'directory':
      return { ...common, type: 'directory', mode: mode(data.mode, where, problems) };
    case 'file':
      return {
        ...{ ...common, type: 'file', mode: mode(data.mode, where, problems) },
        ...{ ...content(data, where, problems), ...effect(data, where, problems) },
      };
    default:
      problems.push(`has no type file, directory or symlink at ${where}`);
      return undefined;
  }
}

/** No absolute path, no `.` or `..`, nothing empty: what an artifact's path may be. */
export function isTreePath(path: string): boolean {
  return !path.includes('\0') && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

function config(value: unknown, where: string, problems: string[]): { config?: 'spec' | 'admin' } {
  if (value === undefined) return {};
  if (value === 'spec' || value === 'admin') return { config: value };
  problems.push(`has a config other than spec and admin at ${where}`);
  return {};
}

function mode(value: unknown, where: string, problems: string[]): string {
  if (typeof value === 'string' && /^[0-7]{4}$/.test(value)) return value;
  problems.push(`has no mode of four octal digits at ${where}`);
  return '0000';
}

function content(data: Json, where: string, problems: string[]): { sha256: string; size: number } {
  const { sha256, size } = data;
  if (typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) && typeof size === 'number') return { sha256, size };
  problems.push(`has no sha256 and size at ${where}`);
  return { sha256: '', size: 0 };
}

function restarts({ restarts: units }: Json, where: string, problems: string[]): Pick<FileEffect, 'restarts'> {
  if (units !== undefined && !isTexts(units)) problems.push(`has no list of units to restart at ${where}`);
  return isTexts(units) ? { restarts: units } : {};
}

function effect(data: Json, where: string, problems: string[]): FileEffect {
  const { start } = data;
  if (start !== undefined && typeof start !== 'string') problems.push(`has no text ${where}.start`);
  return { ...restarts(data, where, problems), ...(typeof start === 'string' && { start }) };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function needsIn(data: unknown, problems: string[]): ManifestNeed[] {
  if (!Array.isArray(data)) {
    problems.push('has no list of needs');
    return [];
  }
  return data.flatMap((item: unknown, index) => {
    const read = isObject(item) ? needOf(item) : undefined;
    if (read === undefined) problems.push(`has no need that this unitc knows at needs[${index}]`);
    return read ?? [];
  });
}

function needOf({ need, version, path, port, unit }: Json): ManifestNeed | undefined {
  switch (need) {
    case 'systemd':
    case 'docker':
    case 'runc':
      return typeof version === 'string' ? { need, version } : undefined;
    case 'program':
    case 'file':
      return typeof path === 'string' ? { need, path } : undefined;
    case 'port':
      return typeof port === 'number' && typeof unit === 'string' ? { need, port, unit } : undefined;
    default:
      return undefined;
  }
}
