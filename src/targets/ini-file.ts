/** A file of sections, keys and values through the guarded codec; what its readers would misread is a diagnostic. */
import { type IniDialect, iniTexts, printIni } from '../codec/ini/index.ts';
import { diagnostic } from '../core/diagnostic.ts';
import { byDefault, mergeProvenance, type Provenance } from '../core/provenance.ts';
import type { SpecPath } from '../core/spec-path.ts';
import type { SourcedTable } from '../model/cluster.ts';
import type { FileArtifact, LineOrigin } from '../tree/artifact.ts';
import { rootFile } from './root-file.ts';
import type { TargetContext } from './target.ts';

export interface IniFileRequest {
  /** Absolute path on the host. */
  readonly path: string;
  readonly dialect: IniDialect;
  readonly sections: SourcedTable;
  /** Where the sections stand in the spec. */
  readonly specPath: SpecPath;
}

/** Undefined where something was refused; it has been reported. */
export function iniFile(
  { path, dialect, sections, specPath }: IniFileRequest,
  context: TargetContext,
): FileArtifact | undefined {
  const tree = new Map(
    [...sections].map(([name, keys]) => [name, new Map([...keys].map(([key, { value }]) => [key, value]))]),
  );
  const printed = printIni(tree, dialect);
  if (!printed.ok) {
    const what = printed.path.length === 1 ? 'the section' : 'a key or value';
    context.report(
      diagnostic('UC501', {
        message: `${what} that goes into \`${path}\` ${printed.reason}`,
        specPath: [...specPath, ...printed.path],
      }),
    );
    return undefined;
  }
  return rootFile({
    ...{ path, kind: 'text', component: 'host', config: 'spec' },
    content: `# ${context.configurationHeader}\n${printed.text}`,
    lines: [{ from: [byDefault('unitc')] }, ...origins(sections)],
  });
}

/** As printIni writes: a blank line between sections, the header, a line for each value of a key. */
function origins(sections: SourcedTable): LineOrigin[] {
  return [...sections.values()].flatMap((keys, index) => {
    const header: LineOrigin = {
      from: mergeProvenance(...[...keys.values()].map(({ from }): readonly Provenance[] => from)),
    };
    const lines = [...keys.values()].flatMap(({ value, from }): LineOrigin[] => iniTexts(value).map(() => ({ from })));
    return [...(index === 0 ? [] : [header]), header, ...lines];
  });
}
