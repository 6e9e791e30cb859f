import { describe, expect, it } from 'vitest';
import { lintPackage } from '../../src/rpm/rules/lint-package.ts';
import { type ExamplePackage, examplePackage } from '../support/example-package.ts';

function found(example: Omit<ExamplePackage, 'kind'>): string[] {
  const { diagnostics, sources } = lintPackage('x.rpm', examplePackage({ kind: 'package', ...example }));
  return diagnostics.map(({ code, file = '', range }) => {
    const at = range === undefined ? '' : ` ${sources.get(file)?.slice(range.start, range.end)}`;
    return `${code} ${file}${at}`;
  });
}

describe('paths', () => {
  it.each([
    ['/opt/cni/bin/bridge', 'UC800'],
    ['/usr/local/bin/x', 'UC801'],
    ['/usr/local/', 'UC801'],
    ['/home/x', 'UC802'],
    ['/root/.bashrc', 'UC802'],
    ['/srv/', 'UC802'],
    ['/mnt/x', 'UC802'],
    ['/media/x', 'UC802'],
    ['/tmp/x', 'UC802'],
    ['/proc/x', 'UC802'],
    ['/x', 'UC802'],
    ['/usrx/y', 'UC802'],
    ['/../../x', 'UC802'],
    ['/var/lib/x', 'UC803'],
    ['/run/x', 'UC803'],
    ['/etc/systemd/system/x.service', 'UC804'],
    ['/run/systemd/system/x.service', 'UC803'],
  ])('%s: %s', (path, code) => {
    expect(found({ files: [path] })).toEqual([`${code} x.rpm${path.replace(/\/$/, '')}`]);
  });

  it.each([
    ...[
      '/usr/bin/x',
      '/etc/x',
      '/bin/x',
      '/sbin/x',
      '/lib/x',
      '/lib64/x',
      '/boot/x',
      '/usr/localx',
      '/',
      '/opt/',
      '/var/',
    ],
    ...['/var/lib/x/', '/run/x/', '/etc/systemd/system/', '/etc/systemd/system/x.service.d/', '/usr/'],
    ...['/etc/systemd/system/x.service.d/10.conf', '/etc/systemd/system.conf', '/usr/lib/systemd/system/x.service'],
  ])('%s: nothing', (path) => {
    expect(found({ files: [path] })).toEqual([]);
  });

  it('of directories and what is in them say it once for each file', () => {
    expect(found({ files: ['/opt/cni/', '/opt/cni/bin/', '/opt/cni/bin/a', '/opt/cni/bin/b'] })).toEqual([
      'UC800 x.rpm/opt/cni/bin/a',
      'UC800 x.rpm/opt/cni/bin/b',
    ]);
  });
});

describe('scriptlets', () => {
  const at = 'x.rpm/%post';
  it.each([
    ['systemctl start a', `UC812 ${at} systemctl start a`],
    [
      'set -e\n/bin/systemctl try-restart a >/dev/null 2>&1 || :',
      `UC812 ${at} /bin/systemctl try-restart a >/dev/null 2>&1`,
    ],
    ['systemctl -q daemon-reload', `UC812 ${at} systemctl -q daemon-reload`],
    ['systemctl enable --now a', `UC812 ${at} systemctl enable --now a`],
    ['service docker restart', `UC812 ${at} service docker restart`],
    ['if [ $1 = 1 ]; then\n  groupadd -r x\nfi', `UC814 ${at} groupadd -r x`],
    ['curl -O http://x', `UC815 ${at} curl -O http://x`],
    ['echo a > /var/lib/x/y', `UC816 ${at} echo a > /var/lib/x/y`],
    ['cp /usr/share/a /opt/b/', `UC816 ${at} cp /usr/share/a /opt/b/`],
    ['ln -sf /usr/bin/a /usr/local/bin/a', `UC816 ${at} ln -sf /usr/bin/a /usr/local/bin/a`],
    ['echo x >> /etc/a', `UC817 ${at} echo x >> /etc/a`],
    ['mkdir /etc/a', `UC817 ${at} mkdir /etc/a`],
    ['ln -s a /etc/b', `UC817 ${at} ln -s a /etc/b`],
    ['mv /etc/a /etc/b', `UC817 ${at} mv /etc/a /etc/b`],
  ])('%j', (post, finding) => {
    expect(found({ scriptlets: { post } })).toEqual([finding]);
  });

  it.each([
    'systemctl preset a || :',
    'systemctl enable a',
    'systemctl --no-reload preset a >/dev/null 2>&1 || :',
    '/usr/lib/systemd/systemd-update-helper install-system-units a.service || :',
    'echo systemctl start a',
    '# systemctl start a',
    'echo x > /etc/a; cat /var/lib/a; touch /var/tmp/x; echo y >> /dev/stderr',
    'mkdir -p /etc/a; ln -sf a /etc/b; ln -snf a /etc/b; mkdir /etc/a || :',
    '[ -e /etc/a ] || echo x >> /etc/a',
    'if test -e /etc/a; then mv /etc/a /etc/b; fi',
  ])('%j: nothing', (post) => {
    expect(found({ scriptlets: { post } })).toEqual([]);
  });

  it('that rpm-ostree does not run are asked for what nobody does then, and for nothing else', () => {
    const body = 'systemctl stop a\nrm -rf /var/lib/a\nuserdel a\n';
    for (const kind of ['preun', 'postun', 'pretrans', 'triggerun -- a', 'triggerpostun -- a', 'filetriggerun -- /a']) {
      expect(found({ scriptlets: { [kind]: body } }), kind).toEqual([
        `UC813 x.rpm/%${kind.split(' ')[0]} rm -rf /var/lib/a`,
      ]);
      expect(found({ scriptlets: { [kind]: 'systemctl stop a || :\n' } }), kind).toEqual([]);
    }
    expect(found({ scriptlets: { 'pretrans -p <lua>': 'x=1', 'postun -p /sbin/ldconfig': '' } })).toEqual([]);
  });

  it('of triggers and file triggers, and in other languages', () => {
    expect(found({ scriptlets: { 'triggerprein -- a': 'true', 'triggerin -- b': 'true' } })).toEqual([
      'UC811 x.rpm/%triggerin true',
      'UC811 x.rpm/%triggerprein true',
    ]);
    expect(found({ scriptlets: { 'transfiletriggerin -- /a': 'systemctl restart a' } })).toEqual([
      'UC812 x.rpm/%transfiletriggerin systemctl restart a',
    ]);
    expect(found({ scriptlets: { 'post -p <lua>': 'systemctl start a' } })).toEqual([`UC810 ${at} systemctl start a`]);
    expect(found({ scriptlets: { 'post -p /usr/bin/python3': 'mkdir /etc/a' } })).toEqual([]);
  });

  it('of one kind have names of their own', () => {
    const trigger = { kind: 'triggerin', interpreter: ['/bin/sh'], body: 'true', condition: 'a' };
    const header = { ...examplePackage({ kind: 'package' }), scriptlets: [trigger, { ...trigger, body: 'false' }] };
    expect([...lintPackage('x', header).sources]).toEqual([
      ['x/%triggerin', 'true'],
      ['x/%triggerin-2', 'false'],
    ]);
  });
});
