/** Units of Debian packages: as systemd reads them, and printed byte for byte. */
import { beforeAll, describe, expect, test } from 'vitest';
import { parseUnit, printUnit } from '../../src/codec/unit/index.ts';
import { type Case, compareUnits, differences } from './compare-units.ts';
import { type FetchedPackage, fetchPackages, listedPackages } from './corpus/debian-units.ts';

const instance = 'x-1.y';

let packages: readonly FetchedPackage[] = [];
beforeAll(async () => {
  const listed = await listedPackages();
  packages = await fetchPackages(new Map([...listed].map(([name, { version }]) => [name, version])));
});

/** Drop-ins of all packages, for a unit and the names that it is shortened to. */
function dropInsOf(name: string): Record<string, Uint8Array> {
  const [, prefix = '', at = '', type = ''] = /^(.*?)(@.*)?\.([a-z]+)$/.exec(name) ?? [];
  const names = [name, `${prefix}${at === '' ? '' : '@'}.${type}`, type];
  for (let dash = prefix.lastIndexOf('-'); dash > 0; dash = prefix.lastIndexOf('-', dash - 1)) {
    names.push(`${prefix.slice(0, dash + 1)}${at === '' ? '' : '@'}.${type}`);
  }
  const directories = new Set(names.map((one) => `${one}.d`));
  return Object.fromEntries(
    packages.flatMap(({ files }) =>
      [...files].filter(([file]) => file.endsWith('.conf') && directories.has(file.split('/')[0] ?? '')),
    ),
  );
}

function cases(): Case[] {
  return packages.flatMap(({ files }) =>
    [...files].flatMap(([file, bytes]) => {
      if (file.includes('/') || file.endsWith('.conf')) return [];
      const name = file.replace('@.', `@${instance}.`);
      return [{ name, files: { [file]: bytes, ...dropInsOf(name) } }];
    }),
  );
}

describe('units of Debian', () => {
  test('the packages of the list are there', async () => {
    const listed = await listedPackages();
    const changed: string[] = [];
    for (const { name, version, files } of packages) {
      if (version === listed.get(name)?.version) expect([...files.keys()], name).toEqual(listed.get(name)?.files);
      else changed.push(`${name} ${version}: ${files.size} files`);
    }
    const units = cases().length;
    if (changed.length > 0) console.warn(`the mirror has other versions now, counted anew:\n${changed.join('\n')}`);
    expect(packages.length).toBeGreaterThan(listed.size * 0.9);
    expect(units).toBeGreaterThanOrEqual(800);
    const dropIns = packages.flatMap(({ files }) => [...files.keys()].filter((file) => file.includes('/')));
    expect(dropIns.length).toBeGreaterThanOrEqual(15);
  });

  test('systemd reads them as we do', async () => {
    const rows = await compareUnits(cases());
    const different = differences(rows);
    expect(different, `${different.length} of ${rows.length} differ`).toEqual([]);
  }, 600_000);

  test('they are printed as they are written', () => {
    const other = packages.flatMap(({ name, files }) =>
      [...files].flatMap(([file, bytes]) =>
        Buffer.compare(printUnit(parseUnit(bytes)), bytes) === 0 ? [] : [`${name}: ${file}`],
      ),
    );
    expect(other).toEqual([]);
  });
});
