/** Rules that look at several units, or at the files of their host. */
import { describe, expect, test } from 'vitest';
import { linted, lintedTree, messagesOf } from './linted.ts';

const units = 'etc/systemd/system';
const host = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name.startsWith('/') ? name.slice(1) : `${units}/${name}`, text]),
  );
const runs = (line: string, more = '') => `[Service]\n${more}ExecStart=${line}\n`;
const found = (files: Readonly<Record<string, string>>) =>
  lintedTree(host(files)).map((one) => one.replace(`${units}/`, ''));

describe('names of units', () => {
  test('that nobody provides, with the nearest', () => {
    const text =
      '[Unit]\nWants=doker.service b.service\n[Install]\nWantedBy=multi-usr.target\n[Service]\nExecStart=/bin/true\n';
    expect(found({ 'a.service': text, 'b.service': runs('/bin/true') })).toEqual([
      'a.service UC350 2:7',
      'a.service UC350 4:10',
    ]);
  });
  test('instances of templates, aliases, specifiers and what is made at run time are there', () => {
    const after = 'After=t@1.service alias.service %i.service dev-sda.device home.mount a.slice getty@tty9.service\n';
    expect(
      found({
        'a.service': `[Unit]\n${after}[Service]\nExecStart=/bin/true\n`,
        't@.service': runs('/bin/echo %i'),
        'b.service': runs('/bin/true'),
        'alias.service': '-> b.service',
      }),
    ).toEqual([]);
  });
  test('of all hosts and directories that are linted together, and of Quadlet', () => {
    expect(
      lintedTree({
        'one/etc/systemd/system/a.service': '[Unit]\nAfter=b.service web.service\n[Service]\nExecStart=/bin/true\n',
        'two/etc/systemd/system/b.service': runs('/bin/true'),
        'loose/web.container': '[Container]\nImage=quay.io/a/b:1\n',
      }),
    ).toEqual([]);
  });
  test('links, drop-ins and timers of nothing', () => {
    expect(
      found({
        'multi-user.target.wants/gone.service': '-> ../gone.service',
        'dokcer.service.d/a.conf': '[Service]\nNice=1\n',
        'a.timer': '[Timer]\nOnBootSec=1\nUnit=other.service\n',
        'foo-.service.d/a.conf': '[Service]\nNice=1\n',
      }),
    ).toEqual([
      'a.timer UC359 3:6',
      'dokcer.service.d/a.conf UC351 1:1',
      'multi-user.target.wants/gone.service UC361 1:1',
    ]);
  });
});

test('a circle is shown as the loop', () => {
  const waits = (name: string) => `[Unit]\nAfter=${name}\n[Service]\nExecStart=/bin/true\n`;
  const files = host({
    'a.service': waits('b.service'),
    'b.service': waits('c.service'),
    'c.service': waits('a.service'),
  });
  expect(messagesOf(files)).toEqual([
    'UC310 units start after each other in a circle: `a.service` → `b.service` → `c.service` → `a.service`',
  ]);
});

describe('containers', () => {
  const docker = (options: string) => runs(`/usr/bin/docker run --rm ${options} image`);
  test('names', () => {
    const clash = { 'a.service': docker('--name x'), 'b.service': docker('--name=x') };
    expect(found(clash)).toEqual(['b.service UC352 2:36']);
    expect(found({ ...clash, 'b.service': `[Unit]\nConflicts=a.service\n${clash['b.service']}` })).toEqual([]);
    expect(found({ 'a.service': docker('--name %n'), 'b.service': docker('--name %n') })).toEqual([]);
    expect(
      found({ 'a.service': docker('--name x'), 'b.service': runs('/usr/bin/podman run --rm --name x i') }),
    ).toEqual([]);
    expect(found({ 'a.service': docker('--name x'), 'b.service': runs('/usr/bin/docker run i --name x') })).toEqual([]);
    expect(
      found({ 'a.service': runs('/usr/bin/runc run x'), 'b.service': runs('/usr/bin/runc run --bundle /b x') }),
    ).toEqual(['b.service UC352 2:41']);
  });
  test('ports', () => {
    const two = (a: string, b: string) =>
      found({ 'a.service': docker(`-p ${a}`), 'b.service': docker(`--publish ${b}`) }).length;
    expect(two('80:80', '80:8080')).toBe(1);
    expect(two('80:80', '127.0.0.1:80:80')).toBe(1);
    expect(two('8000-8010:80-90', '8010:1')).toBe(1);
    expect(two('80:80/udp', '80:80')).toBe(0);
    expect(two('127.0.0.1:80:80', '127.0.0.2:80:80')).toBe(0);
    expect(two('80', '80')).toBe(0);
    expect(
      found({
        'a.service': docker('-p 80:80'),
        '/etc/containers/systemd/b.container': '[Container]\nImage=quay.io/a/b:1\nPublishPort=80:80\n',
      }),
    ).toEqual(['etc/containers/systemd/b.container UC353 3:13']);
  });
});

