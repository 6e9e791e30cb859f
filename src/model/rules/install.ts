/** The install form: where it can be, what reaches the image, what `set` is good for. */
import { type Diagnostic, diagnostic } from '../../core/diagnostic.ts';
import { firstSpecPath, type Sourced } from '../../core/provenance.ts';
import type { Cluster, Instance } from '../cluster.ts';
import {
  additionalMounts,
  directoryVariables,
  etcdExported,
  forcedVariables,
  readsFiles,
  variablesOf,
} from '../published-image.ts';
import { settingPath } from '../setting-path.ts';
import type { Assignment, Workload } from '../workload.ts';
import type { Rule, RuleContext } from './rule.ts';

type Report = Parameters<Rule>[1];

interface Installed {
  readonly instance: Instance;
  readonly workload: Workload;
}

function withForm(cluster: Cluster): Instance[] {
  return cluster.hosts
    .flatMap((host) => host.instances)
    .filter(({ settings }) => settings.form.value === 'install' && settings.target.value === 'system-container');
}

/** Those that can be installed at all. */
function installed({ cluster, registry }: RuleContext): Installed[] {
  return withForm(cluster).flatMap((instance) => {
    const component = registry.get(instance.kind);
    if (component?.installable !== true) return [];
    return [{ instance, workload: component.workload(cluster, instance) }];
  });
}

/** One spec gives one report, not one for each host. */
function once(report: Report): Report {
  const seen = new Set<string>();
  return (problem) => {
    const key = JSON.stringify([problem.message, problem.specPath]);
    if (!seen.has(key)) report(problem);
    seen.add(key);
  };
}

export const installPossible: Rule = ({ cluster, registry }, report) => {
  const tell = once(report);
  for (const { name, kind, settings } of withForm(cluster)) {
    const problem = (message: string, help?: string) =>
      tell(
        diagnostic('UC180', {
          message,
          ...(help !== undefined && { help }),
          specPath: settingPath(settings.form, ['components', name]),
        }),
      );
    if (registry.get(kind)?.installable !== true) {
      problem(`\`${name}\` has no install form`);
    } else if (!cluster.system.atomic) {
      problem(`\`${cluster.system.os}\` has no atomic command that could install \`${name}\``);
    } else if (settings.family.value !== 'distribution' && !settings.imageSources.named) {
      const help = 'leave `family` out, or write an `image:` with /exports in it';
      problem(`the family \`${settings.family.value}\` has no image of \`${name}\` that atomic installs`, help);
    }
  }
};

/** A setting that atomic's unit and the image's start script do not pass on. */
export const installReaches: Rule = (context, report) => {
  const tell = once(report);
  for (const one of installed(context)) {
    for (const problem of [...lostFlags(one), ...lostWords(one), ...hiddenFiles(context, one), ...lostUnit(one)]) {
      tell(problem);
    }
  }
};

function lost(message: string, setting: Sourced<unknown>, { instance }: Installed, help?: string): Diagnostic {
  const specPath = settingPath(setting, ['components', instance.name]);
  return diagnostic('UC181', { message, ...(help !== undefined && { help }), specPath });
}

function valuesOf({ workload }: Installed): Extract<Assignment, { readonly value: unknown }>[] {
  return workload.files.flatMap(({ assignments }) => assignments.flatMap((one) => ('value' in one ? [one] : [])));
}

/** etcd's start script exports what the image's configuration names, and nothing else of the file. */
function lostFlags(one: Installed): Diagnostic[] {
  const { kind, name, settings } = one.instance;
  if (kind !== 'etcd' || !readsFiles(settings.image.value)) return [];
  return valuesOf(one)
    .filter((assignment) => !etcdExported.has(assignment.name))
    .map((assignment) => {
      const flag = assignment.name.slice('ETCD_'.length).toLowerCase().replaceAll('_', '-');
      const message = `the image of \`${name}\` does not pass the flag \`${flag}\` on to etcd`;
      return lost(message, settings.flags.get(flag) ?? assignment.value, one);
    });
}

/** FLANNEL_OPTIONS is split at blanks by a shell that takes no quotes away and looks for files. */
function lostWords(one: Installed): Diagnostic[] {
  if (one.instance.kind !== 'flanneld') return [];
  const words = one.workload.files.flatMap(({ assignments }) =>
    assignments.flatMap((assignment) => ('words' in assignment ? assignment.words : [])),
  );
  return words
    .filter(({ value }) => !/^[A-Za-z0-9_@%+=:,./^-]+$/.test(value))
    .map((word) => lost(`the start script of the image cannot pass on \`${word.value}\` as one word`, word, one));
}

const fileFlags = ['cafile', 'certfile', 'keyfile'];

