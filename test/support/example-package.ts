/** A package of the catalogue's examples: as its header would say it, and as the spec file that rpmbuild takes. */
import type { Example } from '../../src/core/catalogue/index.ts';
import type { PackageHeader } from '../../src/rpm/package-file.ts';
import { preamble } from './built-rpm.ts';

export type ExamplePackage = Extract<Example, { readonly kind: 'package' }>;

const isDirectory = (path: string) => path.endsWith('/');

/** Without the directories that RPM would not list either. */
export function examplePackage({ files = [], scriptlets = {} }: ExamplePackage): PackageHeader {
  const plain = { owner: 'root', group: 'root', config: false, noreplace: false, ghost: false, size: 0 };
  return {
    ...{ name: 'x', version: '1', release: '1', arch: 'noarch' },
    files: files.map((path) => {
      if (isDirectory(path)) return { ...plain, path: path.slice(0, -1), type: 'directory', mode: 0o755 };
      return { ...plain, path, type: 'file', mode: 0o644 };
    }),
    scriptlets: Object.entries(scriptlets).map(([line, body]) => {
      const [, kind = '', program, condition] = /^(\S+)(?: -p (\S+))?(?: -- (.+))?$/.exec(line) ?? [];
      const common = { kind, interpreter: [program ?? '/bin/sh'], body };
      return condition === undefined ? common : { ...common, condition };
    }),
  };
}

export function exampleSpec({ files = [], scriptlets = {} }: ExamplePackage): string {
  const made = files.map((path) =>
    isDirectory(path) ? `mkdir -p %{buildroot}${path}` : `install -D /dev/null %{buildroot}${path}`,
  );
  const sections = Object.entries(scriptlets).map(([line, body]) => `%${line}\n${body.replaceAll('%', '%%')}\n`);
  const listed = files.map((path) => (isDirectory(path) ? `%dir ${path}` : path));
  return `${preamble('x')}%install\nmkdir -p %{buildroot}\n${made.join('\n')}\n${sections.join('')}%files\n${listed.join('\n')}\n`;
}
