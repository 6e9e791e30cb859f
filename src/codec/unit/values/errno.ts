/** Error numbers: parse_errno() of src/basic/parse-util.c; errno(3). */
import { nearest } from '../../../core/nearest.ts';
import { parseInteger } from './integer.ts';
import { type Complaint, complaint, shown, type ValueCheck, whole } from './value-problem.ts';

/** Without the `E`. */
const names = new Set(
  (
    '2BIG ACCES ADDRINUSE ADDRNOTAVAIL ADV AFNOSUPPORT AGAIN ALREADY BADE BADF BADFD BADMSG BADR BADRQC BADSLT ' +
    'BFONT BUSY CANCELED CHILD CHRNG COMM CONNABORTED CONNREFUSED CONNRESET DEADLK DEADLOCK DESTADDRREQ DOM ' +
    'DOTDOT DQUOT EXIST FAULT FBIG HOSTDOWN HOSTUNREACH HWPOISON IDRM ILSEQ INPROGRESS INTR INVAL IO ISCONN ISDIR ' +
    'ISNAM KEYEXPIRED KEYREJECTED KEYREVOKED L2HLT L2NSYNC L3HLT L3RST LIBACC LIBBAD LIBEXEC LIBMAX LIBSCN LNRNG ' +
    'LOOP MEDIUMTYPE MFILE MLINK MSGSIZE MULTIHOP NAMETOOLONG NAVAIL NETDOWN NETRESET NETUNREACH NFILE NOANO ' +
    'NOBUFS NOCSI NODATA NODEV NOENT NOEXEC NOKEY NOLCK NOLINK NOMEDIUM NOMEM NOMSG NONET NOPKG NOPROTOOPT NOSPC ' +
    'NOSR NOSTR NOSYS NOTBLK NOTCONN NOTDIR NOTEMPTY NOTNAM NOTRECOVERABLE NOTSOCK NOTSUP NOTTY NOTUNIQ NXIO ' +
    'OPNOTSUPP OVERFLOW OWNERDEAD PERM PFNOSUPPORT PIPE PROTO PROTONOSUPPORT PROTOTYPE RANGE REMCHG REMOTE ' +
    'REMOTEIO RESTART RFKILL ROFS SHUTDOWN SOCKTNOSUPPORT SPIPE SRCH SRMNT STALE STRPIPE TIME TIMEDOUT ' +
    'TOOMANYREFS TXTBSY UCLEAN UNATCH USERS WOULDBLOCK XDEV XFULL'
  )
    .split(' ')
    .map((name) => `E${name}`),
);
const longest = 20;
/** ERRNO_MAX of the kernel. */
const most = 4095n;

/** `kill`, or an error by name, in any case, or by number; 0 where `zero` allows it. */
export function errnoComplaint(word: string, zero: boolean): Complaint | undefined {
  const upper = word.length > longest ? word : word.toUpperCase();
  if (word === 'kill' || names.has(upper)) return undefined;
  const number = parseInteger(word);
  if (number !== undefined && number <= most && number >= (zero ? 0n : 1n)) return undefined;
  const near = nearest(upper, names);
  const help = near === undefined ? 'write it like `EPERM`, a number from 1 to 4095, or `kill`' : `write \`${near}\``;
  return complaint(`${shown(word)} is not an error number`, help);
}

export const checkSyscallErrno: ValueCheck = (value) => {
  const what = errnoComplaint(value, false);
  return what === undefined ? [] : whole('ignored', value, what);
};
