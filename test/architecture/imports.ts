/** What a source file imports, read from its text. */

export interface Import {
  readonly specifier: string;
  /** Erased when compiled: `import type`, or every name is marked `type`. */
  readonly typeOnly: boolean;
  /** As exported by the other module; undefined for a namespace, a default, a side effect or `export *`. */
  readonly names: readonly string[] | undefined;
  /** `import('…')` at run time. */
  readonly dynamic: boolean;
}

const statement = /^(?:import|export)\s+(type\s+)?([^'";]*?)\s*from\s+['"]([^'"]+)['"]/gm;
const sideEffect = /^import\s+['"]([^'"]+)['"]/gm;
const dynamic = /\bimport\(\s*(?:['"]([^'"]+)['"]\s*\))?/g;

export function importsOf(source: string): Import[] {
  const text = withoutComments(source);
  const imports: Import[] = [];
  for (const [, type, clause = '', specifier = ''] of text.matchAll(statement)) {
    const names = namesIn(clause);
    const typeOnly = type !== undefined || names?.every((name) => name.startsWith('type ')) === true;
    imports.push({ specifier, typeOnly, names: names?.map((name) => name.replace(/^type /, '')), dynamic: false });
  }
  for (const [, specifier = ''] of text.matchAll(sideEffect)) {
    imports.push({ specifier, typeOnly: false, names: undefined, dynamic: false });
  }
  for (const [, specifier = ''] of text.matchAll(dynamic)) {
    imports.push({ specifier, typeOnly: false, names: undefined, dynamic: true });
  }
  return imports;
}

/** `{ a, type B as C }` as `['a', 'type B']`; undefined when the clause is anything else. */
function namesIn(clause: string): string[] | undefined {
  const inner = /^\{([^}]*)\}$/.exec(clause)?.[1];
  return inner
    ?.split(',')
    .map((name) => name.trim().replace(/\s+as\s+.*$/, ''))
    .filter((name) => name !== '');
}

/** Comments that stand on lines of their own; those are the ones that quote imports. */
function withoutComments(source: string): string {
  return source.replace(/^\s*\/\*[\s\S]*?\*\//gm, '').replace(/^\s*\/\/.*$/gm, '');
}
