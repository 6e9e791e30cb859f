import path from 'node:path';
import { compileImage } from '../../compile-image.ts';
import { checkArchiveTarget, writeArchive } from '../../edge/archive.ts';
import { loadBundle } from '../../edge/bundle.ts';
import { encoded } from '../../edge/encoded.ts';
import { Failure } from '../../edge/failure.ts';
import { writeDirectory } from '../../edge/output-directory.ts';
import { packageVersion } from '../../edge/package-root.ts';
import { findOutput, outputNamed } from '../../outputs/index.ts';
import { withManifest } from '../../outputs/with-manifest.ts';
import { plural } from '../../report/summary.ts';
import { visible } from '../../report/visible.ts';
import type { FileTree } from '../../tree/file-tree.ts';
import { listing } from '../build/listing.ts';
import { compiled } from '../compiled.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { codeFor, conclude, note, printDiagnostics, type Session, verdict } from '../session.ts';

export interface ImageOptions {
  readonly output?: string;
  readonly host?: string;
}

/** In the directory itself too, so that an archive can say what is in it; the Containerfile copies nothing but its own. */
const manifest = '/unitc.manifest.json';

export async function image(
  spec: string,
  component: string,
  { output, host }: ImageOptions,
  session: Session,
): Promise<ExitCode> {
  if (output === '') throw new Failure('the output has no name', 'name a directory, an archive, or `-`');
  const found = compiled(spec, session);
  if ('code' in found) return found.code;
  const version = packageVersion();
  const question = { component, ...(host !== undefined && { host }) };
  const made = compileImage(found.cluster, question, { bundle: loadBundle(), version });
  if (!made.ok) throw Failure.of(made);
  const { diagnostics, sources } = found.result;
  const all = [...diagnostics, ...made.diagnostics];
  printDiagnostics(session, session.world.stderr, all, sources);
  const code = codeFor(session, all);
  if (code !== exitCode.done) {
    conclude(session, `${verdict(all, spec)}, nothing was written`);
    return code;
  }
  const name = found.cluster.name.value;
  const named = (label: string) => withManifest(made.tree, { manifest }, { name, host: label, version });
  if (output === undefined) {
    session.world.stdout.write(listing(new Map([[component, made.tree]])));
    note(session, 'nothing was written; add `-o DIR`');
    return exitCode.done;
  }
  if (output === '-' || archiveKind(output) !== undefined) return archive(named(component), output, session);
  return directory(output, { named, tag: made.tag }, session);
}

interface Made {
  readonly named: (label: string) => FileTree;
  readonly tag: string | undefined;
}

function directory(output: string, { named, tag }: Made, session: Session): ExitCode {
  const whole = path.resolve(output);
  const label = path.basename(whole);
  if (label === '') throw new Failure(`${output} is no directory for an image`, 'name a directory of its own');
  const request = { out: path.dirname(whole), trees: new Map([[label, named(label)]]), complete: false, manifest };
  const result = writeDirectory(request);
  if (result.finished) note(session, `a run that was interrupted in ${visible(request.out)} was finished first`);
  if (result.diagnostics.length > 0) {
    printDiagnostics(session, session.world.stderr, result.diagnostics, new Map());
    conclude(session, `✖ ${plural(result.diagnostics.length, 'obstacle')} in ${visible(output)}, nothing was written`);
    return exitCode.failed;
  }
  const changed = result.changes.length;
  note(session, `✔ ${visible(output)}${changed === 0 ? ', nothing changed' : `, ${plural(changed, 'change')}`}`);
  note(session, `next: podman build --tag ${tag ?? `REGISTRY/${label}`} ${visible(output)}`);
  return exitCode.done;
}

/** By the name of the output; undefined for a directory. */
function archiveKind(output: string): string | undefined {
  const kind = outputNamed(output);
  return kind === undefined || findOutput(kind)?.text === true ? undefined : kind;
}

async function archive(tree: FileTree, output: string, session: Session): Promise<ExitCode> {
  const { world } = session;
  if (output === '-' && world.stdout.isTTY)
    throw new Failure('an archive is nothing for a terminal', 'redirect or pipe it');
  const bytes = await encoded(archiveKind(output) ?? 'tar', tree, world);
  if (output === '-') world.stdout.write(bytes);
  else {
    checkArchiveTarget(output);
    writeArchive(output, bytes);
    note(session, `✔ ${visible(output)}, ${bytes.length} bytes`);
  }
  return exitCode.done;
}
