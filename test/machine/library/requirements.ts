/** What the tests need of this machine, said in one message before anything starts. */
import { existsSync } from 'node:fs';
import path from 'node:path';

const packages: Readonly<Record<string, string>> = {
  'systemd-nspawn': 'systemd-container',
  mmdebstrap: 'mmdebstrap',
  nsenter: 'util-linux',
  mount: 'mount',
  ip: 'iproute2',
  openssl: 'openssl',
  curl: 'curl',
  tar: 'tar',
  rpmbuild: 'rpm',
  gcc: 'gcc libc6-dev',
  'ignition-validate': 'ignition',
  skopeo: 'skopeo',
};

function missing(program: string): boolean {
  return !(process.env.PATH ?? '').split(':').some((folder) => existsSync(path.join(folder, program)));
}

/** Throws one message that names everything that is missing; `more` are packages of further programs. */
export function checkRequirements(more: Readonly<Record<string, string>> = {}): void {
  const problems: string[] = [];
  if (process.getuid?.() !== 0) problems.push('these tests boot machines and must be run as root');
  const wanted = Object.entries({ ...packages, ...more }).filter(([program]) => missing(program));
  if (wanted.length > 0) {
    const list = wanted.map(([, name]) => name).join(' ');
    problems.push(`missing: ${wanted.map(([program]) => program).join(', ')}; try: apt-get install ${list}`);
  }
  if (!existsSync('/sys/fs/cgroup/memory')) {
    problems.push('the control groups of this machine are not version 1 (no /sys/fs/cgroup/memory)');
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
}