describe('files of the host', () => {
  test('of variables', () => {
    const unit = (path: string) =>
      found({
        'a.service': runs('/bin/true', `EnvironmentFile=${path}\n`),
        '/etc/b.conf': '',
        '/etc/tmpfiles.d/c.conf': 'f /etc/c.conf 0644 - - -\n',
      });
    expect(unit('/etc/a.conf')).toEqual(['a.service UC354 2:17']);
    for (const path of ['-/etc/a.conf', '/etc/b.conf', '/etc/c.conf', '/run/a', '/etc/%i', '/etc/*.conf'])
      expect(unit(path)).toEqual([]);
  });
  test('of loose files nothing is missing', () => {
    expect(linted('[Service]\nEnvironmentFile=/etc/a\nExecStart=/usr/local/bin/a $B\n')).toEqual([]);
  });
  test('programs', () => {
    const unit = (line: string) =>
      found({ 'a.service': runs(line), '/usr/local/bin/tool': '!#!/bin/sh\n', '/usr/local/bin/data': 'x' });
    expect(unit('/usr/local/bin/tool')).toEqual([]);
    expect(unit('/usr/bin/docker run x')).toEqual([]);
    expect(unit('-/usr/local/bin/gone')).toEqual(['a.service UC355 2:11']);
    expect(unit('/usr/local/bin/data')).toEqual(['a.service UC355 2:11']);
    expect(found({ 'a.service': runs('/opt/x/y') })).toEqual([]);
  });
  test('of a whole system all programs are known', () => {
    const system = { '/usr/lib/systemd/systemd': '!x', '/usr/bin/true': '!x', '/bin': '-> usr/bin' };
    expect(found({ ...system, 'a.service': runs('/bin/true') })).toEqual([]);
    expect(found({ ...system, 'a.service': runs('/usr/bin/gone') })).toEqual(['a.service UC355 2:11']);
  });
  test('modes and names', () => {
    expect(
      found({
        'a.service': `!${runs('/bin/true')}`,
        'a.service.d/x': '[Service]\n',
        'a.service.d/y.conf.bak': '',
        'b c.service': runs('/bin/true'),
      }),
    ).toEqual(['a.service UC347 1:1', 'a.service.d/x UC348 1:1', 'b c.service UC348 1:1']);
  });
});

describe('variables', () => {
  const unit = (more: string, words: string, file = 'A=1\n#B=2\n') =>
    found({ 'a.service': runs(`/bin/echo ${words}`, more), '/etc/a': file });
  test('that nothing sets', () => {
    expect(unit('', `$A \${B}`)).toEqual(
      ['a.service UC357 3:11', 'a.service UC357 3:14'].map((one) =>
        one.replace('3:', '2:').replace('2:11', '2:21').replace('2:14', '2:24'),
      ),
    );
    expect(unit('Environment=A=1 B=2\n', `$A \${B}`)).toEqual([]);
    expect(unit('PassEnvironment=A\n', `$A $MAINPID \${USER} $$X`)).toEqual([]);
  });
  test('files of variables are read, their comments too', () => {
    expect(unit('EnvironmentFile=/etc/a\n', `$A \${B}`)).toEqual([]);
    expect(unit('EnvironmentFile=/etc/a\n', '$A $C')).toEqual(['a.service UC357 3:24']);
    expect(unit('EnvironmentFile=-/etc/gone\n', `\${C}`)).toEqual([]);
  });
  test('an argument may be missing where its file may', () => {
    expect(unit('EnvironmentFile=-/etc/a\n', '$OPTIONS')).toEqual([]);
    expect(unit('EnvironmentFile=-/etc/a\n', `\${OPTIONS}`)).toEqual(['a.service UC357 3:21']);
    expect(unit('EnvironmentFile=-/etc/a\n', '$ARGUMENT', 'ARGUMENTS=x\n')).toEqual(['a.service UC357 3:21']);
  });
});

test('what is in a directory and only has the name of a unit is left alone', () => {
  expect(
    lintedTree({
      'dbus/org.a.service': '[D-BUS Service]\nName=org.a\nExec=/bin/a\n',
      'avahi/ssh.service': '<?xml version="1.0"?>\n<service-group/>\n',
      'networkd/10.network': '[Match]\nName=eth0\n[Network]\nDHCP=yes\n',
      'perl/Module.pod': '=head1 NAME\n',
    }),
  ).toEqual([]);
});
