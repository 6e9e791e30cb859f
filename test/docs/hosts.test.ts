/** What docs/hosts.md shows is what comes out: its specs compile, its ports are listed, its links lead somewhere. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { openPorts, printPortTable } from '../../src/inventory/ports/index.ts';
import { compileText } from '../support/compile.ts';

const page = readFileSync('docs/hosts.md', 'utf8');
const first = /```yaml\n(.*?)```/s.exec(readFileSync('docs/spec.md', 'utf8'))?.[1] ?? '';

describe('docs/hosts.md', () => {
  const specs = [...page.matchAll(/```yaml\n(.*?)```/gs)].map((match) => match[1] ?? '');

  it('has an example', () => expect(specs.length).toBeGreaterThan(0));

  it.each(specs)('compiles %s', (text) => {
    const { trees, diagnostics } = compileText(`${text}extends: ./first.yaml\n`, { 'first.yaml': first });
    expect(diagnostics).toEqual([]);
    expect(trees.get('master-1')?.get('etc/systemd/system/unitc-packages.service')).toBeDefined();
  });

  it('lists the ports of the first example of the other page', () => {
    const { cluster } = compileText(first);
    if (cluster === undefined) throw new Error('the first example does not compile');
    expect(page).toContain(`\`\`\`\n${printPortTable(openPorts(cluster), (text) => text)}\`\`\`\n`);
  });

  it('says which users are made where', () => {
    const made = (host: string) => {
      const { trees } = compileText(`host: { ${host} }\nextends: ./first.yaml\n`, { 'first.yaml': first });
      return trees.get('master-1')?.get('etc/sysusers.d/unitc.conf') !== undefined;
    };
    const hosts = [
      'os: fedora-atomic, release: "25"',
      'os: centos-atomic',
      'os: fedora-atomic, release: "27"',
      'os: centos-atomic-continuous',
    ];
    expect(hosts.map(made)).toEqual([false, false, true, true]);
  });
});

test('links of docs/hosts.md lead to files and headings', () => {
  const links = [...page.matchAll(/\]\(([^)#]*)(?:#([^)]*))?\)/g)];
  expect(links.length).toBeGreaterThan(4);
  for (const [, file = '', anchor] of links) {
    expect(existsSync(`docs/${file}`), file).toBe(true);
    if (anchor === undefined) continue;
    const headings = [...readFileSync(`docs/${file}`, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    );
    expect(headings).toContain(anchor);
  }
});
