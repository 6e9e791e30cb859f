import { diagnostic } from '../../core/diagnostic.ts';
import { firstSpecPath } from '../../core/provenance.ts';
import type { SpecPath } from '../../core/spec-path.ts';
import type { Instance } from '../cluster.ts';
import { lastValue, layersOf } from '../layers.ts';
import { startedByOwnImage } from '../own-image.ts';
import { settingPath } from '../setting-path.ts';
import { eachOnce } from './each-once.ts';
import type { Rule } from './rule.ts';

/** What has a start script: under docker the distributions' images of Kubernetes, as system containers those of `unitc image`. */
export const launchPossible: Rule = ({ spec, cluster }, report) => {
  const once = eachOnce(report);
  for (const self of cluster.hosts.flatMap((one) => one.instances)) {
    const { name, section, host, settings } = self;
    const written = lastValue(layersOf(spec, host.name, name, section), 'launch');
    if (written === undefined) continue;
    const { target, form, family } = settings;
    const specPath = settingPath(written, [section, name]);
    if (form.value === 'install') {
      if (written.value === 'image') continue;
      const message = `atomic writes the unit of \`${name}\`, and its image starts the program`;
      once(diagnostic('UC184', { message, help: 'write `form: rendered`', specPath }));
    } else if (written.value === 'unit' || target.value === 'host') continue;
    else if (startedByOwnImage(self)) {
      for (const problem of ownImageProblems(self, specPath)) once(diagnostic('UC184', problem));
    } else if (family.value !== 'distribution') {
      const message = `images of the family \`${family.value}\` have no start script for \`${name}\``;
      const named = firstSpecPath(settings.image.from);
      const help = named && { help: 'write `family: distribution` where the image is one of theirs' };
      once(diagnostic('UC184', { message, ...help, specPath }));
    }
  }
};

interface Problem {
  readonly message: string;
  readonly help: string;
  readonly specPath: SpecPath;
}

/** Unit, tmpfiles.d and config.json are to be those of an image that `unitc image` makes from the component's default. */
function ownImageProblems({ name, settings }: Instance, specPath: SpecPath): Problem[] {
  const { image, imageSources, family, delivery, configFiles } = settings;
  const found: Problem[] = [];
  if (imageSources.pulled === undefined) {
    const message = `there is no image of the family \`${family.value}\` from which one of \`${name}\` could be made`;
    const help = imageSources.upstream === undefined ? 'leave `launch` out' : 'write `family: upstream`';
    found.push({ message, help, specPath: settingPath(family, specPath) });
  } else if (!imageSources.named || image.value === imageSources.pulled.value) {
    const message = imageSources.named
      ? `\`${image.value}\` is what an image that starts \`${name}\` is made from`
      : `the image that starts \`${name}\` is to be named`;
    const help = `make it with \`unitc image SPEC ${name} -o DIR\`, and name in \`image\` where it is pushed to`;
    found.push({ message, help, specPath: imageSources.named ? settingPath(image, specPath) : specPath });
  }
  if (delivery.value === 'arguments') {
    const message = `the image of \`${name}\` is told by configuration files, and not by its unit`;
    const help = 'leave `delivery` out, or `launch`';
    found.push({ message, help, specPath: settingPath(delivery, specPath) });
  }
  if (configFiles.value === 'admin') {
    const message = `the unit that atomic writes for \`${name}\` does not copy configuration files`;
    const help = 'leave `configFiles` out: atomic and its image leave a file alone that is there';
    found.push({ message, help, specPath: settingPath(configFiles, specPath) });
  }
  return found;
}
