import { diagnostic } from '../../core/diagnostic.ts';
import { firstSpecPath } from '../../core/provenance.ts';
import { lastValue, layersOf } from '../layers.ts';
import { settingPath } from '../setting-path.ts';
import { eachOnce } from './each-once.ts';
import type { Rule } from './rule.ts';

/** Only the distributions' images have start scripts, and of these unitc calls the ones of Kubernetes under docker. */
export const launchPossible: Rule = ({ spec, cluster }, report) => {
  const once = eachOnce(report);
  for (const { name, section, host, settings } of cluster.hosts.flatMap((one) => one.instances)) {
    const written = lastValue(layersOf(spec, host.name, name, section), 'launch');
    if (written === undefined) continue;
    const { target, form, family } = settings;
    const specPath = settingPath(written, [section, name]);
    if (form.value === 'install') {
      if (written.value === 'image') continue;
      const message = `atomic writes the unit of \`${name}\`, and its image starts the program`;
      once(diagnostic('UC184', { message, help: 'write `form: rendered`', specPath }));
    } else if (written.value === 'unit' || target.value === 'host') continue;
    else if (target.value !== 'docker') {
      const message = `a rendered system container has no start script for \`${name}\``;
      once(diagnostic('UC184', { message, specPath }));
    } else if (family.value !== 'distribution') {
      const message = `images of the family \`${family.value}\` have no start script for \`${name}\``;
      const named = firstSpecPath(settings.image.from);
      const help = named && { help: 'write `family: distribution` where the image is one of theirs' };
      once(diagnostic('UC184', { message, ...help, specPath }));
    }
  }
};
