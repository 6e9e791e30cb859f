/**
 * Any other program: the same machinery as a component, with nothing added to what the spec says. Under
 * docker the image's own entry point runs unless the spec names a program.
 */
import { mergeProvenance, type Provenance, type Sourced } from '../../core/provenance.ts';
import type { Instance } from '../../model/cluster.ts';
import type { ComponentDefinition } from '../../model/component.ts';
import type { MountSetting } from '../../model/settings.ts';
import type { StateDirectory, Workload } from '../../model/workload.ts';
import { argumentWords, flagWord, mergeFlags } from '../flags.ts';

export const service: ComponentDefinition = {
  kind: 'service',
  arbitrary: true,
  roles: [],
  targets: ['docker', 'system-container', 'host'],
  ports: {},
  image: () => undefined,
  command: () => '',
  workload: (_, self) => workload(self),
};

function workload(self: Instance): Workload {
  const { settings } = self;
  const flags = mergeFlags([], settings).map(({ name, value, from }) => flagWord(name, value, from));
  return {
    name: self.name,
    kind: self.kind,
    template: 'units/service.service.mustache',
    image: settings.image,
    pull: settings.pull,
    program: settings.command,
    argv: [...flags, ...argumentWords(settings.args)],
    environmentFiles: [],
    env: settings.env,
    mounts: [...stateMounts(settings.dataDir), ...settings.mounts],
    // Those of `runc spec` and of the published system containers.
    capabilities: ['CAP_AUDIT_WRITE', 'CAP_KILL', 'CAP_NET_BIND_SERVICE'],
    openFiles: 16384,
    privileged: false,
    hostPid: false,
    sharedMounts: settings.mounts.some(({ value }) => value.options.some((option) => /^r?shared$/.test(option))),
    ...(settings.user && { user: settings.user }),
    state: stateOf(self),
    stateFiles: [],
    packaged: { engines: [] },
    files: [],
    uses: [],
    // Nobody knows where it says that it is well.
    probe: { notify: false, endpoints: [], timeoutSeconds: 0 },
    // 128 and the number of SIGTERM, by which docker and systemd end it.
    successExitStatus: [143],
    stopSeconds: 20,
    configFiles: settings.configFiles,
    unit: settings.unit,
  };
}

function stateMounts(dataDir: Sourced<string> | undefined): Sourced<MountSetting>[] {
  if (dataDir === undefined) return [];
  return [{ value: { source: dataDir.value, target: dataDir.value, options: ['rw'] }, from: dataDir.from }];
}

/** Of the user that the spec names; else root's, with what the image's own user may have made in it. */
function stateOf({ settings: { dataDir, user } }: Instance): StateDirectory[] {
  if (dataDir === undefined) return [];
  const from: readonly Provenance[] = mergeProvenance(dataDir.from, user?.from ?? []);
  const path = { value: dataDir.value, from };
  return [user ? { path, mode: 0o700, owner: 'program' } : { path, mode: 0o755, owner: 'content' }];
}
