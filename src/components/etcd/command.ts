/** The etcdctl on the host: defaults that the wrapper passes in, named as the version's etcdctl names them. */
import { byDefault, derived, mergeProvenance, type Sourced, sourced } from '../../core/provenance.ts';
import { atLeast } from '../../core/version.ts';
import type { Cluster, Instance } from '../../model/cluster.ts';
import { clientUrls } from '../../model/etcd-urls.ts';
import { toldOf } from '../../model/flags/told.ts';
import { flannelDirectory } from '../../model/flannel.ts';
import { directoriesOf } from '../../model/pki.ts';
import type { HostCommand } from '../../model/workload.ts';
import { etcdDirectory } from './flags.ts';

export function etcdCommand(cluster: Cluster, self: Instance): HostCommand {
  const { settings } = self;
  const { etcd } = cluster.pki;
  const none: Sourced<string> = sourced('', derived('pki has no certificates for etcd'));
  const advertised = clientUrls(cluster, self).advertised;
  // With TLS the certificate surely names the advertised address; 127.0.0.1 only perhaps.
  const endpoints =
    etcd === undefined && onLoopback(self) ? advertised.value.replace(/:\/\/.*:/, '://127.0.0.1:') : advertised.value;
  return {
    name: `${self.name}ctl`,
    template: 'manifests/bin/etcdctl.mustache',
    view: {
      program: {
        value: settings.command.value.replace(/[^/]*$/, 'etcdctl'),
        from: mergeProvenance([derived('etcdctl stands beside etcd in the image')], settings.command.from),
      },
      api: {
        value: atLeast(cluster.etcdVersion.value, '3.4') ? '3' : '2',
        from: mergeProvenance([derived('the default API of this etcdctl')], cluster.etcdVersion.from),
      },
      endpoints: { value: endpoints, from: advertised.from },
      ca: etcd?.ca ?? none,
      cert: etcd?.client.cert ?? none,
      key: etcd?.client.key ?? none,
      visible: visibleDirectories(cluster, self),
    },
  };
}

/** By default etcd listens there; what the spec says instead may leave it out. */
function onLoopback(self: Instance): boolean {
  const told = toldOf(self, ['listen-client-urls'])?.text;
  return typeof told !== 'string' || /:\/\/(0\.0\.0\.0|\[::\]|127\.0\.0\.1|localhost):/.test(told);
}

/** Host directories that the container sees at the same path: where file arguments may point. */
function visibleDirectories(cluster: Cluster, self: Instance): Sourced<string> {
  const { pki } = cluster;
  const { name, settings } = self;
  const files = pki.etcd && [pki.etcd.ca, pki.etcd.client.cert, pki.etcd.client.key];
  const directories = [
    ...(settings.dataDir === undefined || settings.form.value === 'install' ? [] : [settings.dataDir]),
    ...(settings.snapshots === undefined ? [] : [settings.snapshots.dir]),
    ...(settings.delivery.value === 'env-files' || settings.form.value === 'install'
      ? [sourced(name === 'etcd' ? etcdDirectory : `/etc/${name}`, byDefault('component etcd'))]
      : []),
    ...directoriesOf(files ?? []),
    ...flannelDirectories(cluster, self),
    ...settings.mounts
      .filter(({ value }) => value.source === value.target)
      .map(({ value, from }) => ({ value: value.source, from })),
  ];
  const values = [...new Set(directories.map(({ value }) => value))];
  return { value: values.join(' '), from: mergeProvenance(...directories.map(({ from }) => from)) };
}

/** The ansible scripts have etcdctl log in with flannel's certificates; the network key's value is there in any case. */
export function flannelDirectories({ flannel }: Cluster, { name, settings }: Instance): Sourced<string>[] {
  // A published image mounts what it mounts.
  return flannel === undefined || name !== 'etcd' || settings.form.value === 'install'
    ? []
    : [sourced(flannelDirectory, byDefault('component etcd'))];
}
