import { createHash } from 'node:crypto';
import { catalogue, type Entry, isCode } from '../core/catalogue/index.ts';
import type { Diagnostic, Location } from '../core/diagnostic.ts';
import { compareBytes } from '../core/order.ts';
import { formatSpecPath } from '../core/spec-path.ts';
import { harmless } from './json.ts';
import { referenceUri } from './reference-uri.ts';
import { type Resolve, resolver } from './resolve.ts';
import type { Reporter } from './style.ts';

/** SARIF 2.1.0 (OASIS), as code scanning takes it: every finding, and the rules of those that there are. */
export const reportSarif: Reporter = (diagnostics, sources, style) => {
  const resolve = resolver(sources);
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort(compareBytes);
  const fingerprint = fingerprints(resolve);
  const results = diagnostics.map((diagnostic) => ({
    ruleId: diagnostic.code,
    ruleIndex: codes.indexOf(diagnostic.code),
    level: diagnostic.severity,
    message: { text: messageOf(diagnostic) },
    locations: diagnostic.file === undefined ? [] : [location(diagnostic, resolve)],
    relatedLocations: diagnostic.related
      ?.filter(({ file }) => file !== '')
      .map((other) => ({ ...location(other, resolve), message: { text: other.message } })),
    partialFingerprints: { 'unitc/v1': fingerprint(diagnostic) },
  }));
  return sarifLog(codes, results, style.version);
};

/** The log of a run; `codes` are those of the results, whose `ruleIndex` is the index in it. */
export function sarifLog(codes: readonly string[], results: readonly object[], version: string | undefined): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'unitc', semanticVersion: version, rules: codes.map(rule) },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { description: { text: 'The directory in which unitc ran.' } } },
        results,
      },
    ],
  };
  return `${harmless(JSON.stringify(log, null, 2))}\n`;
}

function messageOf({ message, help }: Diagnostic): string {
  return help === undefined ? message : `${message}; ${help}`;
}

function rule(code: string): object {
  // A review may be of another version of unitc.
  if (!isCode(code)) return { id: code };
  const entry: Entry = catalogue[code];
  const { name, title, what, why, cure, severity, references = [] } = entry;
  return {
    id: code,
    name,
    shortDescription: { text: title },
    fullDescription: { text: what },
    help: { text: `${why}; ${cure}`, markdown: `**Why:** ${why}.\n\n**Do:** ${cure}.` },
    helpUri: references.map(referenceUri).find((uri) => uri !== undefined),
    defaultConfiguration: { level: severity },
  };
}

/** Lines and columns from 1, the end exclusive, as SARIF has them. */
function location(place: Partial<Location>, resolve: Resolve): object {
  const span = resolve(place);
  const region = span && {
    startLine: span.start.line,
    startColumn: span.start.column,
    endLine: span.end.line,
    endColumn: span.end.column,
  };
  return { physicalLocation: { artifactLocation: artifact(place.file ?? ''), region } };
}

/** A relative path is below the directory in which unitc ran; each name is encoded. */
export function artifact(file: string): object {
  const uri = file
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .split('/')
    .map((name) => encodeURIComponent(name))
    .join('/');
  return file.startsWith('/') ? { uri: `file://${uri}` } : { uri, uriBaseId: 'SRCROOT' };
}

/** The same while lines move: of the code, the file and the text of the line, or of the path in the spec. */
function fingerprints(resolve: Resolve): (diagnostic: Diagnostic) => string {
  const seen = new Map<string, number>();
  return (diagnostic) => {
    const { code, file, specPath } = diagnostic;
    const span = resolve(diagnostic);
    const place = specPath === undefined ? (span?.source.line(span.start.line).trim() ?? '') : formatSpecPath(specPath);
    const key = JSON.stringify([code, file, place]);
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return createHash('sha256').update(`${key}:${count}`).digest('hex').slice(0, 32);
  };
}
