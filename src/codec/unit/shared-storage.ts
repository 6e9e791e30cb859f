/**
 * Keys that write to one place in systemd, so that each undoes the others: the offsets in
 * src/core/load-fragment-gperf.gperf.in and the parsers in src/core/load-fragment.c.
 */

const listeners = /^Listen(Stream|Datagram|SequentialPacket|FIFO|Netlink|Special|MessageQueue|USBFunction)$/;
const triggers = /^On(Active|Boot|Startup|UnitActive|UnitInactive)Sec$|^OnCalendar$/;
const watches = /^(PathExists|PathExistsGlob|PathChanged|PathModified|DirectoryNotEmpty)$/;

/** An empty assignment to any key of a row clears all of them. */
const cleared: readonly { readonly id: string; readonly section?: string; readonly key: RegExp }[] = [
  { id: 'conditions', section: 'Unit', key: /^Condition/ },
  { id: 'asserts', section: 'Unit', key: /^Assert/ },
  { id: 'listeners', section: 'Socket', key: listeners },
  { id: 'triggers', section: 'Timer', key: triggers },
  { id: 'watches', section: 'Path', key: watches },
  { id: 'read-write-paths', key: /^ReadWrite(Paths|Directories)$/ },
  { id: 'read-only-paths', key: /^ReadOnly(Paths|Directories)$/ },
  { id: 'inaccessible-paths', key: /^Inaccessible(Paths|Directories)$/ },
  { id: 'bind-paths', key: /^Bind(ReadOnly)?Paths$/ },
  { id: 'load-credential', key: /^LoadCredential(Encrypted)?$/ },
  { id: 'set-credential', key: /^SetCredential(Encrypted)?$/ },
  { id: 'standard-input', key: /^StandardInput(Text|Data)$/ },
  { id: 'io-scheduling', key: /^IOScheduling(Class|Priority)$/ },
];

/** A value of any key of a row takes the place of the others': old names, and old places of a key. */
const replaced: readonly { readonly id: string; readonly keys: readonly string[] }[] = [
  {
    id: 'start-limit-interval',
    keys: ['Unit.StartLimitIntervalSec', 'Unit.StartLimitInterval', 'Service.StartLimitInterval'],
  },
  { id: 'start-limit-burst', keys: ['Unit.StartLimitBurst', 'Service.StartLimitBurst'] },
  { id: 'start-limit-action', keys: ['Unit.StartLimitAction', 'Service.StartLimitAction'] },
  { id: 'failure-action', keys: ['Unit.FailureAction', 'Service.FailureAction'] },
  { id: 'reboot-argument', keys: ['Unit.RebootArgument', 'Service.RebootArgument'] },
  { id: 'on-failure-job-mode', keys: ['Unit.OnFailureJobMode', 'Unit.OnFailureIsolate'] },
];

export interface SharedStorage {
  /** The same for all keys that share it; for most keys their own. */
  readonly id: string;
  /** Whether a value of one key replaces those of the others, and does not only stand beside them. */
  readonly replaces: boolean;
}

export function sharedStorage(section: string, key: string): SharedStorage {
  const own = `${section}.${key}`;
  const row = replaced.find(({ keys }) => keys.includes(own));
  if (row !== undefined) return { id: row.id, replaces: true };
  const group = cleared.find((one) => (one.section ?? section) === section && one.key.test(key));
  return { id: group === undefined ? own : `${section} ${group.id}`, replaces: false };
}
