/** A golden case: what its spec compiles to, as the files that lie in its directory. */
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { type CompileResult, compile } from '../../src/compile.ts';
import { compileImage } from '../../src/compile-image.ts';
import { compareBytes } from '../../src/core/order.ts';
import { loadBundle } from '../../src/edge/bundle.ts';
import { packageRoot } from '../../src/edge/package-root.ts';
import { butaneConfig } from '../../src/outputs/first-boot/butane.ts';
import { cloudConfig } from '../../src/outputs/first-boot/cloud-init.ts';
import { ignitionConfig } from '../../src/outputs/first-boot/ignition.ts';
import { extensionKinds } from '../../src/outputs/names.ts';
import { buildContext } from '../../src/outputs/system-image/build-context.ts';
import { extensionTree } from '../../src/outputs/system-image/extension.ts';
import { packageSpecs } from '../../src/package-sources.ts';
import { reportConcise } from '../../src/report/concise.ts';
import type { Rendered } from '../../src/template/render.ts';
import type { FileTree } from '../../src/tree/file-tree.ts';
import { hostLayout, type Layout, manifestPaths, packageLayout } from '../../src/tree/layout.ts';

export const goldenRoot = path.join(packageRoot().directory, 'golden');

/** A release changes no golden file. */
const version = '0.0.0';

