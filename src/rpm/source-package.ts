/** A spec file and its source, as the text and the bytes that rpmbuild takes. */

import type { DirectiveTable } from '../codec/unit/index.ts';
import { byDefault, type Sourced, sourced } from '../core/provenance.ts';
import { tarOutput } from '../outputs/tar.ts';
import type { Bundle } from '../template/bundle.ts';
import { type Refusal, type Rendered, render } from '../template/render.ts';
import type { View } from '../template/view.ts';
import type { Artifact } from '../tree/artifact.ts';
import { FileTree } from '../tree/file-tree.ts';
import { octalMode } from '../tree/octal-mode.ts';
import { type BinaryPackage, directoriesOf } from './package.ts';

export interface Change {
  /** `2026-01-31`. */
  readonly date: string;
  /** `Jane Doe <jane@example.org>`. */
  readonly by: string;
  /** With its release. */
  readonly version: string;
  readonly changes: readonly string[];
}

export interface PackageIdentity {
  readonly version: string;
  readonly release: string;
  readonly license: string;
  readonly changelog: readonly Change[];
}

export interface SourcePackage {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  /** The package of the source's own name, where it has files. */
  readonly own?: BinaryPackage;
  readonly packages: readonly BinaryPackage[];
}

export interface SourceFiles {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** What RPM's syntax cannot carry. */
  readonly refusals: readonly Refusal[];
}

export interface SourceContext {
  readonly bundle: Bundle;
  readonly directives: DirectiveTable;
  readonly identity: PackageIdentity;
  readonly header: string;
  readonly epoch: number;
}

const template = 'manifests/rpm/package.spec.mustache';

/** The spec file alone. */
export function specFile(source: SourcePackage, { bundle, directives, ...context }: SourceContext): Rendered {
  return render({
    ...{ bundle, directives, template, kind: 'rpm-spec' },
    partials: { relations: 'manifests/rpm/_relations.mustache', contents: 'manifests/rpm/_contents.mustache' },
    view: view(source, context),
  });
}

export async function sourceFiles(source: SourcePackage, context: SourceContext): Promise<SourceFiles> {
  const { name, own, packages } = source;
  const { text, refusals } = specFile(source, context);
  const all = own === undefined ? packages : [own, ...packages];
  const { tree } = FileTree.build(all.flatMap(({ files }) => files));
  return {
    files: new Map([
      [`${name}.spec`, new TextEncoder().encode(text)],
      [`${name}-${context.identity.version}.tar`, await tarOutput.encode(tree, { epoch: context.epoch })],
    ]),
    refusals,
  };
}

function said(value: string): Sourced<string> {
  return sourced(value, byDefault('packages'));
}

function view(
  { name, summary, description, own, packages }: SourcePackage,
  context: Pick<SourceContext, 'identity' | 'header' | 'epoch'>,
): View {
  const { version, release, license, changelog } = context.identity;
  return {
    header: said(context.header),
    epoch: said(String(context.epoch)),
    ...{ name: said(name), version: said(version), release: said(release), license: said(license) },
    ...{ summary: said(summary), description: wrapped(description).map(said) },
    own: own === undefined ? [] : [packageView(own, [])],
    packages: packages.map((each) => packageView(each, [said(each.name)])),
    changelog: changelog.map(({ date, by, version: of, changes }) => ({
      head: said(`${printedDate(date)} ${by} - ${of}`),
      changes: changes.map(said),
    })),
  };
}

function packageView(each: BinaryPackage, of: readonly Sourced<string>[]): View {
  const post = each.enabled.length === 0 ? [] : [{ of, units: each.enabled.map(said) }];
  const postun = each.restarted.length === 0 ? [] : [{ of, units: each.restarted.map(said) }];
  return {
    of,
    ...{ name: said(each.name), summary: said(each.summary), description: wrapped(each.description).map(said) },
    requires: each.requires.map(said),
    provides: each.provides.map(said),
    conflicts: each.conflicts.map(said),
    hasUnits: post.length + postun.length > 0,
    post,
    postun,
    directories: directoriesOf(each.files).map(said),
    files: each.files.map(fileView),
  };
}

/** All of /etc is configuration: an edited file stays, and the new one goes beside it. */
function fileView(file: Artifact): View {
  return {
    directory: file.type === 'directory',
    config: file.type !== 'directory' && file.path.startsWith('etc/'),
    mode: said(file.type === 'symlink' ? '0777' : octalMode(file.mode)),
    owner: said(file.owner),
    group: said(file.group),
    path: said(`/${file.path}`),
  };
}

/** As RPM wants it, in English whatever the locale: `Thu Jan 01 1970`. */
function printedDate(date: string): string {
  // biome-ignore lint/style/noRestrictedGlobals: not the clock, the calendar
  const [weekday = '', day, month, year] = new Date(`${date}T00:00:00Z`).toUTCString().replace(',', '').split(' ');
  return `${weekday} ${month} ${day} ${year}`;
}

/** In lines as wide as package managers show them. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= 78) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
