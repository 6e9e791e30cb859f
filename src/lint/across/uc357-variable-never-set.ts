import { parseEnvFile } from '../../codec/env-file/index.ts';
import { parseCommandLine, parseEnvironment, simplifyPath, splitWords } from '../../codec/unit/index.ts';
import { nearest } from '../../core/nearest.ts';
import { pathOf, settingsOf } from '../effective/rule.ts';
import type { Inspected } from '../inspected.ts';
import { argumentsOf } from '../rules/command-lines.ts';
import { valuePart } from '../rules/places.ts';
import type { ScopedUnit } from '../scope.ts';
import { shown } from '../shown.ts';
import { hostFiles } from './host-files.ts';
import type { AcrossRule } from './rule.ts';

/** What systemd sets itself: systemd.exec(5) "Environment Variables in Spawned Processes". */
const bySystemd =
  /^(?:PATH|LANG|LC_\w+|LANGUAGE|USER|LOGNAME|HOME|SHELL|INVOCATION_ID|XDG_RUNTIME_DIR|(?:RUNTIME|STATE|CACHE|LOGS|CONFIGURATION)_DIRECTORY|CREDENTIALS_DIRECTORY|MAINPID|MANAGERPID|SYSTEMD_\w+|LISTEN_\w+|NOTIFY_SOCKET|WATCHDOG_\w+|FDSTORE|TERM|COLORTERM|NO_COLOR|JOURNAL_STREAM|SERVICE_RESULT|EXIT_CODE|EXIT_STATUS|MONITOR_\w+|PIDFILE|REMOTE_(?:ADDR|PORT)|TRIGGER_\w+|MEMORY_PRESSURE_\w+|SOURCE_DATE_EPOCH|DBUS_\w+|MANAGERPIDFDID|MAINPIDFDID)$/;

/**
 * Variables of command lines that nothing sets: they are empty, or their argument is gone. That an argument
 * may be gone is what `$OPTIONS` is for where the file that sets it may be missing.
 */
export const variableNeverSet: AcrossRule = (inspected) =>
  inspected.scopes.flatMap(({ units }) =>
    units.flatMap((unit) => {
      const set = unit.loaded.fragment === undefined ? undefined : variablesOf(unit, inspected);
      if (set === undefined) return [];
      const optional = settingsOf(unit, sectionOf(unit), 'EnvironmentFile').some(({ value }) => value.startsWith('-'));
      return usesOf(unit).flatMap((use) => {
        if (set.has(use.name) || bySystemd.test(use.name)) return [];
        const close = nearest(use.name, set);
        return optional && use.alone && close === undefined ? [] : [finding(use, close)];
      });
    }),
  );

interface Use {
  readonly name: string;
  /** `$NAME` as a whole argument. */
  readonly alone: boolean;
  readonly range: { readonly start: number; readonly end: number };
  readonly path: string;
}

function finding({ name, range, path }: Use, close: string | undefined) {
  const help = close === undefined ? {} : { help: `write \`${close}\`, which is set` };
  return { code: 'UC357' as const, message: `\`$${shown(name)}\` is used and never set`, ...help, range, path };
}

function usesOf(unit: ScopedUnit): Use[] {
  return [...unit.loaded.settings].flatMap(([, keys]) =>
    [...keys].flatMap(([key, settings]) =>
      !/^Exec[A-Z]/.test(key)
        ? []
        : settings.flatMap((setting) =>
            parseCommandLine(setting.value)
              .commands.filter(({ prefixes }) => !prefixes.keepVariables)
              .flatMap((command) =>
                argumentsOf(command).flatMap(({ text, start, end }) =>
                  variablesIn(text).map((name) => {
                    return {
                      name,
                      alone: text === `$${name}`,
                      range: valuePart(setting.assignment, start, end),
                      path: pathOf(unit, setting.path),
                    };
                  }),
                ),
              ),
          ),
    ),
  );
}

function variablesIn(word: string): string[] {
  const [, whole] = /^\$([A-Za-z_]\w*)$/.exec(word) ?? [];
  if (whole !== undefined) return [whole];
  return [...word.replaceAll('$$', '').matchAll(/\$\{([A-Za-z_]\w*)\}/g)].map((match) => match[1] ?? '');
}

/** Undefined where nobody knows them all: of files that are not in the tree, of PAM, of a user's manager. */
function variablesOf(unit: ScopedUnit, inspected: Inspected): ReadonlySet<string> | undefined {
  const section = sectionOf(unit);
  if (settingsOf(unit, section, 'PAMName').length > 0) return undefined;
  const names = new Set<string>();
  for (const { value } of settingsOf(unit, section, 'Environment')) {
    for (const { name } of parseEnvironment(value).assignments) names.add(name);
  }
  for (const { value } of settingsOf(unit, section, 'PassEnvironment')) {
    for (const { text } of splitWords(value, 'unquote+retain-escape').words) names.add(text);
  }
  for (const { value } of settingsOf(unit, section, 'EnvironmentFile')) {
    const path = simplifyPath(value.replace(/^-/, ''));
    const entry = inspected.root.host ? hostFiles(inspected).at(path) : undefined;
    if (entry?.type !== 'file') return undefined;
    for (const name of namesInFile(entry.read())) names.add(name);
  }
  return names;
}

/** Of comments too: `#OPTIONS=` says that somebody may set it. */
function namesInFile(bytes: Uint8Array): string[] {
  return parseEnvFile(bytes).entries.flatMap((entry) => {
    if (entry.kind === 'assignment') return [entry.name];
    if (entry.kind !== 'comment') return [];
    return [...entry.raw.matchAll(/(?:^|[\s#;"'`])([A-Za-z_]\w*)=/g)].map((match) => match[1] ?? '');
  });
}

function sectionOf({ loaded }: ScopedUnit): string {
  return loaded.type.charAt(0).toUpperCase() + loaded.type.slice(1);
}
