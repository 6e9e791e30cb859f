/** The real ignition-validate (Debian: ignition) takes what is made of every golden host and of hostile trees. */
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ignitionConfig } from '../../src/outputs/first-boot/ignition.ts';
import { rootfsUnits } from '../../src/outputs/first-boot/rootfs-units.ts';
import type { Artifact } from '../../src/tree/artifact.ts';
import type { FileTree } from '../../src/tree/file-tree.ts';
import { hostLayout } from '../../src/tree/layout.ts';
import { directory, file, symlink, tree } from '../outputs/sample-tree.ts';
import { compileGolden, goldenCases } from '../support/golden-case.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

let at: string;
beforeAll(() => {
  at = temporaryDirectory();
});

function validate(text: string): { status: number | null; said: string } {
  const name = path.join(at, 'config.ign');
  writeFileSync(name, text);
  const { status, stdout, stderr } = spawnSync('ignition-validate', [name], { encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

/** Everything that a config puts on a host, as path, mode and contents, by a reader of data: URLs that is not ours. */
function written(text: string): unknown {
  const script = `
import json, sys, urllib.request
config = json.load(sys.stdin)
found = {}
for one in config.get('storage', {}).get('files', []):
    found[one['path']] = [one['mode'], urllib.request.urlopen(one['contents']['source']).read().decode()]
for one in config.get('storage', {}).get('directories', []):
    found[one['path']] = [one['mode'], None]
for one in config.get('storage', {}).get('links', []):
    found[one['path']] = [None, one['target']]
for one in config.get('systemd', {}).get('units', []):
    name = '/etc/systemd/system/' + one['name']
    if 'contents' in one: found[name] = [0o644, one['contents']]
    for drop in one.get('dropins', []): found[name + '.d/' + drop['name']] = [0o644, drop['contents']]
json.dump(found, sys.stdout)
`;
  return JSON.parse(execFileSync('python3', ['-c', script], { input: text, encoding: 'utf8', maxBuffer: 1e8 }));
}

function meant(files: readonly Artifact[]): unknown {
  const what = (artifact: Artifact) => {
    if (artifact.type === 'symlink') return [null, artifact.target];
    return [artifact.mode, artifact.type === 'file' ? artifact.content : null];
  };
  return Object.fromEntries(files.map((artifact) => [`/${artifact.path}`, what(artifact)]));
}

function expectTaken(files: FileTree): void {
  const text = ignitionConfig(files);
  expect(validate(text)).toEqual({ status: 0, said: '' });
  expect(written(text)).toEqual(meant([...files, ...rootfsUnits(files, hostLayout)]));
}

const hosts = goldenCases().flatMap((name) => {
  const { trees } = compileGolden(name);
  // Units of the other layout are none that Ignition could write.
  if (['package-layout', 'system-image'].includes(name)) return [];
  return [...trees].map(([host, files]) => [`${name}/${host}`, files] as const);
});

describe('ignition-validate', () => {
  test.each(hosts)('takes %s', (_, files) => expectTaken(files));

  test('takes names and contents that are hostile', () => {
    const nasty = ['a\nb', '%s%n%%', '$(reboot) `x`', '"quo\'te"', 'ünï\u2028code', '\u001b[31m', '#?&;,+ =', '\\x'];
    const unit = '[Service]\nExecStart=/bin/true "a\\"b" \\\n  c\n\n[Install]\nWantedBy=multi-user.target\n';
    expectTaken(
      tree(
        ...nasty.flatMap((name) => [file(`etc/${name}`, `${name}\n\0\r\n`), symlink(`opt/${name}`, name)]),
        ...nasty.map((name) => file(`etc/systemd/system/x.service.d/${name}.conf`, '[Unit]\n')),
        file('etc/systemd/system/x.service', unit),
        file('etc/systemd/system/docker.service.d/10.conf', '[Service]\nEnvironment="A=%%h $x"\n'),
        directory('var/lib/ x', { mode: 0o700, owner: '998', group: 'no-such' }),
        file('etc/huge', 'x'.repeat(3_000_000)),
      ),
    );
  });

  test('refuses what would not boot: a unit with a line longer than it reads, which we write as a file', () => {
    const long = `[Service]\nExecStart=/bin/true ${'a'.repeat(2100)}\n\n[Install]\nWantedBy=multi-user.target\n`;
    const units = [{ name: 'a.service', enabled: true, contents: long }];
    const refused = validate(JSON.stringify({ ignition: { version: '3.0.0' }, systemd: { units } }));
    expect(refused).toEqual({ status: 1, said: expect.stringContaining('line too long (max 2048 bytes)') });
    expectTaken(tree(file('etc/systemd/system/a.service', long)));
  });
});
