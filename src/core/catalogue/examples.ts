/** What the examples of codes vary: the smallest specs without a finding, and files of a host. */
import type { Example } from './entry.ts';

export type Of<Kind extends Example['kind']> = Extract<Example, { readonly kind: Kind }>;

/** Everything but the hosts. */
export const head = `host: { os: centos-atomic, release: "7" }
images: { mirror: "registry.lab:5000" }
`;

export const master = `${head}hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
`;

/** With settings under `components`. */
export const masterWith = (components: string) => `${master}components:\n  ${components}\n`;

export function spec(text: string): Of<'spec'> {
  return { kind: 'spec', text };
}

/** The smallest spec, with settings under `components`. */
export function specWith(components: string): Of<'spec'> {
  return spec(masterWith(components));
}

export function unitFile(name: string, text: string): Of<'unit'> {
  return { kind: 'unit', name, text };
}

export function service(text: string): Of<'unit'> {
  return unitFile('a.service', text);
}

/** Files by path. */
export function tree(files: Readonly<Record<string, string>>): Of<'tree'> {
  return { kind: 'tree', files };
}
