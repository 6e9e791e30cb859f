/** Each trap where it is one, and where it only looks like one. */
import { describe, expect, test } from 'vitest';
import { linted, messagesOf } from './linted.ts';

const runs = (line: string, more = '') => linted(`[Service]\nExecStart=${line}\n${more}`);
/** Codes of a command line. */
const codes = (line: string) => runs(line).map((one) => one.split(' ')[0]);

describe('continued lines', () => {
  test('before a blank line and at the end of the file', () => {
    expect(runs('/bin/echo a \\\n\nRestart=no')).toEqual(['UC321 2:23']);
    expect(linted('[Service]\nExecStart=/bin/echo a \\')).toEqual(['UC321 2:23']);
    expect(runs('/bin/echo a \\\n# comment\n b')).toEqual([]);
  });
  test('a backslash with blanks behind it; two of them are one that is escaped', () => {
    expect(runs('/bin/echo a\\ \nRestart=no')).toContain('UC322 2:22');
    expect(linted('[Service]\nExecStart=/bin/true\nSyslogIdentifier=a\\\\ \n')).toEqual([]);
  });
  test('comments', () => {
    expect(runs('/bin/true', '# off \\\nRestart=no\n')).toEqual(['UC323 3:7']);
    expect(runs('/bin/true', '#ExecStop=/bin/a \\\n#  --b \\\n#  --c\n')).toEqual([]);
    expect(runs('/bin/echo \\\n# a \\\n b')).toEqual([]);
  });
  test('what is swallowed', () => {
    expect(runs('/bin/echo a \\\nRestart=always')).toEqual(['UC324 3:1']);
    expect(runs('/bin/echo a \\\n[Install]\nWantedBy=multi-user.target')).toContain('UC324 3:1');
    expect(runs('/bin/echo a \\\nTHING=always')).toEqual([]);
    expect(runs('/bin/echo a \\\n  Restart=always')).toEqual([]);
  });
});

describe('variables', () => {
  test.each(['$HOME-x', '$1', '$', '$HOME$USER'])('an argument %s vanishes', (word) => {
    expect(codes(`/bin/echo ${word}`)).toEqual(['UC314']);
  });
  test.each(['$HOME', '$$HOME-x', `\${HOME}-x`, 'x$HOME-x', '"x $1"'])('an argument %s does not', (word) => {
    expect(codes(`/bin/echo ${word}`)).toEqual([]);
  });
  test('without expansion nothing vanishes', () => {
    expect(codes('/bin/true')).toEqual([]);
    expect(codes(':/bin/echo $1')).toEqual([]);
  });
  test('forms of shells, outside of shells', () => {
    expect(codes(`/bin/echo \${A:-b}`)).toEqual(['UC315']);
    expect(codes(`/bin/sh -c 'echo $$\${A:-b}'`)).toEqual([]);
  });
  test('in values', () => {
    expect(runs('/bin/true', 'WorkingDirectory=$HOME\n')).toContain('UC340 3:18');
    expect(runs('/bin/true', 'Environment=PATH=/a:$PATH\n')).toEqual(['UC340 3:13']);
    expect(runs('/bin/true', 'Environment=PS1=$HOSTNAME\n')).toEqual([]);
  });
});

describe('specifiers in texts', () => {
  test.each(['date +%s', 'date +%Y-%m-%d', 'echo at %H:%M', 'curl http://a/%C3'])('%s', (line) => {
    expect(codes(`/bin/${line}`)).toEqual(['UC316']);
  });
  test.each(['date +%%s', 'echo %i', 'echo %n.log', 'echo --name=%p-%i', 'echo 50%', 'echo %t/a.pid'])(
    'not %s',
    (line) => {
      expect(codes(`/bin/${line}`)).toEqual([]);
    },
  );
});

describe('shell syntax', () => {
  test.each([
    'a | b',
    'a && b',
    'a &',
    'a > /b',
    'a 2>&1',
    'a >>/b',
    'a < b',
    '$(a)x',
    '`a`',
    '~/a',
    'a ||',
    '/etc/*.conf',
  ])('%s', (words) => {
    expect(codes(`/bin/echo ${words}`)).toContain('UC326');
  });
  test.each(["'a | b'", '"a > b"', 'a=>b', '<html>', '->', '/a/b', 'a?b=c', 'https://a/?b=*'])('not %s', (words) => {
    expect(codes(`/bin/echo ${words}`)).not.toContain('UC326');
  });
  test('what a shell or find gets is theirs', () => {
    expect(codes("/bin/sh -c 'a | b'")).toEqual([]);
    expect(codes('/usr/bin/env bash -c "a > b"')).toEqual([]);
    expect(codes('/usr/bin/find /var/log/*.gz')).toEqual([]);
  });
  test('a word that only shells have', () => {
    expect(codes('cd /tmp')).toEqual(['UC326']);
  });
});

