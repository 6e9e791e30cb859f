/** An image whose files have all that a root file system can have: owners, set-uid, capabilities, links, a sticky bit. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { locate } from './programs.ts';

/** Makes the files; needs root. */
export function makeTree(tree: string, marker: string): string {
  for (const folder of ['usr/bin', 'etc', 'data', 'empty']) mkdirSync(join(tree, folder), { recursive: true });
  writeFileSync(join(tree, 'etc/marker'), marker);
  writeFileSync(join(tree, 'usr/bin/etcd'), '#!/bin/sh\n', { mode: 0o755 });
  execFileSync(locate('setcap', 'libcap2-bin'), ['cap_net_bind_service+ep', join(tree, 'usr/bin/etcd')]);
  writeFileSync(join(tree, 'usr/bin/su'), 'x');
  chmodSync(join(tree, 'usr/bin/su'), 0o4755);
  writeFileSync(join(tree, 'etc/key'), 'x');
  chownSync(join(tree, 'etc/key'), 996, 994);
  chmodSync(join(tree, 'etc/key'), 0o440);
  linkSync(join(tree, 'etc/key'), join(tree, 'etc/key2'));
  symlinkSync('/usr/bin/etcd', join(tree, 'etc/absolute'));
  chmodSync(join(tree, 'data'), 0o1777);
  chmodSync(join(tree, 'empty'), 0o700);
  return tree;
}

/** One line for each path below a root: kind, mode, owner, links, target, capabilities, content. */
export function listTree(root: string): string[] {
  const find = ['.', '-mindepth', '1', '-printf', '%P %y %m %U:%G %l\\n'];
  const files = execFileSync(locate('find', 'findutils'), find, { cwd: root, encoding: 'utf8' });
  const capabilities = execFileSync(locate('getcap', 'libcap2-bin'), ['-r', '.'], { cwd: root, encoding: 'utf8' });
  const same = execFileSync(locate('find', 'findutils'), ['.', '-samefile', 'etc/key', '-printf', '%P\\n'], {
    cwd: root,
    encoding: 'utf8',
  });
  return [files, capabilities, same].flatMap((text) => text.split('\n').sort());
}

/** Writes what `docker save` would: one layer, one tag. */
export function writeDockerArchive(tree: string, reference: string, file: string): string {
  const work = `${file}.d`;
  mkdirSync(work);
  const tar = (args: string[]) => execFileSync(locate('tar'), args);
  tar(['--xattrs', '--xattrs-include=*', '--numeric-owner', '-C', tree, '-cf', join(work, 'layer.tar'), '.']);
  const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
  const config = {
    architecture: { x64: 'amd64', arm64: 'arm64' }[process.arch as string] ?? process.arch, // the names of Go
    os: 'linux',
    config: { Labels: { name: 'etcd' } },
    rootfs: { type: 'layers', diff_ids: [`sha256:${digest(join(work, 'layer.tar'))}`] },
  };
  writeFileSync(join(work, 'config.json'), JSON.stringify(config));
  const manifest = [{ Config: 'config.json', RepoTags: [reference], Layers: ['layer.tar'] }];
  writeFileSync(join(work, 'manifest.json'), JSON.stringify(manifest));
  tar(['-C', work, '-cf', file, 'manifest.json', 'config.json', 'layer.tar']);
  return file;
}
