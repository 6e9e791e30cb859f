import { diagnostic } from '../../core/diagnostic.ts';
import type { Rule } from './rule.ts';

/** Repositories and layered packages are of systems with rpm-ostree. */
export const packageLayering: Rule = ({ cluster: { packages, system } }, report) => {
  if (system.layering !== undefined) return;
  for (const key of ['install', 'repositories'] as const) {
    const count = key === 'install' ? packages.install.length : packages.repositories.size;
    if (count === 0) continue;
    const message = `\`${system.os}\` does not layer packages with rpm-ostree`;
    report(diagnostic('UC173', { message, specPath: ['packages', key], specKey: true }));
  }
};

const sources = ['baseurl', 'metalink', 'mirrorlist'];

/** dnf.conf(5): one of the three says where the packages are. */
export const repositorySource: Rule = ({ cluster: { packages } }, report) => {
  for (const [name, keys] of packages.repositories) {
    if (sources.some((key) => keys.has(key))) continue;
    report(
      diagnostic('UC174', {
        message: `the repository \`${name}\` does not say where its packages are`,
        specPath: ['packages', 'repositories', name],
        specKey: true,
      }),
    );
  }
};