export function goldenCases(): string[] {
  const entries = readdirSync(goldenRoot, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort(compareBytes);
}

const options = { bundle: loadBundle(), version };

/** Of cases that are not for unpacking on a host. */
const layoutOf: Readonly<Record<string, Layout>> = { 'package-layout': packageLayout, 'system-image': packageLayout };
const compiled = new Map<string, CompileResult>();

/** Each case is compiled once. */
export function compileGolden(name: string): CompileResult {
  const directory = path.join(goldenRoot, name);
  const read = (file: string) => readFileSync(path.join(directory, file), 'utf8');
  const result =
    compiled.get(name) ?? compile({ entry: 'spec.yaml', read }, { ...options, layout: layoutOf[name] ?? hostLayout });
  compiled.set(name, result);
  return result;
}

/** Images of components, of cases whose specs show something different about them. */
const imagesOf: Readonly<Record<string, readonly string[]>> = {
  'centos-atomic': ['etcd', 'flanneld', 'kube-scheduler'],
  'launch-image': ['etcd'],
  tls: ['etcd-events'],
  upstream: ['kube-apiserver'],
};

/** Build contexts by component, of a case. */
export function goldenImages(name: string): Map<string, FileTree> {
  const { cluster } = compileGolden(name);
  const images = new Map<string, FileTree>();
  for (const component of imagesOf[name] ?? []) {
    if (cluster === undefined) throw new Error(`golden/${name} does not compile`);
    const made = compileImage(cluster, { component }, options);
    if (!made.ok) throw new Error(made.message);
    if (made.diagnostics.length > 0) throw new Error(made.diagnostics.map(({ message }) => message).join('; '));
    images.set(component, made.tree);
  }
  return images;
}

/** Build contexts of whatever a case's hosts run as a system container, by component. */
export function everyImage(name: string): Map<string, FileTree> {
  const { cluster } = compileGolden(name);
  if (cluster === undefined) throw new Error(`golden/${name} does not compile`);
  const images = new Map<string, FileTree>();
  for (const host of cluster.hosts) {
    for (const { name: component } of host.instances) {
      const made = compileImage(cluster, { component, host: host.name }, options);
      if (made.ok) images.set(component, made.tree);
    }
  }
  return images;
}

/** Trees of hosts and of images by their folder in the case's directory. */
export function goldenTrees(name: string): Map<string, FileTree> {
  return new Map([
    ...[...compileGolden(name).trees].map(([host, tree]) => [`hosts/${host}`, tree] as const),
    ...[...goldenImages(name)].map(([component, tree]) => [`images/${component}`, tree] as const),
  ]);
}

/** Spec files of RPM, of the case that shows them. */
export function goldenSpecs(name: string): Map<string, Rendered> {
  const { cluster, trees } = compileGolden(name);
  if (cluster === undefined || name !== 'package-layout') return new Map();
  return packageSpecs({ cluster, trees, epoch: 0 }, options);
}

/** What a host gets on its first boot, of the case that shows it. */
export function firstBootFiles(name: string): Map<string, string> {
  const { trees } = compileGolden(name);
  if (name !== 'first-boot') return new Map();
  return new Map(
    [...trees].flatMap(([host, tree]) => [
      [`first-boot/${host}.ign`, ignitionConfig(tree)],
      [`first-boot/${host}.bu`, butaneConfig(tree)],
      [`first-boot/${host}.user-data`, cloudConfig(tree)],
    ]),
  );
}

/** What images have beside the files of a host, of the case that shows it: `extension-release` and links, Containerfile. */
export function goldenImageFiles(name: string): Map<string, string> {
  const { trees } = compileGolden(name);
  const files = new Map<string, string>();
  if (name !== 'system-image') return files;
  const header = 'Generated by unitc 0.0.0 from the spec lab; edit the spec, not this file.';
  for (const [host, tree] of trees) {
    const base = 'quay.io/fedora/fedora-bootc:42';
    const context = buildContext(tree, { name: 'unitc-lab', base, tag: `REGISTRY/lab-${host}`, header });
    const made: [string, FileTree][] = [
      ['containerfile', context],
      ...extensionKinds.map((kind): [string, FileTree] => [
        kind,
        extensionTree(tree, { kind, name: `unitc-lab-${host}`, header }),
      ]),
    ];
    for (const [folder, image] of made) {
      for (const artifact of image) {
        if (tree.get(artifact.path) !== undefined) continue;
        const at = `${folder}/${host}/${artifact.path}`;
        if (artifact.type === 'file') files.set(at, artifact.content);
        else if (artifact.type === 'symlink') files.set(at, `-> ${artifact.target}`);
      }
    }
  }
  return files;
}

/** By path in the case's directory: contents, and `-> target` for symlinks. git keeps no empty directories. */
export function expectedFiles(name: string): Map<string, string> {
  const { trees, diagnostics, sources } = compileGolden(name);
  const report = reportConcise(diagnostics, sources, { color: false });
  if (trees.size === 0) throw new Error(`golden/${name} does not compile:\n${report}`);
  const files = new Map([['diagnostics.txt', report]]);
  for (const [host, tree] of trees) {
    const listing = manifestPaths.map((at) => tree.get(at)).find((found) => found !== undefined);
    if (listing?.type !== 'file') throw new Error(`${host} has no manifest`);
    files.set(`${host}.manifest.json`, listing.content);
  }
  for (const [file, { text }] of goldenSpecs(name)) files.set(`packages/${file}`, text);
  for (const [file, text] of [...firstBootFiles(name), ...goldenImageFiles(name)]) files.set(file, text);
  for (const [folder, tree] of goldenTrees(name)) {
    for (const artifact of tree) {
      const at = `${folder}/${artifact.path}`;
      if (artifact.type === 'file') files.set(at, artifact.content);
      else if (artifact.type === 'symlink') files.set(at, `-> ${artifact.target}`);
    }
  }
  return files;
}

/** What lies there; `spec.yaml` is the input. */
export function goldenFiles(name: string): Map<string, string> {
  const directory = path.join(goldenRoot, name);
  const found = readdirSync(directory, { recursive: true, withFileTypes: true }).filter(
    (entry) => !entry.isDirectory(),
  );
  const files = found.map((entry): [string, string] => {
    const file = path.join(entry.parentPath, entry.name);
    const content = lstatSync(file).isSymbolicLink() ? `-> ${readlinkSync(file)}` : readFileSync(file, 'utf8');
    return [path.relative(directory, file), content];
  });
  return new Map(files.filter(([at]) => at !== 'spec.yaml').sort(([a], [b]) => compareBytes(a, b)));
}
