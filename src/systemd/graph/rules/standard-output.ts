/** Where a unit's programs write: `service_fix_stdio()` of `src/core/service.c`, systemd.exec(5) "Logging and Standard Input/Output". */
import type { WrittenOrigin } from '../edge.ts';
import type { GraphUnit } from '../graph-unit.ts';
import { lastSetting, originOf, ownSection, settingsOf } from '../reading.ts';

const plain = /^(inherit|null|tty|socket|(syslog|kmsg|journal)(\+console)?|(fd|file|append|truncate):.*|fd)$/s;
const journal = /^(syslog|kmsg|journal)(\+console)?$/;
/** Inputs that go both ways: output that inherits is theirs. */
const bidirectional = /^(tty|tty-force|tty-fail|socket|fd(:.*)?)$/s;
const input = /^(null|data|tty|tty-force|tty-fail|socket|fd(:.*)?|file:.*)$/s;

/** The setting because of which something goes to the journal, if anything does; without an origin it is the manager's default. */
export function journalReason(unit: GraphUnit): { key: string; origin: WrittenOrigin | undefined } | undefined {
  // -.mount cannot wait for a socket that lies on it: mount_load_root_mount() of src/core/mount.c.
  if (unit.id === '-.mount') return undefined;
  for (const key of ['StandardOutput', 'StandardError'] as const) {
    const setting = lastSetting(unit, key, (value) => plain.test(value));
    if (setting !== undefined && journal.test(setting.value)) return { key, origin: originOf(setting) };
  }
  const output = lastSetting(unit, 'StandardOutput', (value) => plain.test(value))?.value;
  // Only services replace what inherits by the manager's default, which other types begin with.
  const isDefault = output === undefined || (output === 'inherit' && unit.type === 'service');
  return isDefault && !(unit.type === 'service' && inputGoesBothWays(unit))
    ? { key: 'StandardOutput', origin: undefined }
    : undefined;
}

function inputGoesBothWays(unit: GraphUnit): boolean {
  const stdin = lastSetting(unit, 'StandardInput', (value) => input.test(value))?.value ?? 'null';
  const data = ['StandardInputText', 'StandardInputData'].some(
    (key) => settingsOf(unit, ownSection(unit), key).length > 0,
  );
  return bidirectional.test(stdin) && !(stdin === 'null' && data);
}
