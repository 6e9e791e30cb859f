/** Commands of docs/etcd.md: what the page has an administrator type is what the steps run. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './project.ts';

/** Of the snapshot, wherever the page names one. */
const exampleTime = '20260102T030405Z';

/** The code in each numbered item of a section: lines of its block, else what stands between backquotes. */
export function commandsIn(heading: string): string[][] {
  const page = readFileSync(path.join(projectRoot, 'docs/etcd.md'), 'utf8');
  const [, section] = page.split(`\n## ${heading}\n`);
  assert.ok(section !== undefined, `docs/etcd.md has no section ${heading}`);
  const [text = ''] = section.split('\n## ');
  return text
    .split(/^\d+\. /m)
    .slice(1)
    .map(codeOf);
}

function codeOf(item: string): string[] {
  const block = /^ *```sh\n(.*?)^ *```$/ms.exec(item)?.[1];
  if (block === undefined) return [...item.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
  return block
    .trim()
    .split('\n')
    .map((line) => line.trim());
}

/** The command with the time of a snapshot that is there. */
export function withTime(command: string, time: string): string {
  assert.ok(command.includes(exampleTime), `no time in: ${command}`);
  return command.replaceAll(exampleTime, time);
}
