import { describe, expect, test } from 'vitest';
import { ignitionConfig } from '../../src/outputs/first-boot/ignition.ts';
import type { Artifact } from '../../src/tree/artifact.ts';
import { directory, file, symlink, tree } from './sample-tree.ts';

function config(...artifacts: Artifact[]): unknown {
  return JSON.parse(ignitionConfig(tree(...artifacts)));
}

const service = '[Service]\nExecStart=/bin/true\n';
const installed = `${service}\n[Install]\nWantedBy=multi-user.target\n`;
const units = 'etc/systemd/system';

describe('units', () => {
  test('are enabled if they can be, and hold their drop-ins', () => {
    const made = config(
      file(`${units}/a.service`, installed),
      file(`${units}/a.service.d/20.conf`, '[Unit]\n'),
      file(`${units}/b.timer`, service),
      file(`${units}/docker.service.d/10.conf`, '[Service]\n'),
      file(`${units}/docker.service.d/20.conf`, '[Unit]\n'),
      file(`${units}/t@.service`, installed),
    );
    expect(made).toEqual({
      ignition: { version: '3.0.0' },
      systemd: {
        units: [
          {
            name: 'a.service',
            enabled: true,
            contents: installed,
            dropins: [{ name: '20.conf', contents: '[Unit]\n' }],
          },
          { name: 'b.timer', contents: service },
          {
            name: 'docker.service',
            dropins: [
              { name: '10.conf', contents: '[Service]\n' },
              { name: '20.conf', contents: '[Unit]\n' },
            ],
          },
        ],
      },
      storage: { files: [expect.objectContaining({ path: `/${units}/t@.service` })] },
    });
  });

  test.each([
    ['a line that is too long to its parser', file(`${units}/a.service`, `# ${'é'.repeat(1100)}\n${installed}`)],
    ['a mode of its own', file(`${units}/a.service`, installed, { mode: 0o600 })],
    ['an owner of its own', file(`${units}/a.service`, installed, { owner: 'etcd' })],
  ])('with %s are files, and enabled all the same', (_, artifact) => {
    expect(config(artifact)).toMatchObject({
      storage: { files: [{ path: `/${units}/a.service` }] },
      systemd: { units: [{ name: 'a.service', enabled: true }] },
    });
    expect(config(artifact)).not.toHaveProperty('systemd.units.0.contents');
  });

  test('of names that Ignition does not know are files', () => {
    const made = config(file(`${units}/a.service.wants/readme`, ''), file(`${units}/x.container`, installed));
    expect(made).toHaveProperty('storage.files.length', 2);
    expect(made).not.toHaveProperty('systemd');
  });
});

test('files, directories and links have modes as numbers, and owners that are not root', () => {
  const made = config(
    directory('var/lib/x', { mode: 0o700, owner: '998', group: 'kube' }),
    file('etc/a', 'a%\n', { mode: 0o600 }),
    symlink('etc/l', '../a\n"b"'),
  );
  expect(made).toEqual({
    ignition: { version: '3.0.0' },
    storage: {
      directories: [{ path: '/var/lib/x', user: { id: 998 }, group: { name: 'kube' }, mode: 448 }],
      files: [{ path: '/etc/a', overwrite: true, mode: 384, contents: { source: 'data:,a%25%0A' } }],
      links: [{ path: '/etc/l', overwrite: true, target: '../a\n"b"' }],
    },
  });
});

test('contents are written in the shorter way', () => {
  const source = (text: string) =>
    expect(config(file('etc/a', text))).toHaveProperty(
      'storage.files.0.contents.source',
      text === '' ? 'data:,' : expect.stringMatching(text.includes('"') ? /^data:;base64,/ : /^data:,/),
    );
  source('');
  source('plain-words');
  source('"'.repeat(40));
});

test('bits that this specification has not are no silent loss', () => {
  expect(() => ignitionConfig(tree(file('usr/local/bin/su', '', { mode: 0o4755 })))).toThrow('special bits');
});

test('nothing is a config too', () => expect(config()).toEqual({ ignition: { version: '3.0.0' } }));
