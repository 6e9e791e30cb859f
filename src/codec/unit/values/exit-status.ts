/** Exit statuses: exit_status_from_string() of src/shared/exit-status.c; systemd.exec(5). */
import { nearest } from '../../../core/nearest.ts';
import { limits, parseInteger } from './integer.ts';
import { isSignal } from './signal.ts';
import { dropped, shown, type ValueCheck } from './value-problem.ts';
import { checkWords } from './words.ts';

const names = new Set(
  (
    'SUCCESS FAILURE CHDIR NICE FDS EXEC MEMORY LIMITS OOM_ADJUST SIGNAL_MASK STDIN STDOUT CHROOT IOPRIO TIMERSLACK ' +
    'SECUREBITS SETSCHEDULER CPUAFFINITY GROUP USER CAPABILITIES CGROUP SETSID CONFIRM STDERR PAM NETWORK NAMESPACE ' +
    'NO_NEW_PRIVILEGES SECCOMP SELINUX_CONTEXT PERSONALITY APPARMOR ADDRESS_FAMILIES RUNTIME_DIRECTORY CHOWN ' +
    'SMACK_PROCESS_LABEL KEYRING STATE_DIRECTORY CACHE_DIRECTORY LOGS_DIRECTORY CONFIGURATION_DIRECTORY NUMA_POLICY ' +
    'CREDENTIALS BPF EXCEPTION INVALIDARGUMENT NOTIMPLEMENTED NOPERMISSION NOTINSTALLED NOTCONFIGURED NOTRUNNING USAGE ' +
    'DATAERR NOINPUT NOUSER NOHOST UNAVAILABLE SOFTWARE OSERR OSFILE CANTCREAT IOERR TEMPFAIL PROTOCOL NOPERM CONFIG'
  ).split(' '),
);

/** Numbers are exit statuses here, not signals. */
export const checkExitStatuses: ValueCheck = (value) =>
  checkWords(value, 0, {}, (word) => {
    const { text } = word;
    const number = parseInteger(text);
    if (number !== undefined ? number >= 0n && number <= limits.u8[1] : names.has(text) || isSignal(text))
      return undefined;
    const upper = text.length > 30 ? text : text.toUpperCase();
    const near = names.has(upper) || isSignal(upper) ? upper : nearest(upper, names);
    const help =
      near === undefined ? 'write a number up to 255, a name of systemd.exec(5), or a signal' : `write \`${near}\``;
    return dropped(word, `${shown(text)} is neither an exit status nor a signal`, help);
  });
