/** unitc as a library: passes that take data and return data; nothing here prints, reads or writes files. */
export { type CompileInput, type CompileOptions, type CompileResult, compile, vocabulary } from './compile.ts';
export { type CompiledImage, compileImage, type ImageQuestion } from './compile-image.ts';
export { type Code, catalogue, type Entry, isCode } from './core/catalogue/index.ts';
export {
  type Diagnostic,
  hasErrors,
  type Location,
  type Range,
  type Related,
  type Severity,
} from './core/diagnostic.ts';
export type { Provenance } from './core/provenance.ts';
export { type Position, SourceText } from './core/source.ts';
export { formatSpecPath, type SpecPath } from './core/spec-path.ts';
export type { Entry as TreeEntry, Snapshot } from './diff/entry.ts';
export { type DiffLine, type Hunk, textDiff } from './diff/text-diff.ts';
export { type Change, type ChangeKind, changeKind, treeDiff } from './diff/tree-diff.ts';
export { type ReadManifest, readManifest } from './inputs/read-manifest.ts';
export { type ReadTar, readTar, type TarMember } from './inputs/tar.ts';
export { type ImageUse, imageUses } from './inventory/images.ts';
export { opensslScript, type PkiItem, pkiItems, printPkiTable } from './inventory/pki/index.ts';
export type { Cluster } from './model/cluster.ts';
export { findOutput, outputs } from './outputs/index.ts';
export { type ManifestIdentity, manifest, printManifest } from './outputs/manifest.ts';
export type { Output, OutputOptions } from './outputs/output.ts';
export { reporters } from './report/index.ts';
export type { Reporter, Sources, Style } from './report/style.ts';
export { printUnified, type UnifiedOptions } from './report/unified.ts';
export { jsonSchema } from './spec/json-schema.ts';
export type { Bundle } from './template/bundle.ts';
export type { Artifact, FileArtifact, FileKind, LineOrigin, Origin } from './tree/artifact.ts';
export { type Collision, FileTree } from './tree/file-tree.ts';
export { hostLayout, type Layout, packageLayout } from './tree/layout.ts';
export type { Manifest, ManifestEntry } from './tree/manifest.ts';
