import { type Diagnostic, hasErrors, type Report } from '../core/diagnostic.ts';
import { runChecks } from './checks/index.ts';
import { inDocumentOrder } from './document-order.ts';
import { loadChain, type Read } from './extends/load-chain.ts';
import { shapeProblems } from './issues/shape-problems.ts';
import type { Locator } from './locator.ts';
import { nodeLocator } from './node-locator.ts';
import { plain } from './plain.ts';
import type { Vocabulary } from './schema/vocabulary.ts';
import { type Spec, specSchema } from './schema.ts';

export interface SpecInput {
  /** Name of the spec file as the user wrote it: `cluster.yaml`, `-`. */
  readonly entry: string;
  /** Text of a file; names in `extends` are joined to the name of the file they stand in. */
  readonly read: Read;
}

export interface LoadedSpec {
  /** The merged data, `extends` gone; undefined as soon as there is an error. Maps have no prototype. */
  readonly spec?: Spec;
  /** From paths in `spec` to the text; points at the whole entry file where nothing could be read. */
  readonly locator: Locator;
  /** All problems of all files, in document order: the entry, then what it extends. */
  readonly diagnostics: readonly Diagnostic[];
  /** The texts that were read by the names that diagnostics use. */
  readonly sources: ReadonlyMap<string, string>;
}

/** Reads a spec. Never throws for what a file says; `read` must not throw either. */
export function loadSpec(input: SpecInput, vocabulary: Vocabulary): LoadedSpec {
  const found: Diagnostic[] = [];
  const report: Report = (problem) => found.push(problem);
  const chain = loadChain(input.entry, input.read, report);
  const locator = nodeLocator(chain.root, input.entry);
  const result = { locator, sources: chain.sources };
  if (chain.root === undefined) return { ...result, diagnostics: inDocumentOrder(found, chain.sources) };
  const data = plain(chain.root);
  const schema = specSchema(vocabulary);
  const parsed = schema.safeParse(data);
  if (!parsed.success) {
    for (const problem of shapeProblems(parsed.error.issues, chain.root, schema)) {
      // A key that seems to be missing may stand in a base that could not be read.
      if (chain.complete || problem.code !== 'UC011') report(problem);
    }
  }
  runChecks(chain.root, report);
  const diagnostics = inDocumentOrder(found, chain.sources);
  if (!parsed.success || hasErrors(diagnostics)) return { ...result, diagnostics };
  // zod has just proved that `data` is a Spec, and the schema changes nothing in it (no defaults, no
  // transforms); zod's own copy would have prototypes again and lose the order of keys.
  return { ...result, diagnostics, spec: data as Spec };
}
