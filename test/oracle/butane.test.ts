/**
 * Butane is not in Debian 12. What it would make of our configs is made here by a translation of its own, of what
 * Butane's documentation says of fcos 1.0.0, with python3-yaml as the reader; the result is what the output `ignition`
 * writes, and the real ignition-validate takes it.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { butaneConfig } from '../../src/outputs/first-boot/butane.ts';
import { ignitionConfig } from '../../src/outputs/first-boot/ignition.ts';
import type { FileTree } from '../../src/tree/file-tree.ts';
import { directory, file, symlink, tree } from '../outputs/sample-tree.ts';
import { compileGolden } from '../support/golden-case.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const translate = `
import json, sys, urllib.parse, yaml
config = yaml.safe_load(sys.stdin)
assert config.pop('variant') == 'fcos' and config.pop('version') == '1.0.0'
for one in config.get('storage', {}).get('files', []):
    one['contents'] = {'source': 'data:,' + urllib.parse.quote(one['contents'].pop('inline'), safe='')}
config['ignition'] = {'version': '3.0.0'}
json.dump(config, sys.stdout)
`;

/** With contents as texts: Butane and we choose other forms of data: URLs. */
const decode = `
import json, sys, urllib.request
config = json.load(sys.stdin)
for one in config.get('storage', {}).get('files', []):
    one['contents'] = urllib.request.urlopen(one['contents']['source']).read().decode()
json.dump(config, sys.stdout)
`;

function python(script: string, input: string): string {
  return execFileSync('/usr/bin/python3', ['-c', script], { input, encoding: 'utf8', maxBuffer: 1e8 });
}

function expectSame(files: FileTree): void {
  const translated = python(translate, butaneConfig(files));
  expect(JSON.parse(python(decode, translated))).toEqual(JSON.parse(python(decode, ignitionConfig(files))));
  const name = path.join(temporaryDirectory(), 'config.ign');
  writeFileSync(name, translated);
  expect(spawnSync('ignition-validate', [name]).status).toBe(0);
}

test.each(['first-boot', 'kubeadm', 'centos-atomic', 'services'])('golden/%s', (name) => {
  const { trees } = compileGolden(name);
  expect(trees.size).toBeGreaterThan(0);
  for (const files of trees.values()) expectSame(files);
});

test('hostile names and contents', () => {
  const nasty = [
    'a\nb',
    '%s%%',
    '$(x) `x`',
    '"quo\'te"',
    'ünï\u2028code',
    '\u001b[31m',
    '#: - ?',
    '\\x',
    '😀',
    'yes',
    '1_0',
  ];
  expectSame(
    tree(
      ...nasty.flatMap((name) => [
        file(`etc/${name}`, `${name}\n\0\r\n\t`, { owner: '998', group: 'kube' }),
        symlink(`opt/${name}`, name),
        file(`etc/systemd/system/x.service.d/${name}.conf`, '[Unit]\n'),
      ]),
      directory('var/lib/x', { mode: 0o700 }),
      file('etc/systemd/system/x.service', '[Service]\nExecStart=/bin/true\n\n[Install]\nWantedBy=multi-user.target\n'),
      file('etc/empty', ''),
    ),
  );
});
