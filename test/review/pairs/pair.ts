/** Two states of one host, small enough to be booted: what it has, and what a change makes of that. */

/** Text by path relative to the root, `link:TARGET` for a symlink. */
export type Files = Readonly<Record<string, string>>;

export interface Pair {
  readonly id: string;
  readonly base: Files;
  /** What is new or another; undefined for what is gone. */
  readonly change: Readonly<Record<string, string | undefined>>;
  /** Units that somebody started by hand, of which the files say nothing. */
  readonly started?: readonly string[];
}

export function afterOf({ base, change }: Pair): Files {
  const files: Record<string, string> = {};
  for (const [path, text] of Object.entries({ ...base, ...change })) if (text !== undefined) files[path] = text;
  return files;
}

export interface Sections {
  readonly unit?: string;
  /** Beside a program that sleeps, unless it says what is run. */
  readonly service?: string;
  readonly install?: string;
}

/** One line each, or several with `\n` between them. Started by a boot unless `install` says otherwise. */
export function service({
  unit = '',
  service: own = '',
  install = 'WantedBy=multi-user.target',
}: Sections = {}): string {
  const program = /^ExecStart=/m.test(own) ? [] : ['ExecStart=/usr/bin/sleep infinity'];
  return text({ Unit: [unit], Service: [...program, own], Install: [install] });
}

/** A unit file; empty lines and sections are left out. */
export function text(sections: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(sections)
    .map(([section, lines]) => [section, lines.filter((line) => line !== '')] as const)
    .filter(([, lines]) => lines.length > 0)
    .map(([section, lines]) => `[${section}]\n${lines.map((line) => `${line}\n`).join('')}`)
    .join('\n');
}

const directory = 'etc/systemd/system';

/** By name of the unit file or drop-in instead of its path. */
export function units<T extends string | undefined>(files: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [`${directory}/${name}`, content]));
}

/** One service `a` of which something differs. */
export function edited(id: string, before: Sections, after: Sections): Pair {
  return { id, base: units({ 'a.service': service(before) }), change: units({ 'a.service': service(after) }) };
}