test('comments behind values', () => {
  expect(runs('/bin/true # nothing')).toEqual(['UC327 2:21']);
  expect(runs('/bin/true', 'Restart=always # often\n')).toContain('UC327 3:16');
  expect(runs('/bin/echo "a # b" \'# c\' #1')).toEqual([]);
  expect(linted('[Unit]\nDescription=Queue #1\n[Service]\nExecStart=/bin/true\n')).toEqual([]);
});

describe('quotes', () => {
  test.each(['{"a":1}', 'a"b c"d', "don't-can't"])('inside of a word: %s', (word) => {
    expect(codes(`/bin/echo ${word}`)).toContain('UC329');
  });
  test.each(['--a="b c"', '"a"', '\'{"a":1}\'', '"it\'s"', 'a="b"'])('not: %s', (word) => {
    expect(codes(`/bin/echo ${word}`)).toEqual([]);
  });
});

test('a setting that is written twice below one header; a header of its own is meant to win', () => {
  expect(runs('/bin/true', 'Restart=no\nRestart=always\n')).toEqual(['UC338 3:1']);
  expect(runs('/bin/true', 'Restart=no\n[Service]\nRestart=always\n')).toEqual([]);
});

test('containers that are detached, however it is written', () => {
  for (const words of ['-d a', '-itd a', '--detach a', '--name x --detach=true a']) {
    expect(codes(`/usr/bin/docker run ${words}`)).toEqual(['UC344']);
  }
  for (const words of ['--rm a -d', '--detach=false a', '--name -d a', '-e D=d a']) {
    expect(codes(`/usr/bin/podman run ${words}`)).toEqual([]);
  }
  expect(runs('/usr/bin/docker run -d a', 'Type=oneshot\nRemainAfterExit=yes\n')).toEqual([]);
});

test('deprecated where the host has the successor', () => {
  const text = '[Service]\nExecStart=/bin/true\nStartLimitBurst=3\n';
  expect(linted(text)).toEqual(['UC311 3:1']);
  expect(linted(text, 'a.service', { systemd: '252' })).toEqual(['UC311 3:1']);
  expect(linted(text, 'a.service', { systemd: '219' })).toEqual([]);
});

test('Restart= of a oneshot, which older systemds refuse', () => {
  const text = (value: string) => `[Service]\nType=oneshot\nRestart=${value}\nExecStart=/bin/true\n`;
  expect(linted(text('on-failure'), 'a.service', { systemd: '243' })).toEqual(['UC318 3:1']);
  expect(linted(text('on-failure'), 'a.service', { systemd: '244' })).toEqual([]);
  expect(linted(text('on-failure'))).toEqual([]);
  expect(linted(text('no'), 'a.service', { systemd: '219' })).toEqual([]);
  // Nor would `on-failure`, which newer ones take, be a cure.
  expect(messagesOf({ 'a.service': text('always') }, { systemd: '219' })).toEqual([
    'UC318 systemd refuses the unit: `Restart=` is set, which `Type=oneshot` must not have before systemd 244',
  ]);
});

describe('the unit with its drop-ins', () => {
  const dropIn = (text: string) => ({ 'etc/systemd/system/a.service.d/x.conf': text });
  test('what a drop-in takes away', async () => {
    const { lintedTree } = await import('./linted.ts');
    const unit = { 'etc/systemd/system/a.service': '[Service]\nExecStart=/bin/a\n' };
    expect(lintedTree({ ...unit, ...dropIn('[Service]\nExecStart=/bin/b\n') })).toEqual([
      'etc/systemd/system/a.service.d/x.conf UC318 2:1',
    ]);
    expect(lintedTree({ ...unit, ...dropIn('[Service]\nExecStart=\nExecStart=/bin/b\n') })).toEqual([]);
    expect(lintedTree({ ...unit, ...dropIn('[Service]\nType=forking\n') })).toEqual([
      'etc/systemd/system/a.service.d/x.conf UC332 2:6',
    ]);
  });
});
