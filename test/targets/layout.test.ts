/** Every golden spec as packages would bring it: what lies where, and that texts name no place of the other layout. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseTmpfiles } from '../../src/codec/tmpfiles/index.ts';
import { type CompileResult, compile } from '../../src/compile.ts';
import { loadBundle } from '../../src/edge/bundle.ts';
import type { FileTree } from '../../src/tree/file-tree.ts';
import { hostLayout, packageLayout } from '../../src/tree/layout.ts';
import { goldenCases, goldenRoot } from '../support/golden-case.ts';

const bundle = loadBundle();

function compiled(name: string): CompileResult {
  const read = (file: string) => readFileSync(path.join(goldenRoot, name, file), 'utf8');
  return compile({ entry: 'spec.yaml', read }, { bundle, version: '0.0.0', layout: packageLayout });
}

/** Content of the package, so that what an operator writes into a spec is not among it. */
const places = /^(etc\/(?!systemd\/|tmpfiles\.d\/|sysusers\.d\/|modules-load\.d\/|sysctl\.d\/)|usr\/(?!local\/))/;

/** `PATH` of a container, programs in images, where a unit copies kubectl to, and what a published image writes. */
const runTime =
  /^ *"PATH=|^ExecStopPost=-\/usr\/bin\/rm |\/usr\/local\/bin\/(?:etcd|etcdctl|etcdutl|kube[a-z-]*)(?![\w-])/;

describe.each(goldenCases())('golden/%s as a package', (name) => {
  const { trees } = compiled(name);
  const all: [string, FileTree][] = [...trees];

  test('compiles, with every path where packages may have files', () => {
    expect(all.length).toBeGreaterThan(0);
    const misplaced = all.flatMap(([, tree]) => [...tree].map((one) => one.path)).filter((one) => !places.test(one));
    expect(misplaced).toEqual([]);
  });

  test('has no text that names a directory of files that are unpacked', () => {
    const { units, helpers, tmpfiles, sysusers, modules, sysctls, defaults, manifest, bin } = hostLayout;
    const others = [units, helpers, tmpfiles, sysusers, modules, sysctls, defaults, manifest, bin];
    const named = all.flatMap(([host, tree]) =>
      [...tree].flatMap((one) => {
        // Scripts are the same in both layouts; their comments say which paths they know.
        if (one.type !== 'file' || one.mode === 0o755) return [];
        const lines = one.content.split('\n').filter((line) => !runTime.test(line));
        return lines.filter((line) => others.some((at) => line.includes(`${at}/`))).map((line) => `${host} ${line}`);
      }),
    );
    expect(named).toEqual([]);
  });

  test('has every helper that its units call', () => {
    for (const [, tree] of all) {
      const texts = [...tree].flatMap((one) => (one.type === 'file' && one.kind === 'unit' ? [one.content] : []));
      const helpers = texts.flatMap((text) => [...text.matchAll(/\/usr\/libexec\/unitc\/[\w/-]+/g)].map(String));
      expect(helpers.filter((helper) => tree.get(helper.slice(1)) === undefined)).toEqual([]);
    }
  });

  test('links each description of a container into its bundle', () => {
    for (const [, tree] of all) {
      const paths = [...tree].map((one) => one.path);
      const described = paths.filter((one) => one.startsWith('usr/lib/unitc/containers/'));
      const links = [...tree].flatMap((one) => {
        if (one.type !== 'file' || !/^usr\/lib\/tmpfiles\.d\/unitc-/.test(one.path)) return [];
        return [...one.content.matchAll(/^L\+ (\S+) - - - - (\S+)$/gm)].map(([, at = '', to = '']) => [at, to]);
      });
      expect(links.map(([, to]) => to).sort()).toEqual(described.map((one) => `/${one}`).sort());
      for (const [at, to] of links) expect(to).toBe(at?.replace(packageLayout.containers, packageLayout.descriptions));
    }
  });
});

test('the lines that link are those of tmpfiles.d', () => {
  const tree = compiled('package-layout').trees.get('master-1');
  const file = tree?.get('usr/lib/tmpfiles.d/unitc-etcd.conf');
  if (file?.type !== 'file') throw new Error('no tmpfiles');
  expect(parseTmpfiles(new TextEncoder().encode(file.content)).problems).toEqual([]);
});

test('a program that a unit copies goes where the running system may write, and no script applies trees', () => {
  const tree = compiled('package-layout').trees.get('master-1');
  const unit = tree?.get('usr/lib/systemd/system/unitc-kubectl.service');
  expect(unit?.type === 'file' && unit.content).toContain('copy-kubectl /usr/local/bin/kubectl ');
  expect(tree?.get('usr/libexec/unitc/apply')).toBeUndefined();
  expect(tree?.get('usr/libexec/unitc/preflight')).toBeUndefined();
});

test("kubeadm's drop-in has a name of its own, and sets anew what the package's says", () => {
  const [tree] = compiled('kubeadm').trees.values();
  const file = tree?.get('usr/lib/systemd/system/kubelet.service.d/20-unitc.conf');
  expect(file?.type === 'file' && file.content).toMatch(/^ExecStart=\nExecStart=\//m);
});

test('a changed description restarts its container', () => {
  const tree = compiled('package-layout').trees.get('master-1');
  const manifest = tree?.get(packageLayout.manifest.slice(1));
  const text = manifest?.type === 'file' ? manifest.content : '';
  const line = text.split('\n').find((one) => one.includes('containers/etcd.0/config.json'));
  expect(line).toContain('"restarts": ["etcd.service"]');
});
