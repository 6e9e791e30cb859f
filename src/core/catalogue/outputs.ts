import type { Entries } from './entry.ts';
import type { Of } from './examples.ts';

const spec = `host: { os: debian }
hosts:
  master-1: { address: 192.0.2.1, roles: [etcd] }
`;

const elsewhere = { 'notes.txt': 'files beside the hosts are nobody’s business\n' };

const head = '"version": 1, "name": "lab", "host": "master-1", "generator": "unitc 0.1.0"';
const owner = '"mode": "0644", "owner": "root", "group": "root"';
const noContent = '"sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "size": 0';
const listsConf = `{ ${head}, "files": [{ "path": "etc/etcd/etcd.conf", "type": "file", ${owner}, ${noContent} }] }\n`;

/** Built over what is there already. */
function over(existing: Readonly<Record<string, string>>): Of<'output'> {
  return { kind: 'output', existing, spec };
}

/** UC6xx. */
export const outputsEntries = {
  UC600: {
    name: 'foreign-file',
    severity: 'error',
    title: 'a file that unitc did not make is in the way',
    what: 'In an output directory unitc owns what `<host>.manifest.json` lists. A path that is to be written holds something that no manifest there names, with another content.',
    why: 'no manifest of unitc names it, so it may be somebody’s work, and that is never overwritten',
    cure: 'move it away, or build into another directory',
    bad: over({ 'master-1/etc/etcd/etcd.conf': 'ETCD_NAME=mine\n' }),
    good: over(elsewhere),
  },
  UC601: {
    name: 'edited-file',
    severity: 'error',
    title: 'a generated file was edited by hand',
    what: 'A file that the last build wrote has another content than `<host>.manifest.json` says, and this build would replace or delete it.',
    why: 'the edit would be lost: the spec does not know about it',
    cure: 'carry the edit over to the spec, then delete the file and build again',
    bad: over({ 'master-1.manifest.json': listsConf, 'master-1/etc/etcd/etcd.conf': 'ETCD_NAME=edited\n' }),
    good: over({ 'master-1.manifest.json': listsConf, 'master-1/etc/etcd/etcd.conf': '' }),
  },
  UC602: {
    name: 'wrong-kind',
    severity: 'error',
    title: 'something of another kind is in the way',
    what: 'Below an output directory, a directory stands where a file must go, something else where a directory must be, or a symlink on the way to a path. Symlinks are not followed: what they lead to is outside of what was asked for.',
    why: 'writing through it, or replacing it, would touch what unitc does not own',
    cure: 'move it away, or build into another directory',
    bad: over({ 'master-1/etc': 'a file where a directory must be\n' }),
    good: over(elsewhere),
  },
  UC603: {
    name: 'not-a-manifest',
    severity: 'error',
    title: 'a manifest in the output directory cannot be read',
    what: '`<host>.manifest.json` in an output directory says which files there are ours. One is there that is not what unitc writes.',
    why: 'without it nobody can tell generated files from others',
    cure: 'move it away; files with the content that is to be written are taken over',
    bad: over({ 'master-1.manifest.json': '{}\n' }),
    good: over(elsewhere),
  },
  UC604: {
    name: 'unfinished-build',
    severity: 'error',
    title: 'an interrupted build cannot be finished',
    what: 'An earlier build was interrupted while it replaced files and left a journal in `.unitc`. The next build finishes it first; but a file that is still to be replaced or deleted was changed since.',
    why: 'finishing would overwrite what was changed after the interruption',
    cure: 'move the changed file away and build again',
    bad: over({
      '.unitc/journal.json': `{ "version": 1, "operations": [{ "op": "delete", "path": "master-1/etc/old", "before": "file e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" }] }\n`,
      'master-1/etc/old': 'changed since\n',
    }),
    good: over(elsewhere),
  },
} as const satisfies Entries;