/** The image of flannel mounts one directory of the host, that of etcd one more than ADDTL_MOUNTS can add to. */
function hiddenFiles({ cluster }: RuleContext, one: Installed): Diagnostic[] {
  const { kind, name } = one.instance;
  if (kind === 'flanneld') {
    return valuesOf(one)
      .filter((assignment) => fileFlags.some((flag) => assignment.name.endsWith(`_${flag.toUpperCase()}`)))
      .filter(({ value }) => !value.value.startsWith('/etc/flanneld/'))
      .map((assignment) => {
        const flag = assignment.name.slice('FLANNEL_'.length).toLowerCase().replace('_', '-');
        const help = `keep a copy below /etc/flanneld, and set the flag \`${flag}\` of \`${name}\` to it`;
        const message = `the image of \`${name}\` does not see \`${assignment.value.value}\``;
        return lost(message, assignment.value, one, help);
      });
  }
  const { etcd } = cluster.pki;
  if (etcd === undefined || name === 'etcd') return [];
  const files = [etcd.ca, etcd.server.cert, etcd.server.key, etcd.peer.cert, etcd.peer.key];
  return [...files, etcd.client.cert, etcd.client.key]
    .filter(({ value }) => value.startsWith('/etc/etcd/'))
    .map((file) => {
      const help = 'keep the certificates of etcd outside /etc/etcd, for example in `pki.etcd.dir: /etc/pki/etcd`';
      return lost(
        `the image of \`${name}\` sees /etc/${name} as /etc/etcd, and not \`${file.value}\``,
        file,
        one,
        help,
      );
    });
}

/** systemd does not look for [Install] in drop-ins, and atomic has enabled the unit before that. */
function lostUnit(one: Installed): Diagnostic[] {
  return one.instance.settings.unit
    .filter(({ section }) => section === 'Install')
    .map(({ key, value }) => lost(`\`${key}\` of [Install] cannot stand in a drop-in of atomic's unit`, value, one));
}

/** What is set with --set: atomic takes any name, and says nothing where nobody reads it. */
export const installValues: Rule = (context, report) => {
  const tell = once(report);
  for (const one of installed(context)) {
    for (const [name, setting] of one.instance.settings.set) {
      const problem = setting.value === null ? undefined : idleValue(name, one);
      const specPath = settingPath(setting, ['components', one.instance.name]);
      if (problem !== undefined) tell(diagnostic('UC182', { ...problem, specPath, specKey: true }));
    }
    for (const [name, setting] of one.workload.install?.values ?? []) {
      const problem = brokenValue(name, setting.value, one);
      const specPath = firstSpecPath(setting.from) ?? ['components', one.instance.name];
      if (problem !== undefined) tell(diagnostic('UC183', { ...problem, specPath }));
    }
  }
};

/** skopeo, which atomic calls, has its own places for credentials. */
export const installCredentials: Rule = (context, report) => {
  const { mirror, pullSecret } = context.cluster.images;
  const registry = mirror?.value.split('/')[0];
  // Credentials are for the mirror, where there is one.
  const asks = ({ instance }: Installed) =>
    registry === undefined || instance.settings.image.value.startsWith(`${registry}/`);
  const first = installed(context).find(asks);
  if (pullSecret === undefined || first === undefined) return;
  const message = `atomic installs \`${first.instance.name}\` without \`pullSecret\``;
  const help = `let ${registry ?? 'its registry'} serve it without a login, or log root in on the hosts`;
  report(diagnostic('UC182', { message, help, specPath: ['images', 'pullSecret'] }));
};

type Said = { readonly message: string; readonly help?: string };

function idleValue(name: string, one: Installed): Said | undefined {
  const { kind, settings } = one.instance;
  if (forcedVariables.has(name)) return { message: `atomic sets \`${name}\` itself` };
  const known = variablesOf(kind, settings.image.value);
  const file = valuesOf(one).find(
    (assignment) => assignment.name === name || assignment.name === name.replace(/^FLANNELD_/, 'FLANNEL_'),
  );
  if (known !== undefined && file !== undefined) {
    const path = one.workload.files[0]?.path ?? '';
    return {
      message: `\`${name}\` is read from ${path}, whatever atomic is told`,
      help: `take it away: what stands in that file comes from \`flags\` and the rest of the spec`,
    };
  }
  if (known === undefined || known.has(name)) return undefined;
  return { message: `the image of \`${one.instance.name}\` has no variable \`${name}\`` };
}

function brokenValue(name: string, value: string, { instance }: Installed): Said | undefined {
  if (directoryVariables.has(name)) {
    return { message: `\`${name}\` is not free to choose: files and units of the host rely on it` };
  }
  if (instance.kind !== 'etcd') return undefined;
  if (name === additionalMounts) {
    if (instance.settings.set.has(name) && instance.settings.mounts.length > 0) {
      return { message: '`mounts` and `ADDTL_MOUNTS` are the same thing, written twice' };
    }
    if (value !== '' && !isMountList(value)) {
      return { message: '`ADDTL_MOUNTS` is not a comma and JSON objects with commas between them' };
    }
  } else if (etcdExported.has(name) && /["\\]/.test(value)) {
    return { message: `the value of \`${name}\` would break the JSON text that atomic puts it into` };
  }
  return undefined;
}

function isMountList(value: string): boolean {
  if (!value.startsWith(',')) return false;
  try {
    const list: unknown = JSON.parse(`[${value.slice(1)}]`);
    return Array.isArray(list) && list.length > 0 && list.every((mount) => typeof mount === 'object' && mount !== null);
  } catch {
    return false;
  }
}
