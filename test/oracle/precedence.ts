/** Every rule of lookup and precedence as a tree: systemd.unit(5); src/basic/unit-file.c, src/shared/dropin.c. */
import type { Tree } from './systemd-trees.ts';

export interface Case {
  readonly title: string;
  readonly names: readonly string[];
  readonly tree: Tree;
}

const service = '[Service]\nExecStart=/bin/x\n';
const says = (text: string): string => `[Unit]\nDescription=${text}\n`;

export const cases: readonly Case[] = [
  {
    title: 'the first directory has the unit file',
    names: ['a.service'],
    tree: { 'etc/a.service': `${service}${says('etc')}`, 'usr/a.service': `${service}${says('usr')}` },
  },
  {
    title: 'the place of a drop-in beats how specific its name is',
    names: ['foo-bar.service'],
    tree: {
      'usr/foo-bar.service': service,
      'etc/foo-.service.d/10.conf': says('etc'),
      'usr/foo-bar.service.d/10.conf': says('usr'),
    },
  },
  {
    title: 'but not for the directory of the type',
    names: ['foo.service'],
    tree: {
      'usr/foo.service': service,
      'etc/service.d/10.conf': says('type'),
      'usr/foo.service.d/10.conf': says('unit'),
    },
  },
  {
    title: 'which still has the last word by its name',
    names: ['foo.service'],
    tree: {
      'usr/foo.service': service,
      'usr/service.d/99.conf': says('type'),
      'etc/foo.service.d/10.conf': says('unit'),
    },
  },
  {
    title: 'base names are compared by bytes',
    names: ['a.service'],
    tree: {
      'usr/a.service': service,
      'etc/a.service.d/10.conf': says('10'),
      'usr/a.service.d/9.conf': says('9'),
      'usr/a.service.d/B.conf': '[Service]\nEnvironment=A=1',
      'usr/a.service.d/a.conf': '[Service]\nEnvironment=A=2',
      'usr/a.service.d/é.conf': '[Service]\nEnvironment=A=3',
    },
  },
  {
    title: 'all directories of an instance',
    names: ['foo-bar-baz@x-y.service'],
    tree: {
      'usr/foo-bar-baz@.service': service,
      ...Object.fromEntries(
        [
          'foo-bar-baz@x-y.service',
          'foo-bar-baz@.service',
          'foo-bar-@x-y.service',
          'foo-bar-@.service',
          'foo-@x-y.service',
          'foo-@.service',
          'foo-bar-.service',
          'foo-.service',
          'foo-bar-baz@x-.service',
          'foo-bar-baz.service',
          'service',
        ].flatMap((name, index) => [
          [`usr/${name}.d/${20 - index}.conf`, `[Service]\nEnvironment=V${index}=1\n`],
          [`usr/${name}.d/same.conf`, says(name)],
        ]),
      ),
    },
  },
  {
    title: 'a dash at the end of the prefix',
    names: ['foo-bar-.service', 'foo--.service', 'a-.service', '-b.service'],
    tree: {
      'usr/foo-bar-.service': service,
      'usr/foo--.service': service,
      'usr/a-.service': service,
      'usr/-b.service': service,
      'usr/foo-.service.d/1.conf': says('foo-'),
      'usr/foo-bar-.service.d/2.conf': '[Service]\nEnvironment=A=1',
      'usr/foo.service.d/1.conf': says('foo'),
      'usr/a.service.d/1.conf': says('a'),
      'usr/-.service.d/1.conf': says('dash'),
    },
  },
  {
    title: 'a drop-in is switched off by a link to /dev/null or an empty file in a better place',
    names: ['a.service'],
    tree: {
      'usr/a.service': service,
      'usr/a.service.d/1.conf': says('1'),
      'usr/a.service.d/2.conf': '[Service]\nEnvironment=A=1',
      'usr/a.service.d/3.conf': '[Service]\nEnvironment=B=1',
      'etc/a.service.d/1.conf': '-> /dev/null',
      'run/a.service.d/2.conf': '',
      'run/a.service.d/3.conf': '-> /nowhere',
    },
  },
  {
    title: 'hidden files, backups and other endings are no drop-ins',
    names: ['a.service'],
    tree: {
      'usr/a.service': service,
      'usr/a.service.d/.1.conf': says('hidden'),
      'usr/a.service.d/2.conf~': says('backup'),
      'usr/a.service.d/3.conf.bak': says('backup'),
      'usr/a.service.d/4.config': says('ending'),
      'usr/a.service.d/.conf': says('dot'),
      'usr/a.service.d/x.old': says('old'),
      'usr/a.service.d/5.conf/file': 'a directory',
    },
  },
  {
    title: 'drop-ins of all names of a unit',
    names: ['alias.service'],
    tree: {
      'usr/main.service': service,
      'etc/alias.service': '-> @/usr/main.service',
      'etc/alias.service.d/5.conf': says('alias'),
      'usr/main.service.d/5.conf': says('main'),
      'usr/alias.service.d/6.conf': '[Service]\nEnvironment=A=1',
    },
  },
  {
    title: 'a chain of aliases, and one that never ends',
    names: ['a1.service', 'b1.service'],
    tree: {
      'etc/a1.service': '-> a2.service',
      'etc/a2.service': '-> ../run/a3.service',
      'run/a3.service': '-> a4.service',
      'usr/a4.service': service,
      'etc/b1.service': '-> b2.service',
      'etc/b2.service': '-> b1.service',
    },
  },
  {
    title: 'links that are no aliases',
    names: ['a.service', 'b@x.service', 'c.service', 'd.mount', 'e@x.service'],
    tree: {
      'usr/main.target': '[Unit]\nDescription=target\n',
      'usr/main@.service': service,
      'usr/main.service': service,
      'usr/main.mount': '[Mount]\nWhat=/x\nWhere=/main\n',
      'usr/main@y.service': service,
      'etc/a.service': '-> @/usr/main.target',
      'etc/b@x.service': '-> @/usr/main@y.service',
      'etc/c.service': '-> @/usr/main@.service',
      'etc/d.mount': '-> @/usr/main.mount',
      'etc/e@.service': '-> @/usr/main.service',
    },
  },
  ...['t@a.service', 't@own.service', 'other@a.service', 'other@own.service', 'one@z.service'].map((name) => ({
    title: `templates, instances of their own, and aliases of both: ${name}`,
    names: [name],
    tree: {
      'usr/t@.service': `${service}${says('template %i')}`,
      'usr/t@own.service': `${service}${says('own %i')}`,
      'etc/other@.service': '-> @/usr/t@.service',
      'etc/one@z.service': '-> @/usr/t@.service',
    },
  })),
  ...['a.service', 'b.service', 'c.service', 'd.service', 'm@x.service', 'n@x.service'].map((name) => ({
    title: `masks: empty files, links to /dev/null, to empty files, and of an alias: ${name}`,
    names: [name],
    tree: {
      'etc/a.service': '',
      'usr/a.service': service,
      'run/b.service': '-> /dev/null',
      'usr/b.service': service,
      'usr/b.service.d/1.conf': says('b'),
      'etc/c.service': '-> @/else/empty.service',
      'else/empty.service': '',
      'etc/d.service': '-> b.service',
      'usr/m@.service': service,
      'etc/m@x.service': '-> /dev/null',
      'etc/n@.service': '-> /dev/null',
      'usr/n@x.service': service,
    },
  })),
  {
    title: 'what is not found, fails, or has only comments',
    names: ['none.service', 'gone.service', 'bad.service', 'error.service', 'comments.target', 'own-slice.slice'],
    tree: {
      'etc/gone.service': '-> @/else/gone.service',
      'usr/gone.service': service,
      'usr/none.service.d/1.conf': says('none'),
      'etc/bad.service': `${service}DynamicUser=perhaps\n`,
      'etc/bad.service.d/1.conf': says('bad'),
      'etc/error.service': `${service}[Unit\n`,
      'etc/comments.target': '# nothing\n',
      'etc/own-slice.slice.d/1.conf': '[Slice]\nCPUWeight=10\n',
    },
  },
  {
    title: 'a linked unit keeps its name',
    names: ['a.service'],
    tree: { 'else/b.service': `${service}${says('%n')}`, 'etc/a.service': '-> @/else/b.service' },
  },
  {
    title: 'directories of drop-ins may be links',
    names: ['a.service'],
    tree: {
      'usr/a.service': service,
      'else/drop-ins/1.conf': says('linked'),
      'etc/a.service.d': '-> @/else/drop-ins',
      'usr/b.service.d/2.conf': '[Service]\nEnvironment=A=1',
      'run/a.service.d': '-> @/usr/b.service.d',
    },
  },
  {
    title: 'links of .wants and .requires directories count by their own names',
    names: ['a@x.target', 'foo-bar.target'],
    tree: {
      'usr/a@.target': says('a'),
      'usr/foo-bar.target': says('foo'),
      'usr/s.service': service,
      'etc/a@x.target.wants/s.service': '-> /nowhere',
      'etc/a@.target.wants/t@.service': '-> ../t@.service',
      'etc/a@.target.requires/u.service': '-> @/usr/s.service',
      'usr/a@x.target.wants/v.service': '-> ../v.service',
      'etc/a@x.target.wants/v.service': '-> /dev/null',
      'etc/a@x.target.wants/no-link.service': service,
      'etc/a@x.target.wants/no-unit': '-> ../s.service',
      'etc/foo-.target.wants/p.service': '-> ../p.service',
      'etc/target.wants/q.service': '-> ../q.service',
      'etc/foo-bar.target.wants/masked.service': '-> ../masked.service',
      'etc/masked.service': '-> /dev/null',
      'etc/foo-bar.target.wants/w@.service': '-> ../w@.service',
    },
  },
  {
    title: 'what a rejected and a fatal value leave behind',
    names: ['a.service'],
    tree: {
      'usr/a.service': `${service}Environment=A=1\nRemainAfterExit=yes\n${says('main')}`,
      'etc/a.service.d/1.conf': '[Service]\nRemainAfterExit=perhaps\nEnvironment=B=2\n',
      'etc/a.service.d/2.conf': '[Service]\nEnvironment=C=3\nDynamicUser=perhaps\nEnvironment=D=4\n',
      'etc/a.service.d/3.conf': '[Service]\nEnvironment=E=5\n[Unit\nDescription=lost\n',
      'etc/a.service.d/4.conf': '[Unit]\nDescription=%n of 4\n',
    },
  },
  {
    title: 'a drop-in replaces, appends, and clears',
    names: ['a.service', 'b.service'],
    tree: {
      'usr/a.service': `[Unit]\nWants=one.service\n${service}Environment=A=1 "B=x y"\n`,
      'etc/a.service.d/1.conf':
        '[Unit]\nWants=\nWants=two.service\n[Service]\nExecStart=\nExecStart=/bin/y %i\nEnvironment=A=2\n',
      'usr/b.service': `${service}Environment=A=1\n`,
      'etc/b.service.d/1.conf': '[Service]\nEnvironment=\nType=oneshot\nExecStart=/bin/z \\\n  # comment\n  --last\n',
    },
  },
];
