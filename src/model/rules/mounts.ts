import { diagnostic, type Report } from '../../core/diagnostic.ts';
import type { Sourced } from '../../core/provenance.ts';
import { own } from '../layers.ts';
import { settingPath } from '../setting-path.ts';
import type { MountSetting } from '../settings.ts';
import type { Rule } from './rule.ts';

/** Of a group only one can hold. Options that docker's `--volume` takes (its volume/mounts/linux_parser.go). */
const groups: Readonly<Record<string, string>> = {
  ...{ ro: 'access', rw: 'access' },
  ...{ slave: 'propagation', private: 'propagation', rslave: 'propagation', rprivate: 'propagation' },
};

/** Mounts that a container makes reach the host. */
const shared: Readonly<Record<string, string>> = { shared: 'propagation', rshared: 'propagation' };
const dockerGroups = { ...groups, ...shared };

/** Those that an OCI runtime takes besides (mount(8); runc's libcontainer/specconv). */
const runtimeGroups: Readonly<Record<string, string>> = {
  ...groups,
  ...{ bind: 'kind', rbind: 'kind' },
  ...{ nosuid: 'suid', suid: 'suid', nodev: 'dev', dev: 'dev', noexec: 'exec', exec: 'exec' },
  ...{ noatime: 'atime', relatime: 'atime', strictatime: 'atime' },
};

/** Options of mounts, and targets that are mounted once. */
export const mountOptions: Rule = ({ cluster, registry }, report) => {
  for (const instance of cluster.hosts.flatMap((host) => host.instances)) {
    const { name, section, kind, settings } = instance;
    const { target, mounts } = settings;
    if (target.value === 'host') continue;
    const known = target.value === 'docker' ? dockerGroups : runtimeGroups;
    const all = registry.get(kind)?.workload(cluster, instance).mounts ?? [];
    const taken = new Set(all.filter((mount) => !mounts.includes(mount)).map(({ value }) => value.target));
    for (const mount of mounts) {
      checkOptions({ mount, known, engine: target.value, path: settingPath(mount, [section, name]) }, report);
      if (taken.has(mount.value.target)) {
        const message = `\`${mount.value.target}\` is mounted twice into \`${name}\``;
        const help = 'take one of the two away';
        report(diagnostic('UC157', { message, help, specPath: settingPath(mount, [section, name]) }));
      }
      taken.add(mount.value.target);
    }
  }
};

interface Request {
  readonly mount: Sourced<MountSetting>;
  readonly known: Readonly<Record<string, string>>;
  readonly engine: string;
  readonly path: readonly (string | number)[];
}

function checkOptions({ mount, known, engine, path }: Request, report: Report): void {
  const given = new Map<string, string>();
  for (const [index, option] of mount.value.options.entries()) {
    const specPath = [...path, 'options', index];
    const group = own(known, option);
    const other = group === undefined ? undefined : given.get(group);
    if (group === undefined) {
      const message = `\`${option}\` is no mount option of \`${engine}\``;
      report(diagnostic('UC157', { message, ...reasonOf(option, known), specPath }));
    } else if (other !== undefined) {
      const message =
        other === option
          ? `the mount option \`${option}\` is given twice`
          : `\`${other}\` and \`${option}\` exclude each other`;
      report(diagnostic('UC157', { message, help: 'keep one of the two', specPath }));
    } else given.set(group, option);
  }
}

function reasonOf(option: string, known: Readonly<Record<string, string>>): { help: string; why?: string } {
  if (option === 'z' || option === 'Z') {
    const why = 'it would relabel the directory of the host, and the container is not confined';
    return { help: 'leave it out, or write `selinux: relabel`', why };
  }
  if (own(shared, option) !== undefined) {
    // Seen with runc 1.1.5: what is mounted below a directory of the bundle's own file system stays in the container.
    const why = 'runc cuts the root file system off from the host, and with it every directory on the same disk';
    return { help: 'run it under docker, or do without', why };
  }
  return { help: `it takes ${Object.keys(known).join(', ')}` };
}
