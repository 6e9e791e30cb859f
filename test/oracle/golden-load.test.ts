/** systemd itself loads every unit of every golden tree, with its drop-ins, and reads each command as our codec does. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { substitute } from '../../src/codec/string-template/index.ts';
import {
  encodeBytes,
  expandSpecifiers,
  parseCommandLine,
  parseUnit,
  type SpecifierTable,
} from '../../src/codec/unit/index.ts';
import type { FileTree } from '../../src/tree/file-tree.ts';
import { compileGolden, goldenCases } from '../support/golden-case.ts';
import { loadWithSystemd } from './systemd-test.ts';

/** Of both layouts. */
const directory = /^(etc|usr\/lib)\/systemd\/system\//;
const hosts = goldenCases().flatMap((name) =>
  [...compileGolden(name).trees].map(([host, tree]) => [name, host, tree] as const),
);

/** What systemd is given to load of a template, which is no unit by itself. */
const instance = '20261128T033000Z';

/** What is below the directory of units, by its path there; a template by the name of an instance. */
function unitFiles(tree: FileTree): Map<string, string> {
  const files = [...tree].flatMap((artifact) =>
    artifact.type === 'file' && directory.test(artifact.path)
      ? [[artifact.path.replace(directory, '').replace('@.', `@${instance}.`), artifact.content] as const]
      : [],
  );
  return new Map(files);
}

/** What the distribution, packages and atomic bring, where the tree has no unit of that name. */
function othersUnits(own: ReadonlyMap<string, string>): Record<string, string> {
  const stub = '[Unit]\nDescription=stand-in\n[Service]\nExecStart=/bin/true\n';
  const names = ['docker', 'containerd', 'crio', 'kubelet', 'etcd', 'flanneld', 'kube-apiserver', 'rpm-ostreed'];
  const others = Object.fromEntries(names.map((name) => [`${name}.service`, stub]));
  for (const [image, name] of Object.entries({ etcd: 'etcd', flannel: 'flanneld' })) {
    if (!own.has(`unitc-install-${name}.service`)) continue;
    const template = readFileSync(`test/support/published/${image}/service.template`, 'utf8');
    const values = { NAME: name, DESTDIR: `/var/lib/containers/atomic/${name}.0`, AFTER: '', REQUIRED_BY: '' };
    const unit = substitute(template, { ...values, EXEC_START: '/bin/true', EXEC_STOP: '/bin/true' });
    if (!unit.ok) throw new Error(`test/support/published/${image}: ${unit.kind}`);
    others[`${name}.service`] = unit.text;
  }
  return Object.fromEntries(Object.entries(others).filter(([name]) => !own.has(name)));
}

/** The words of each command of a unit and its drop-ins, by key, as systemd shows them: specifiers expanded, variables not. */
function commandsOf(text: string, table: SpecifierTable): Map<string, string[][]> {
  const commands = new Map<string, string[][]>();
  for (const { section, key, value } of parseUnit(encodeBytes(text)).assignments) {
    if (section !== 'Service' || !/^Exec/.test(key)) continue;
    const read = parseCommandLine(value).commands.map(({ argv }) =>
      argv.map((word) => {
        const expanded = expandSpecifiers(word, table);
        if (!expanded.ok) throw new Error(`${word} holds a specifier`);
        return expanded.text;
      }),
    );
    commands.set(key, value === '' ? [] : [...(commands.get(key) ?? []), ...read]);
  }
  return commands;
}

test('there are units of every kind that unitc writes', () => {
  const kinds = new Set(hosts.flatMap(([, , tree]) => [...unitFiles(tree).keys()].map((file) => path.extname(file))));
  expect([...kinds].sort()).toEqual(['.conf', '.service', '.timer']);
});

describe.each(hosts)('%s, %s', (_case, _host, tree) => {
  test('loads without a message, command by command', async () => {
    const own = unitFiles(tree);
    const others = othersUnits(own);
    const dropIns = [...own.keys()].filter((file) => file.includes('/'));
    const units = [...own.keys()].filter((file) => !file.includes('/'));
    const changed = dropIns.map((file) => path.dirname(file).replace(/\.d$/, ''));
    const all: Record<string, string> = { ...others, ...Object.fromEntries(own) };
    const named = [...new Set([...units, ...changed])].sort();
    for (const name of named) expect(all[name], name).toBeDefined();
    const extra = Object.fromEntries(Object.entries(all).filter(([name]) => !named.includes(name)));
    const loaded = await loadWithSystemd(Object.fromEntries(named.map((name) => [name, all[name] ?? ''])), extra);
    for (const name of named) {
      const { loadState, messages, commands } = loaded.get(name) ?? {};
      expect({ name, loadState, messages }).toEqual({ name, loadState: 'loaded', messages: [] });
      const texts = [
        all[name],
        ...dropIns.filter((file) => file.startsWith(`${name}.d/`)).map((file) => own.get(file)),
      ];
      for (const [key, argvs] of commandsOf(texts.join('\n'), name.includes('@') ? { i: instance } : {})) {
        expect(commands?.[key] ?? [], `${name} ${key}`).toEqual(argvs);
      }
    }
  });
});
