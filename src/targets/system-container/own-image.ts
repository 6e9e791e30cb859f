/**
 * The rendered form of a container that its own image starts: unit, tmpfiles.d, config.json and info as
 * `atomic install --system --name NAME IMAGE` writes them from the image (Atomic/syscontainers.py), and what
 * that copies to the host. Configuration and the program on the host are this host's own: atomic leaves alone
 * what it finds, so the image's, which are for all hosts, would not get there.
 */
import { substitute } from '../../codec/string-template/index.ts';
import { sha256 } from '../../core/sha256.ts';
import type { Workload } from '../../model/workload.ts';
import type { Artifact, FileArtifact, FileKind } from '../../tree/artifact.ts';
import type { FileTree } from '../../tree/file-tree.ts';
import { checkUnit } from '../check-unit.ts';
import { configurationFiles, helperFiles } from '../configuration-files.ts';
import { kernelFiles } from '../kernel-files.ts';
import type { TargetContext } from '../target.ts';
import { bundleLinks } from './bundle-links.ts';
import { hostCommand } from './host-command.ts';
import { hostFilesDirectory, type ImageManifest, manifestPath } from './image/manifest-json.ts';
import { infoJson } from './info-json.ts';
import { snapshotFiles } from './snapshots.ts';

/** `image` is the build context of the image, see image/index.ts. */
export function ownImageFiles(workload: Workload, image: FileTree, context: TargetContext): Artifact[] {
  const { name, snapshots } = workload;
  const { containers, descriptions, units, tmpfiles } = context.layout;
  const bundle = `${containers}/${name}.0`;
  const description = `${descriptions}/${name}.0`;
  const manifest = manifestOf(image);
  const values = atomicValues(workload, bundle, manifest, context);
  const filled = (template: string, path: string, kind: FileKind) =>
    fill(textFile(image, `exports/${template}`), { path, kind, values });
  const unit = filled('service.template', `${units}/${name}.service`, 'unit');
  checkUnit(unit, { workload, command: runCommand(workload, context) }, context);
  const made = filled('tmpfiles.template', `${tmpfiles}/${name}.conf`, 'tmpfiles');
  const copied = imageHelpers(image, workload, context);
  const described: FileArtifact[] = [
    filled('config.json.template', `${description}/config.json`, 'json'),
    // What `atomic containers rollback` puts back.
    { ...unit, kind: 'text', path: relative(`${description}/${name}.service`) },
    { ...made, kind: 'text', path: relative(`${description}/tmpfiles-${name}.conf`) },
    infoJson(workload, bundle, context, { values, checksums: checksums(copied), renamed: manifest.renameFiles }),
  ];
  return [
    unit,
    made,
    ...described,
    ...bundleLinks(workload, described, context),
    ...copied,
    ...configurationFiles(workload, context),
    ...kernelFiles(workload, context),
    ...hostCommand(workload, context),
    ...helperFiles(['fetch-rootfs', ...(snapshots === undefined ? [] : ['oci-config'])], name, context),
    // Through the link, which an update of atomic's sets to the other directory.
    ...snapshotFiles(workload, `${containers}/${name}`, context),
  ];
}

function runCommand({ name }: Workload, { system }: TargetContext): string[] {
  return [system.runc, '--systemd-cgroup', 'run', name];
}

/**
 * In atomic's order: what it sets by itself, the image's defaults for what is not set, and what nobody else may set.
 * What only the host knows, it adds when it next needs it: UUID, ATOMIC, IMAGE_ID.
 */
function atomicValues(
  { name, image }: Workload,
  bundle: string,
  { defaultValues }: ImageManifest,
  { system }: TargetContext,
): Record<string, string> {
  const { runc } = system;
  return {
    ...defaultValues,
    RUN_DIRECTORY: '/run',
    PIDFILE: `/run/container-${name}.pid`,
    CONF_DIRECTORY: '/etc',
    STATE_DIRECTORY: '/var/lib',
    RUNTIME: runc,
    DESTDIR: bundle,
    NAME: name,
    EXEC_START: `${runc} --systemd-cgroup run '${name}'`,
    EXEC_STOP: `${runc} --systemd-cgroup kill '${name}'`,
    EXEC_STARTPRE: '',
    EXEC_STOPPOST: '',
    HOST_UID: '0',
    HOST_GID: '0',
    IMAGE_NAME: image.value,
  };
}

interface Filling {
  /** Absolute, on the host. */
  readonly path: string;
  readonly kind: FileKind;
  readonly values: Readonly<Record<string, string>>;
}

/** No value has a newline, so that lines keep where they came from. */
function fill(template: FileArtifact, { path, kind, values }: Filling): FileArtifact {
  return { ...template, path: relative(path), kind, content: substituted(template.content, values) };
}

function substituted(template: string, values: Readonly<Record<string, string>>): string {
  const result = substitute(template, values);
  if (!result.ok) throw new Error(`a template of ours does not fill: ${JSON.stringify(result)}`);
  return result.text;
}

/** What atomic copies to the host for the unit to call. */
function imageHelpers(image: FileTree, { name }: Workload, { layout }: TargetContext): Artifact[] {
  const directory = `${hostFilesDirectory}${layout.helpers}/${name}/`;
  return [...image]
    .filter(({ path }) => path.startsWith(directory))
    .map((artifact) => ({ ...artifact, path: artifact.path.slice(hostFilesDirectory.length + 1) }));
}

/**
 * A directory that was made for them counts, and has none. Configuration is not among them: an update would put the
 * image's in its place, which is for all hosts.
 */
function checksums(copied: readonly Artifact[]): Record<string, string> {
  const directories = copied.map(({ path }) => path.replace(/\/[^/]*$/, ''));
  return Object.fromEntries([
    ...directories.map((path) => [`/${path}`, '0']),
    ...copied.map((artifact) => [`/${artifact.path}`, artifact.type === 'file' ? sha256(artifact.content) : '0']),
  ]);
}

function manifestOf(image: FileTree): ImageManifest {
  // Its own text, see image/manifest-json.ts.
  return JSON.parse(textFile(image, manifestPath).content);
}

function textFile(image: FileTree, path: string): FileArtifact {
  const artifact = image.get(path);
  if (artifact?.type !== 'file') throw new Error(`the image has no ${path}`);
  return artifact;
}

function relative(path: string): string {
  return path.replace(/^\//, '');
}
