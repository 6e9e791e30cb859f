/** Capabilities: capability_set_from_string() of src/basic/cap-list.c; capabilities(7). */
import { nearest } from '../../../core/nearest.ts';
import { parseInteger } from './integer.ts';
import { dropped, shown, silent, type ValueCheck } from './value-problem.ts';
import { checkWords, unquoted } from './words.ts';

const names = new Set(
  (
    'CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE ' +
    'NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN ' +
    'SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE ' +
    'MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE'
  )
    .split(' ')
    .map((name) => `CAP_${name}`),
);
const highest = 63n;
const longest = 30;

/** In any case, or a number. */
export function isCapability(word: string): boolean {
  const number = parseInteger(word);
  return number === undefined
    ? word.length <= longest && names.has(word.toUpperCase())
    : number >= 0n && number <= highest;
}

/** Names that systemd does not know it drops in silence, and with an open quote the rest. */
export const checkCapabilities: ValueCheck = (value) =>
  checkWords(value, value.startsWith('~') ? 1 : 0, unquoted, (word) => {
    if (isCapability(word.text)) return undefined;
    const upper = word.text.length > longest ? word.text : word.text.toUpperCase();
    const near = names.has(`CAP_${upper}`) ? `CAP_${upper}` : nearest(upper, names);
    const help = near === undefined ? 'see capabilities(7) for the names' : `write \`${near}\``;
    return dropped(word, `${shown(word.text)} is not a capability`, help);
  }).map(silent);
