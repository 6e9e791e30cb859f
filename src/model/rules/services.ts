import { diagnostic } from '../../core/diagnostic.ts';
import { missingOf } from '../missing-of.ts';
import { serviceNames } from '../service-names.ts';
import { settingPath } from '../setting-path.ts';
import type { Rule } from './rule.ts';

/** Both would be the unit and the container of that name. */
export const serviceName: Rule = ({ spec, entries }, report) => {
  for (const [name, specPath] of serviceNames(spec)) {
    if (!entries.has(name)) continue;
    report(diagnostic('UC155', { message: `\`${name}\` is the name of a component`, specPath, specKey: true }));
  }
};

/** What unitc cannot know of any program: its image, and without the engine that reads the image its path. */
export const serviceComplete: Rule = ({ cluster, spec }, report) => {
  const told = new Set<string>();
  const places = serviceNames(spec);
  for (const instance of cluster.hosts.flatMap((host) => host.instances)) {
    const { name, settings } = instance;
    const written = places.get(name) ?? [];
    for (const key of missingOf(instance)) {
      const id = `${name} ${key} ${settings.target.value}`;
      if (told.has(id)) continue;
      told.add(id);
      const message = `the service \`${name}\` has no \`${key}\`, which \`${settings.target.value}\` needs`;
      const help = key === 'image' ? 'write `image:` with a tag or a digest' : 'write the absolute path of the program';
      report(diagnostic('UC156', { message, help, specPath: settingPath(settings.target, written), specKey: true }));
    }
  }
};

/** docker's names have two characters at least (its `RestrictedNameChars`, daemon/names/names.go). */
export const containerName: Rule = ({ cluster, spec }, report) => {
  for (const { name, section, settings } of cluster.hosts.flatMap((host) => host.instances)) {
    if (settings.target.value !== 'docker' || name.length > 1) continue;
    const message = `docker takes no container of the name \`${name}\`: it is too short`;
    report(diagnostic('UC158', { message, specPath: serviceNames(spec).get(name) ?? [section, name], specKey: true }));
  }
};

/** The host gives a directory to a user by the host's own list of accounts. */
export const stateOwner: Rule = ({ cluster }, report) => {
  for (const { section, settings } of cluster.hosts.flatMap((host) => host.instances)) {
    const { user, dataDir, target } = settings;
    if (section !== 'services' || user === undefined || dataDir === undefined || target.value !== 'docker') continue;
    if (/^\d{1,9}(:\d{1,9})?$/.test(user.value)) continue;
    const message = `the host does not know the user \`${user.value}\` of the image, and cannot give it \`dataDir\``;
    report(diagnostic('UC159', { message, specPath: settingPath(user, [section]) }));
  }
};
