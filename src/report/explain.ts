/** A code of the catalogue for people: what, why, what to do, an example of each. */
import { type Code, catalogue, type Entry, type Example } from '../core/catalogue/index.ts';
import { palette, type Style } from './style.ts';

export function explain(code: Code, style: Style): string {
  const entry: Entry = catalogue[code];
  const colors = palette(style);
  const parts = [
    `${colors[entry.severity](`${code}`)} ${colors.strong(entry.title)} (${entry.severity}, ${entry.name})`,
    `What: ${entry.what}`,
    `Why: ${entry.why}`,
    `Do: ${entry.cure}`,
    ...example('This gives it', entry.bad),
    ...example('This does not', entry.good),
    ...(entry.references === undefined ? [] : [`See: ${entry.references.join('\n     ')}`]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function example(title: string, shown: Example | undefined): string[] {
  return shown === undefined ? [] : [`${title}:\n\n${indented(text(shown))}`];
}

function text(shown: Example): string {
  if (shown.kind === 'unit') return `# ${shown.name}\n${shown.text}`;
  if (shown.kind === 'tree') {
    const files = Object.entries(shown.files).map(([name, content]) => {
      const mode = shown.modes?.[name];
      return `# /${name}${mode === undefined ? '' : ` (mode 0${mode.toString(8)})`}\n${content}`;
    });
    const links = Object.entries(shown.links ?? {}).map(([name, target]) => `# /${name} -> ${target}\n`);
    return [...files, ...links].join('\n');
  }
  if (shown.kind === 'package') {
    const scriptlets = Object.entries(shown.scriptlets ?? {}).map(([line, body]) => `%${line}\n${body}`);
    return [...scriptlets, ...(shown.files === undefined ? [] : [`%files\n${shown.files.join('\n')}\n`])].join('\n');
  }
  if (shown.kind === 'change') return changeText(shown);
  const files = Object.entries(shown.kind === 'spec' ? (shown.files ?? {}) : shown.existing);
  const spec = shown.kind === 'spec' ? shown.text : shown.spec;
  const before = shown.kind === 'spec' ? '' : 'already there: ';
  return [spec, ...files.map(([name, content]) => `# ${before}${name}\n${content}`)].join('\n');
}

function changeText({ before, after, hosts, modes }: Extract<Example, { readonly kind: 'change' }>): string {
  const side = (title: string, files: Readonly<Record<string, string>>, index: 0 | 1) =>
    Object.entries(files).map(([name, content]) => {
      const mode = modes?.[name]?.[index];
      return `# ${title}: /${name}${mode === undefined ? '' : ` (mode 0${mode.toString(8)})`}\n${content}`;
    });
  const on = hosts === undefined || hosts.length < 2 ? [] : [`# on ${hosts.join(', ')}\n`];
  return [...on, ...side('before', before, 0), ...side('after', after, 1)].join('\n');
}

function indented(block: string): string {
  return block
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`))
    .join('\n');
}
