import { hasErrors } from '../../core/diagnostic.ts';
import { nearest } from '../../core/nearest.ts';
import { unknownHost } from '../../core/unknown-name.ts';
import { compileFile, loadAgain } from '../../edge/compile-file.ts';
import { Failure } from '../../edge/failure.ts';
import { wantsColor } from '../../edge/terminal.ts';
import { printWhy } from '../../report/why.ts';
import type { Artifact } from '../../tree/artifact.ts';
import type { FileTree } from '../../tree/file-tree.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { origins } from '../origins.ts';
import { codeFor, printDiagnostics, type Session } from '../session.ts';

/** `place` is HOST:PATH or HOST:PATH:LINE; a path may hold colons itself. */
export function why(spec: string, place: string, session: Session): ExitCode {
  const { world, options } = session;
  const asked = parse(place);
  const result = compileFile(spec, world);
  if (hasErrors(result.diagnostics)) {
    printDiagnostics(session, world.stderr, result.diagnostics, result.sources);
    return codeFor(session, result.diagnostics);
  }
  const tree = result.trees.get(asked.host);
  if (tree === undefined) throw Failure.of(unknownHost('the spec', asked.host, result.trees.keys()));
  const { artifact, line } = find(tree, asked.host, asked.path);
  const { locator } = loadAgain(result.sources, spec);
  const data = origins(artifact, asked.host, line, (path) => locator.value(path), result.sources);
  if (line !== undefined && data.lines.length === 0) {
    throw new Failure(`/${artifact.path} has ${artifact.origin.lines.length} lines, there is no line ${line}`);
  }
  const color = wantsColor(options.color, world.env, world.stdout.isTTY);
  const json = options.format === 'json';
  world.stdout.write(json ? `${JSON.stringify({ version: 1, ...data }, null, 2)}\n` : printWhy(data, { color }));
  return exitCode.done;
}

function parse(place: string): { readonly host: string; readonly path: string } {
  const at = place.indexOf(':');
  if (at > 0 && at < place.length - 1) {
    return { host: place.slice(0, at), path: place.slice(at + 1).replace(/^\/+/, '') };
  }
  throw new Failure(`\`${place}\` names no file`, 'write it as HOST:PATH or HOST:PATH:LINE');
}

function find(tree: FileTree, host: string, path: string): { readonly artifact: Artifact; readonly line?: number } {
  const whole = tree.get(path);
  if (whole !== undefined) return { artifact: whole };
  const match = /^(.+):([1-9]\d{0,8})$/.exec(path);
  const artifact = tree.get(match?.[1] ?? '');
  if (artifact !== undefined) return { artifact, line: Number(match?.[2]) };
  throw noFile(
    match?.[1] ?? path,
    host,
    [...tree].map((each) => each.path),
  );
}

function noFile(path: string, host: string, paths: readonly string[]): Failure {
  // A file's own name is what people remember.
  const close = paths.find((each) => each.endsWith(`/${path}`)) ?? nearest(path, paths);
  const help = close === undefined ? 'see `unitc build SPEC` for its files' : `did you mean \`/${close}\`?`;
  return new Failure(`\`${host}\` has no file \`/${path}\``, help);
}
