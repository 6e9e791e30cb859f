import { expect, it } from 'vitest';
import { printShownFiles } from '../../src/report/shown-files.ts';
import { type ShownFile, shownFiles } from '../../src/review/shown-files.ts';
import { sideOfTexts } from '../support/review.ts';

const print = (files: readonly ShownFile[], harmless = false) =>
  printShownFiles(files, { style: { color: false }, harmless });

it('each file has a line that says what it is', () => {
  const entry = { type: 'file', mode: '0644', owner: 'root:root', content: 'c' } as const;
  const files: ShownFile[] = [
    { host: 'a', path: 'etc/one', entry, content: { text: 'x\ny\n' } },
    { host: 'a', path: 'etc/two', entry, content: { text: 'no end' } },
    { host: 'a', path: 'etc/empty', entry, content: { text: '' } },
    { host: 'a', path: 'bin', entry, content: { base64: 'AAE=' } },
    { host: 'a', path: 'link', entry: { type: 'symlink', target: '/x' } },
    { host: 'a', path: 'dir', entry: { type: 'directory', mode: '0755' } },
  ];
  expect(print(files)).toBe(
    [
      '==> a:/etc/one  0644  root:root\nx\ny\n',
      '==> a:/etc/two  0644  root:root\nno end\n\\ No newline at end of file\n',
      '==> a:/etc/empty  0644  root:root\n',
      '==> a:/bin  0644  root:root\nbinary  2 bytes  sha256:b413f47d13ee2fe6c845b2ee141af81de858df4ec549a58b7970bb96645bc8d2\n',
      '==> a:/link  -> /x\n',
      '==> a:/dir  0755  directory\n',
    ].join('\n'),
  );
});

it('is for terminals without what they obey, and shows no secrets unless they are asked for', () => {
  const side = sideOfTexts({
    b: { 'etc/x\u001b[2J': 'a\u001b[31m\n' },
    a: { 'etc/kubernetes/apiserver': 'API_TOKEN=hunter22secret\n' },
  });
  const text = print(shownFiles(side, { showSecrets: false }), true);
  expect(text).not.toContain('\u001b');
  expect(text).not.toContain('hunter22');
  expect(text.indexOf('==> a:')).toBeLessThan(text.indexOf('==> b:'));
  expect(text).toContain('<redacted sha256:');
  expect(print(shownFiles(side, { showSecrets: true }))).toContain('hunter22secret');
});
