/** What docs/graph.md shows is what comes out, and its commands are taken. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { unitc } from '../cli/run-case.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const page = readFileSync('docs/graph.md', 'utf8');
const shown = /```text\n(.*?)```/s.exec(page)?.[1] ?? '';

const spec = `apiVersion: unitc/v1
host: { os: debian, release: "12" }
kubernetes: { version: "1.5.2", serviceCIDR: 10.254.0.0/16 }
etcd: { version: "3.1.0" }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
`;

describe('docs/graph.md', () => {
  let at: string;
  const run = (...words: string[]) => unitc(['-C', at, ...words]);

  beforeAll(() => {
    at = temporaryDirectory();
    writeFileSync(path.join(at, 'cluster.yaml'), spec);
    writeFileSync(path.join(at, 'old.yaml'), spec.replace('3.1.0', '3.1.1'));
  });

  it('shows the list that comes out', async () => {
    expect((await run('graph', 'cluster.yaml')).stdout).toBe(shown);
  });

  it('has commands that print a picture', async () => {
    const commands = [...page.matchAll(/^unitc (graph .*?)(?: > \S+)?$/gm)].map(([, words = '']) => words.split(' '));
    expect(commands.length).toBe(6);
    const begins = [
      /^master-1\n/,
      /^<svg /,
      /^flowchart LR\n/,
      /^digraph "boot" \{\n/,
      /^\{\n {2}"version": 1,\n/,
      /restart/,
    ];
    for (const [index, words] of commands.entries()) {
      expect(await run(...words), words.join(' ')).toMatchObject({
        exit: 0,
        stderr: '',
        stdout: expect.stringMatching(begins[index] ?? /^$/),
      });
    }
  });
});
