/** The real cloud-init finds the user data valid, and its own reader and writer of files give back what was meant. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { cloudConfig } from '../../src/outputs/first-boot/cloud-init.ts';
import type { FileTree } from '../../src/tree/file-tree.ts';
import { file, tree } from '../outputs/sample-tree.ts';
import { compileGolden, goldenCases } from '../support/golden-case.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

/** cloud-init's own functions, below a directory: it has no option for another root. Debian's modules are Debian's python's. */
const write = `
import sys
from cloudinit import util
from cloudinit.config import cc_write_files
with open(sys.argv[1]) as file: config = util.load_yaml(file.read())
for one in config['write_files']: one['path'] = sys.argv[2] + one['path']
cc_write_files.write_files('test', config['write_files'], 'root:root')
for command in config['runcmd']:
    assert isinstance(command, list) and all(isinstance(word, str) for word in command)
`;

function expectTaken(files: FileTree): void {
  const at = temporaryDirectory();
  const config = path.join(at, 'config');
  writeFileSync(config, cloudConfig(files));
  const checked = spawnSync('cloud-init', ['schema', '--config-file', config], { encoding: 'utf8' });
  expect({ status: checked.status, said: checked.stdout + checked.stderr }).toEqual({
    status: 0,
    said: expect.stringContaining('Valid cloud-config'),
  });
  const root = path.join(at, 'root');
  mkdirSync(root);
  const ran = spawnSync('/usr/bin/python3', ['-c', write, config, root], { encoding: 'utf8' });
  expect({ status: ran.status, stderr: ran.stderr }).toEqual({ status: 0, stderr: '' });
  for (const artifact of files) {
    if (artifact.type !== 'file') continue;
    const name = path.join(root, artifact.path);
    expect(readFileSync(name, 'utf8')).toBe(artifact.content);
    expect((statSync(name).mode & 0o7777).toString(8)).toBe(artifact.mode.toString(8));
  }
}

const hosts = goldenCases()
  .filter((name) => !['package-layout', 'system-image'].includes(name))
  .flatMap((name) =>
    [...compileGolden(name).trees].slice(0, 1).map(([host, files]) => [`${name}/${host}`, files] as const),
  );

describe('cloud-init', () => {
  test.each(hosts)('takes %s', (_, files) => expectTaken(files));

  test('takes hostile contents and names', () => {
    const nasty = [
      'a\nb',
      '%s%%',
      '$(reboot) `x`',
      '"quo\'te"',
      'ünï\u2028code',
      '\u001b[31m',
      '#?&;,+ =',
      '\\x',
      '😀',
    ];
    expectTaken(
      tree(
        ...nasty.map((name) => file(`etc/${name}`, `${name}\n\0\r\n\t  \n`)),
        file('etc/plain', 'yes'),
        file('etc/number', '0644', { mode: 0o600 }),
        file('etc/empty', ''),
      ),
    );
  });

  test('refuses what is none', () => {
    const at = path.join(temporaryDirectory(), 'config');
    writeFileSync(at, cloudConfig(tree(file('etc/a', ''))).replace('path:', 'pth:'));
    expect(spawnSync('cloud-init', ['schema', '--config-file', at]).status).toBe(1);
  });
});
