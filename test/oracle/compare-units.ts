/** Units read by us and by `systemd --test`, side by side. */
import { expect } from 'vitest';
import { decodeBytes, type SpecifierTable } from '../../src/codec/unit/index.ts';
import { type Parsed, parsedOf } from './parsed-meaning.ts';
import { loadNamesWithSystemd, type UnitFiles } from './systemd-test.ts';
import { type Meaning, meaningOf, rootOf, seenIn } from './unit-meaning.ts';

/** It loads only what one target reaches, and gets slow with many. */
const perRun = 80;
/** One service that tells what every specifier expands to; unknown ones drop their command. */
const probeName = 'specifierprobe.service';
const letters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const probe = `[Service]\nType=oneshot\n${letters.map((c) => `ExecStart=-/bin/x ${c} %${c}\n`).join('')}`;

export interface Row {
  readonly name: string;
  readonly files: UnitFiles;
  readonly ours: Meaning;
  readonly systemd: Meaning;
  /** By `unitc parse`, of units without drop-ins. */
  readonly parsed?: Parsed;
}

export interface Case {
  readonly name: string;
  readonly files: UnitFiles;
}

/** `name` is the unit that is loaded, perhaps an instance; `files` are all that belongs to it. */
export async function compareUnits(cases: readonly Case[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (let i = 0; i < cases.length; i += perRun) {
    const batch = cases.slice(i, i + perRun);
    const files: UnitFiles = Object.assign({ [probeName]: probe }, ...batch.map((one) => one.files));
    const seen = await loadNamesWithSystemd([...batch.map(({ name }) => name), probeName], files);
    const host: Record<string, string> = {};
    for (const [, letter = '', value = ''] of seen.get(probeName)?.commands.ExecStart ?? []) host[letter] = value;
    expect(Object.keys(host).length).toBeGreaterThan(30);
    for (const one of batch) rows.push(rowOf(one, host, seen));
  }
  return rows;
}

function rowOf(
  { name, files }: Case,
  host: SpecifierTable,
  seen: Awaited<ReturnType<typeof loadNamesWithSystemd>>,
): Row {
  const unit = seen.get(name);
  if (unit === undefined) throw new Error(`systemd did not dump ${name}`);
  const settled = Object.fromEntries(
    Object.entries(host).map(([letter, value]) => [letter, value.replaceAll(probeName, name)]),
  );
  const ours = meaningOf(rootOf(files), name, settled);
  const [content, ...others] = Object.values(files);
  const parsed = content === undefined || others.length > 0 ? {} : { parsed: parsedOf(name, content, settled) };
  return { name, files, ours, systemd: seenIn(unit, ours), ...parsed };
}

/** What differs of each unit that differs, with its files. */
export function differences(rows: readonly Row[]): string[] {
  return rows.flatMap(({ name, files, ours, systemd, parsed }) => {
    const { loadState, commands } = systemd;
    const said = parsed !== undefined && JSON.stringify(parsed) !== JSON.stringify({ loadState, commands });
    const keys = Object.keys(ours).filter(
      (key): key is keyof Meaning =>
        JSON.stringify(Reflect.get(ours, key)) !== JSON.stringify(Reflect.get(systemd, key)),
    );
    if (keys.length === 0 && !said) return [];
    const texts = Object.entries(files).map(
      ([file, bytes]) => `--- ${file}\n${typeof bytes === 'string' ? bytes : decodeBytes(bytes)}`,
    );
    const different = keys.map(
      (key) => `${key}: ours ${JSON.stringify(ours[key])}\n  systemd ${JSON.stringify(systemd[key])}`,
    );
    const printed = said
      ? [`unitc parse: ${JSON.stringify(parsed)}\n  systemd ${JSON.stringify({ loadState, commands })}`]
      : [];
    return [[name, ...different, ...printed, ...texts].join('\n')];
  });
}
