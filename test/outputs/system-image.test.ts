import { describe, expect, test } from 'vitest';
import { bootcProblems } from '../../src/outputs/system-image/bootc-rules.ts';
import { buildContext } from '../../src/outputs/system-image/build-context.ts';
import { enablementLinks } from '../../src/outputs/system-image/enabled.ts';
import { extensionTree } from '../../src/outputs/system-image/extension.ts';
import type { FileTree } from '../../src/tree/file-tree.ts';
import { compileGolden } from '../support/golden-case.ts';
import { directory, file, symlink, tree } from './sample-tree.ts';

const header = 'Generated.';
const units = 'usr/lib/systemd/system';
const installed = '[Service]\nExecStart=/bin/true\n\n[Install]\nWantedBy=multi-user.target docker.service\n';

function paths(files: FileTree): string[] {
  return [...files].map(({ path }) => path);
}

describe('the rules of bootc', () => {
  test.each(['package-layout', 'system-image'])('have nothing against golden/%s', (name) => {
    const { trees } = compileGolden(name);
    expect(trees.size).toBeGreaterThan(0);
    for (const files of trees.values()) expect(bootcProblems(files)).toEqual([]);
  });

  test('have much against an archive for a running host', () => {
    const files = compileGolden('first-boot').trees.get('master-1') ?? tree();
    const broken = new Set(bootcProblems(files).map(({ rule }) => rule));
    expect([...broken].sort()).toEqual(['usr-local', 'var-tmpfiles']);
  });

  test.each([
    ['var-run', file('var/run/x', '')],
    ['var-tmpfiles', directory('var/lib/etcd')],
    ['nonempty-run-tmp', file('run/x', '')],
    ['nonempty-run-tmp', symlink('tmp/x', 'y')],
    ['nonempty-boot', file('boot/loader', '')],
    ['etc-usretc', file('usr/etc/x', '')],
    ['kernel', file('usr/lib/modules/6.1/vmlinuz', '')],
    ['bootc-kargs', file('usr/lib/bootc/kargs.d/10.toml', 'kargs = ')],
    ['sysusers', file('etc/passwd', '')],
    ['etc-uid-drift', file('etc/etcd/etcd.conf', '', { owner: '998' })],
    ['etc-uid-drift', file('etc/etcd/etcd.conf', '', { group: 'etcd' })],
    ['buildah-injected', file('etc/hostname', '')],
    ['usr-local', file('usr/local/bin/etcdctl', '')],
    ['opt', file('opt/cni/bin/x', '')],
  ])('%s', (rule, artifact) => {
    expect(bootcProblems(tree(file('etc/fine', ''), artifact))).toEqual([
      { rule, path: artifact.path, why: expect.stringMatching(/^would /) },
    ]);
  });

  test.each(['variable', 'usr/locale/x', 'etc/passwd.d/x', 'usr/lib/modules-load.d/x.conf'])('%s is none', (path) => {
    expect(bootcProblems(tree(file(path, '')))).toEqual([]);
  });
});

describe('a build context', () => {
  const context = { name: 'unitc-lab', base: 'localhost/base:1', tag: 'REGISTRY/lab-a', header };
  const text = (files: FileTree) => {
    const found = files.get('Containerfile');
    return found?.type === 'file' ? found.content : '';
  };

  test('copies what there is, presets units without a shell, and ends with the check', () => {
    const made = buildContext(tree(file('etc/a', ''), file(`${units}/a.service`, installed)), context);
    expect(text(made).split('\n').slice(3)).toEqual([
      '',
      'FROM localhost/base:1',
      'COPY etc /etc',
      'COPY usr /usr',
      'RUN ["systemctl","preset","a.service"]',
      'RUN bootc container lint',
      '',
    ]);
    expect(paths(made)).toContain('usr/lib/systemd/system-preset/80-unitc-lab.preset');
  });

  test('without units presets nothing', () => {
    const made = buildContext(tree(file('etc/a', '')), context);
    expect(paths(made)).toEqual(['Containerfile', 'etc/a']);
    expect(text(made)).not.toContain('systemctl');
  });
});

describe('links of enabled units', () => {
  const links = (text: string, unit = 'a.service') =>
    enablementLinks(tree(file(`${units}/${unit}`, text))).map(({ path, target }) => [
      path.slice(units.length + 1),
      target,
    ]);

  test('are what [Install] says', () => {
    expect(
      links(
        '[Install]\nWantedBy=multi-user.target \\\n  x.target\nRequiredBy=b.service\nUpheldBy=c.target\nAlias=d.service\nAlso=e.service\n',
      ),
    ).toEqual([
      ['multi-user.target.wants/a.service', '../a.service'],
      ['x.target.wants/a.service', '../a.service'],
      ['b.service.requires/a.service', '../a.service'],
      ['c.target.upholds/a.service', '../a.service'],
      ['d.service', 'a.service'],
    ]);
  });

  test.each(['../../etc.target', '%i.target', 'a b.target/x', '/x.target'])('are none for %s', (name) => {
    expect(
      links(`[Install]\nWantedBy=${name}\n`).filter(([path]) => path?.includes('..') || path?.includes('%')),
    ).toEqual([]);
  });

  test('are none of templates and of units without [Install]', () => {
    expect(links(installed, 'a@.service')).toEqual([]);
    expect(links('[Service]\nExecStart=/bin/true\n')).toEqual([]);
  });
});

describe('extensions', () => {
  const files = tree(file('etc/a', ''), file('usr/bin/b', ''), file(`${units}/a.service`, installed));

  test('a sysext has /usr, with links', () => {
    const made = extensionTree(files, { kind: 'sysext', name: 'unitc-lab-a', header });
    expect(paths(made)).toEqual([
      'usr/bin/b',
      'usr/lib/extension-release.d/extension-release.unitc-lab-a',
      `${units}/a.service`,
      `${units}/docker.service.wants/a.service`,
      `${units}/multi-user.target.wants/a.service`,
    ]);
  });

  test('a confext has /etc', () => {
    const made = extensionTree(files, { kind: 'confext', name: 'unitc-lab-a', header });
    expect(paths(made)).toEqual(['etc/a', 'etc/extension-release.d/extension-release.unitc-lab-a']);
  });
});
