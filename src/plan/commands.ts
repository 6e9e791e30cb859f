/** What an administrator would type, in order; `unitc` and the script on the host do the same. */
import { decodeBytes } from '../codec/unit/index.ts';
import type { Entry } from '../diff/entry.ts';
import type { Layout } from '../tree/layout.ts';
import { containerOf, hasUnitOfAtomic, imageIn } from './bundle-info.ts';
import { type FileChange, isWritten } from './file-changes.ts';
import type { UnitChanges } from './unit-changes.ts';

/** Each an argv; what stands between them is the installation of the files, which `install` names. */
export interface Commands {
  readonly before: readonly (readonly string[])[];
  readonly after: readonly (readonly string[])[];
}

export function commandsFor(changes: readonly FileChange[], units: UnitChanges, layout: Layout): Commands {
  const images = imageChanges(changes, layout);
  // What is updated is started with it.
  const restart = units.restart.filter((unit) => !images.update.some(({ name }) => unit === `${name}.service`));
  const written = changes.filter(isWritten).map(({ path }) => `/${path}`);
  const below = (directory: string) => written.filter((path) => path.startsWith(`${directory}/`));
  const given = (command: readonly string[], operands: readonly string[]) =>
    operands.length === 0 ? [] : [[...command, ...operands]];
  return {
    before: given(['systemctl', 'disable', '--now'], units.disable),
    after: [
      ...given([`${layout.helpers}/add-accounts`], below(layout.sysusers)),
      ...given(['/usr/lib/systemd/systemd-modules-load'], below(layout.modules)),
      ...given(['/usr/lib/systemd/systemd-sysctl'], below(layout.sysctls)),
      ...given(['systemd-tmpfiles', '--create'], below(layout.tmpfiles)),
      ...(units.daemonReload ? [['systemctl', 'daemon-reload']] : []),
      ...images.fetch.map((name) => [`${layout.helpers}/fetch-rootfs`, name]),
      ...images.update.flatMap((one) => updating(one, layout)),
      ...given(['systemctl', 'reenable'], units.reenable),
      ...given(['systemctl', 'enable'], units.enable),
      ...given(['systemctl', 'try-restart'], restart),
      ...given(['systemctl', 'start'], units.enable),
    ],
  };
}

interface Update {
  readonly name: string;
  readonly unitOfAtomic: boolean;
}

/** Only a unit that completes what slot was doing may be left to slot. */
function updating({ name, unitOfAtomic }: Update, { helpers }: Layout): string[][] {
  if (!unitOfAtomic) return [[`${helpers}/slot`, 'update', name]];
  const unit = `${name}.service`;
  return [
    ['systemctl', 'stop', unit],
    [`${helpers}/fetch-rootfs`, name],
    ['systemctl', 'start', unit],
  ];
}

/** Containers that are new, and those that get another image. */
function imageChanges(
  changes: readonly FileChange[],
  { descriptions }: Layout,
): { readonly fetch: readonly string[]; readonly update: readonly Update[] } {
  const fetch: string[] = [];
  const update: Update[] = [];
  for (const { path, action, before, after } of changes) {
    const name = containerOf(path, descriptions);
    if (name === undefined) continue;
    const [old, now] = [textOf(before), textOf(after)];
    if (action === 'create') fetch.push(name);
    if (action === 'change' && imageIn(old) !== imageIn(now)) update.push({ name, unitOfAtomic: hasUnitOfAtomic(now) });
  }
  return { fetch, update };
}

function textOf(entry: Entry | undefined): string {
  return entry?.type === 'file' ? decodeBytes(entry.content) : '';
}
