/**
 * What scriptlets may do, by how rpm-ostree runs them (src/libpriv/rpmostree-scripts.cxx): in a sandbox, without systemd,
 * network and /var, %pre, %post and %posttrans anew for each transaction, and of the others only file triggers.
 */
import type { Code } from '../../core/catalogue/index.ts';
import type { Range } from '../../core/diagnostic.ts';
import type { Scriptlet } from '../package-file.ts';
import { commandsIn, type ShellCommand } from './commands.ts';

export interface ScriptletFinding {
  readonly code: Code;
  readonly message: string;
  /** In the body. */
  readonly range: Range;
}

/** Of RPM's triggers only these: rpm-ostree refuses a package with one. */
const refused = /^trigger(in|prein)$/;
const notRun = /^(pretrans|preun|postun|verify|trigger(un|postun)|(trans)?filetrigger(un|postun))$/;
const shell = /(^|\/)(ba|da|k)?sh$/;

export function scriptletFindings(scriptlet: Scriptlet): ScriptletFinding[] {
  const { kind, interpreter, body } = scriptlet;
  const whole = { start: 0, end: body.length };
  if (refused.test(kind)) {
    return [{ code: 'UC811', message: `rpm-ostree refuses packages with %${kind}`, range: whole }];
  }
  if (interpreter[0] === '<lua>') return notRun.test(kind) || isSkipped(body) ? [] : [lua(kind, whole)];
  if (!shell.test(interpreter[0] ?? '')) return [];
  const commands = commandsIn(body);
  return notRun.test(kind) ? onlyElsewhere(kind, commands) : commands.flatMap((command) => ofCommand(kind, command));
}

function lua(kind: string, range: Range): ScriptletFinding {
  return { code: 'UC810', message: `%${kind} is in Lua, which rpm-ostree does not run`, range };
}

/** rust/src/scripts.rs: in one of the first ten lines. */
function isSkipped(body: string): boolean {
  return body.split('\n', 10).some((line) => line.trim() === '-- rpm-ostree-skip');
}

/** What systemd and the package manager would have done anyway, on hosts where something is uninstalled. */
const housekeeping = new Set([
  ...['systemctl', 'systemd-update-helper', 'systemd-tmpfiles', 'systemd-sysusers', 'chkconfig', 'ldconfig', 'service'],
  ...['update-alternatives', 'alternatives', 'restorecon', 'semodule', 'depmod', 'udevadm'],
  ...['[', '[[', 'test', ':', 'true', 'false', 'exit', 'return', 'set', 'echo', 'printf', 'cat', 'grep'],
]);

/** One finding says it. */
function onlyElsewhere(kind: string, commands: readonly ShellCommand[]): ScriptletFinding[] {
  const [first] = commands.filter(({ name }) => !housekeeping.has(name));
  if (first === undefined) return [];
  return [
    { code: 'UC813', message: `rpm-ostree does not run %${kind}: \`${first.name}\` is not called`, range: first },
  ];
}

type CommandRule = (command: ShellCommand, kind: string) => Omit<ScriptletFinding, 'range'> | undefined;

function ofCommand(kind: string, command: ShellCommand): ScriptletFinding[] {
  const { start, end } = command;
  for (const rule of rules) {
    const found = rule(command, kind);
    if (found !== undefined) return [{ ...found, range: { start, end } }];
  }
  return [];
}

const verbs = new Set(
  'start stop restart try-restart reload reload-or-restart try-reload-or-restart condrestart kill isolate'.split(' '),
);
const accounts = new Set(['useradd', 'groupadd', 'usermod', 'adduser', 'addgroup']);
const network = new Set(
  'curl wget dnf yum microdnf pip pip3 npm git docker podman skopeo crictl ctr atomic ssh scp rsync nc'.split(' '),
);

const rules: readonly CommandRule[] = [
  ({ name, args }, kind) => {
    const what = asksSystemd(name, args);
    return what === undefined ? undefined : { code: 'UC812', message: `%${kind} asks systemd to ${what}` };
  },
  ({ name }, kind) =>
    accounts.has(name) ? { code: 'UC814', message: `%${kind} makes an account with \`${name}\`` } : undefined,
  ({ name }, kind) =>
    network.has(name) ? { code: 'UC815', message: `%${kind} calls \`${name}\`, which needs the network` } : undefined,
  (command, kind) => {
    const file = written(command).find((one) => outside.test(one) && !kept.test(one));
    return file === undefined ? undefined : { code: 'UC816', message: `%${kind} writes to ${file}` };
  },
  (command, kind) => {
    const again = onceOnly(command);
    return again === undefined ? undefined : { code: 'UC817', message: `%${kind} ${again} each time that it runs` };
  },
];

function asksSystemd(name: string, args: readonly string[]): string | undefined {
  if (name === 'service') return verbs.has(args[1] ?? '') ? `${args[1]} a unit` : undefined;
  if (name !== 'systemctl') return undefined;
  const [verb] = args.filter((arg) => !arg.startsWith('-'));
  if (verb === 'daemon-reload' || verb === 'daemon-reexec') return 'read its units anew';
  if (verbs.has(verb ?? '')) return `${verb} a unit`;
  return args.includes('--now') ? `${verb} a unit now` : undefined;
}

/** What scriptlets do not see, or cannot write to. */
const outside = /^\/(var|run|home|root|srv|mnt|opt|usr\/local)(\/|$)/;
/** rpmostree-scripts.cxx: writable, for the time of the transaction. */
const kept = /^\/var\/(tmp|lib\/rpm-state)(\/|$)/;
const takingAll = new Set(['mkdir', 'touch', 'chown', 'chgrp', 'chmod', 'rm', 'rmdir', 'tee', 'truncate', 'mkfifo']);
const takingLast = new Set(['cp', 'mv', 'ln', 'install', 'rsync']);

function written({ name, args, redirections }: ShellCommand): string[] {
  const paths = args.filter((arg) => !arg.startsWith('-'));
  const own = takingAll.has(name) ? paths : takingLast.has(name) ? paths.slice(-1) : [];
  return [...own, ...redirections.map(({ file }) => file)];
}

function onceOnly({ name, args, redirections, conditional, tolerated }: ShellCommand): string | undefined {
  if (conditional) return undefined;
  const appended = redirections.find(
    ({ appends, file }) => appends && file.startsWith('/') && !file.startsWith('/dev/'),
  );
  if (appended !== undefined) return `appends to ${appended.file}`;
  const has = (short: string, long: string) =>
    args.some((arg) => arg === long || new RegExp(`^-[a-zA-Z]*${short}`).test(arg));
  const target = args.at(-1) ?? '';
  if (tolerated) return undefined;
  if (name === 'mkdir' && !has('p', '--parents')) return `makes ${target}, and fails where it is there,`;
  if (name === 'ln' && !has('f', '--force')) return `makes the link ${target}, and fails where it is there,`;
  if (name === 'mv')
    return `moves ${args.filter((arg) => !arg.startsWith('-'))[0] ?? ''} away, and fails where it is gone,`;
  return undefined;
}
