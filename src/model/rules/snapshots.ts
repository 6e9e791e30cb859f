/** Where snapshots can be saved: by the etcdctl of a container whose unit and files are ours, through API 3. */
import { diagnostic } from '../../core/diagnostic.ts';
import { atLeast } from '../../core/version.ts';
import { lastValue, layersOf } from '../layers.ts';
import { settingPath } from '../setting-path.ts';
import { eachOnce } from './each-once.ts';
import type { Rule } from './rule.ts';

export const snapshotsPossible: Rule = ({ spec, cluster }, report) => {
  const once = eachOnce(report);
  for (const { name, kind, section, host, settings } of cluster.hosts.flatMap((one) => one.instances)) {
    const written = lastValue(layersOf(spec, host.name, name, section), 'snapshots');
    if (written === undefined || kind !== 'etcd') continue;
    const specPath = settingPath(written, [section, name]);
    if (settings.target.value !== 'system-container' || settings.form.value === 'install') {
      const what = settings.form.value === 'install' ? 'the form `install`' : 'the target `host`';
      once(diagnostic('UC185', { message: `\`${name}\` cannot have snapshots with ${what}`, specPath }));
    } else if (!atLeast(cluster.etcdVersion.value, '3.0')) {
      const message = `etcd ${cluster.etcdVersion.value} has no snapshots`;
      const help = 'take `snapshots` away, or run etcd 3.0 or later';
      once(diagnostic('UC185', { message, help, specPath }));
    }
  }
};
