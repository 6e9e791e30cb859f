/** BPFProgram= and RestrictFileSystems=: config_parse_bpf_foreign_program(), lsm_bpf_parse_filesystem(). */
import { extractWord } from '../extract-word.ts';
import { oneOf } from './enumeration.ts';
import { writtenPathComplaint } from './path.ts';
import { dropped, ignored, shown, type ValueCheck, whole } from './value-problem.ts';
import { checkWords, unquoted } from './words.ts';

/** bpf_cgroup_attach_type_table of src/shared/bpf-program.c. */
const attachTypes = (
  'ingress egress sock_create sock_ops device bind4 bind6 connect4 connect6 post_bind4 post_bind6 sendmsg4 sendmsg6 ' +
  'sysctl recvmsg4 recvmsg6 getsockopt setsockopt'
).split(' ');

/** `TYPE:PATH` */
export const checkBpfProgram: ValueCheck = (value, _directive, { systemd }) => {
  const type = extractWord(value, 0, { separators: ':' });
  if (type.type !== 'word' || type.next >= value.length)
    return ignored(value, `${shown(value)} names no program`, 'write `TYPE:PATH`');
  if (!attachTypes.includes(type.word.text))
    return ignored(value, `${shown(type.word.text)} is not a type of program`, oneOf(attachTypes));
  const what = writtenPathComplaint(value.slice(type.next), 'absolute', systemd);
  return what === undefined ? [] : whole('ignored', value, what);
};

/** filesystem_sets of src/basic/filesystems.c. */
const groups = (
  '@basic-api @anonymous @application @auxiliary-api @common-block @historical-block @network @privileged-api @security ' +
  '@temporary @known'
).split(' ');

/** Names of file systems are not looked up. */
export const checkFileSystems: ValueCheck = (value) =>
  checkWords(value, value.startsWith('~') ? 1 : 0, unquoted, (word) =>
    !word.text.startsWith('@') || groups.includes(word.text)
      ? undefined
      : dropped(word, `${shown(word.text)} is not a group of file systems`, oneOf(groups)),
  );
