import { describe, expect, test } from 'vitest';
import { parseQuadlet } from '../../src/codec/quadlet/index.ts';
import { encodeBytes } from '../../src/codec/unit/index.ts';
import { linted, lintedTree } from './linted.ts';

const image = 'Image=quay.io/a/b:1\n';
const container = (text: string, options = {}) => linted(`[Container]\n${image}${text}`, 'a.container', options);

describe('the syntax', () => {
  const values = (text: string) => parseQuadlet(encodeBytes(text)).assignments.map(({ key, value }) => [key, value]);
  test('lines are joined without a blank, over comments and blank lines', () => {
    expect(values('[Container]\nExec=a\\\n  # c\n\n  b \\\n c\n')).toEqual([['Exec', 'ab c']]);
  });
  test('lines end at LF alone, and blanks of Unicode are cut', () => {
    expect(values('[Container]\r\n Exec = a\u00a0\r\n')).toEqual([['Exec', 'a']]);
  });
  test('positions go back to the file', () => {
    const text = '[Container]\nExec=one \\\n   two\n';
    const [assignment] = parseQuadlet(encodeBytes(text)).assignments;
    expect(text.slice(assignment?.valueRange.start, assignment?.valueRange.end)).toBe('one \\\n   two');
  });
  test.each(['x\n', 'A=1\n[Container]\n', '[Container\n', '[Container] # c\n', '[]\n', '[Container]\n=x\n'])(
    'podman makes no unit of %j',
    (text) => {
      expect(linted(text, 'a.container')[0]).toMatch(/^UC370/);
    },
  );
});

test('settings that are unknown, missing or not to be set', () => {
  expect(container('Exce=a\n')).toEqual(['UC371 3:1']);
  expect(linted('[Container]\nExec=a\n', 'a.container')).toEqual(['UC372 1:1']);
  expect(linted('[Container]\nImage=quay.io/a/b:1\nRootfs=/r\n', 'a.container')).toEqual(['UC372 1:1']);
  expect(linted('[Build]\nImageTag=localhost/a\n', 'a.build')).toEqual(['UC372 1:1']);
  expect(container('[Service]\nUser=a\nKillMode=process\nType=forking\n')).toEqual([
    'UC375 4:1',
    'UC375 5:10',
    'UC375 6:6',
  ]);
  expect(container('[Service]\nType=oneshot\nKillMode=mixed\n')).toEqual([]);
});

test("what is systemd's is read as systemd reads it", () => {
  expect(container('[Unit]\nAfer=a\n[Service]\nRestart=always\n[Install]\nWantedBy=default.target\n')).toEqual([
    'UC300 4:1',
  ]);
});

test.each([
  ['PublishPort=80', true],
  ['PublishPort=127.0.0.1:8080:80/udp', true],
  ['PublishPort=eighty:80', false],
  ['HealthInterval=30', false],
  ['HealthInterval=1m30s', true],
  ['AutoUpdate=registry', true],
  ['AutoUpdate=yes', false],
  ['StopTimeout=5s', false],
  ['IP=10.0.0', false],
  ['Notify=healthy', true],
  ['StopTimeout=%i', true],
])('the value of %s', (line, good) => {
  expect(container(`${line}\n`)).toEqual(good ? [] : [`UC373 3:${line.indexOf('=') + 2}`]);
});

test('booleans, lost words, glued lines, releases', () => {
  expect(container('ReadOnly=y\n')).toEqual(['UC374 3:10']);
  expect(container('Exec=a "" b\n')).toEqual(['UC378 3:8']);
  expect(container('Exec=a \\q b\n')).toEqual(['UC378 3:8']);
  expect(container('Exec="open\n')).toEqual([]);
  expect(container('Exec=a\\\n b\n')).toEqual(['UC379 3:7']);
  expect(container('Retry=3\n', { podman: '5.4' })).toEqual(['UC377 3:1']);
  expect(container('Retry=3\n', { podman: '5.5' })).toEqual([]);
});

describe('files that go together', () => {
  const at = (name: string) => `etc/containers/systemd/${name}`;
  test('references', () => {
    const text = `[Container]\n${image}Network=lab.network:ip=1.2.3.4\nVolume=data.volume:/data\nPod=p.pod\nMount=type=volume,source=m.volume,destination=/m\n`;
    expect(lintedTree({ [at('a.container')]: text })).toHaveLength(4);
    expect(
      lintedTree({
        [at('a.container')]: text,
        [at('lab.network')]: '[Network]\n',
        [at('data.volume')]: '[Volume]\n',
        [at('p.pod')]: '[Pod]\n',
        [at('m.volume')]: '[Volume]\n',
      }),
    ).toEqual([]);
  });
  test('drop-ins count', () => {
    expect(
      lintedTree({
        [at('a.container')]: '[Container]\nExec=a\n',
        [at('container.d/image.conf')]: `[Container]\n${image}`,
      }),
    ).toEqual([]);
  });
  test('a unit of the same name', () => {
    expect(
      lintedTree({
        [at('a.container')]: `[Container]\n${image}`,
        'etc/systemd/system/a.service': '[Service]\nExecStart=/bin/true\n',
      }),
    ).toEqual([`${at('a.container')} UC382 1:1`]);
  });
});
