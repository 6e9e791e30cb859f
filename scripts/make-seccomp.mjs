// Makes src/targets/system-container/seccomp-table.ts from docker's default seccomp profile (argument 1:
// profiles/seccomp/default.json of moby): node scripts/make-seccomp.mjs default.json > FILE, then biome format.
// Deterministic: rules in the profile's order, names sorted by bytes.
import { readFileSync } from 'node:fs';

const [, , source] = process.argv;
if (source === undefined) throw new Error('usage: node scripts/make-seccomp.mjs default.json > FILE');
const profile = JSON.parse(readFileSync(source, 'utf8'));
if (profile.defaultAction !== 'SCMP_ACT_ERRNO') throw new Error(`unknown default ${profile.defaultAction}`);

/** Those that unitc has; an architecture of the profile that none of them is cannot be met. */
const known = ['amd64', 'arm64', 'arm', 'ppc64le', 's390x'];
const filter = (names) => names?.filter((name) => known.includes(name));

/** `name` for name: what a template of source text says in lines of at most 100 characters. */
function words(names) {
  const lines = [''];
  for (const name of [...names].sort()) {
    if (`${lines.at(-1)}${name} `.length > 100) lines.push('');
    lines[lines.length - 1] += `${name} `;
  }
  return lines.map((line, index) => `'${index === lines.length - 1 ? line.trimEnd() : line}'`).join(' +\n');
}

function rule({ names, action, args, errnoRet, includes, excludes }) {
  // `minKernel`: what allows ptrace from Linux 4.8 on. The kernel of the host is not known here.
  if (includes?.minKernel !== undefined) return undefined;
  const architectures = filter(includes?.arches);
  if (architectures?.length === 0) return undefined;
  const not = filter(excludes?.arches);
  const rest = {
    ...(action === 'SCMP_ACT_ALLOW' ? {} : { errno: errnoRet }),
    ...(args?.length > 0 && { args: args.map(({ index, value, op }) => ({ index, value, op })) }),
    ...(architectures && { architectures }),
    ...(not?.length > 0 && { notOn: not }),
    ...(includes?.caps && { capability: includes.caps[0] }),
    ...(excludes?.caps && { without: excludes.caps[0] }),
  };
  return `{ names: ${words(names)}, ...${JSON.stringify(rest)} }`;
}

const rules = profile.syscalls.map(rule).filter((text) => text !== undefined);
console.log(`/**
 * The system calls that docker allows by default: profiles/seccomp/default.json of moby 20.10.24 (Apache-2.0), made by
 * scripts/make-seccomp.mjs. What no rule allows fails with EPERM.
 */
import type { SeccompRule } from './seccomp-rule.ts';

export const seccompTable: readonly SeccompRule[] = [
${rules.map((text) => text.replace(', ...{}', '').replace(/, \.\.\.\{(.*)\} \}$/, ', $1 }')).join(',\n')},
];`);
