/** A host for `slot`, with a systemd that knows what it has loaded and starts one container by it. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { everyHost, fillPath, helperPath, locate } from './programs.ts';
import { type Ran, run } from './run.ts';

/** How a version of the program behaves when it is started. */
export type Behaviour = 'works' | 'fails' | 'dies';

/**
 * A start calls what the unit calls, and notes the unit, the config.json and the root file system that it is by.
 * What has failed is started anew sooner or later, as Restart=always has it.
 */
const systemctl = (at: string) => `#!/bin/sh
at='${at}' bundle='${at}/atomic/etcd.0'
echo "$*" >>"$at/calls"
case $1 in
  show) echo "$3=$(cat "$at/$3")" ;;
  daemon-reload)
    cat "$at/etc/systemd/system/etcd.service" >"$at/loaded" 2>/dev/null ||
      cat "$at/usr/lib/systemd/system/etcd.service" >"$at/loaded" 2>/dev/null || rm -f "$at/loaded" ;;
  stop) echo inactive >"$at/ActiveState"; echo 0 >"$at/MainPID" ;;
  start)
    echo activating >"$at/ActiveState"
    unit=$(sed -n 1p "$at/loaded")
    '${helperPath('slot')}' finish etcd || exit 1
    echo "$unit $(cat "$bundle/config.json") $(cat "$bundle/rootfs/which")" >>"$at/ran"
    [ ! -e "$bundle/rootfs/fails" ] || exit 1
    echo active >"$at/ActiveState"; echo $$ >"$at/MainPID"
    '${helperPath('slot')}' keep etcd ;;
esac
`;

/** Ends the whole group of processes, as a power cut would, before the step whose number is in the file \`cut\`. */
const counted = (at: string, program: string) => `#!/bin/sh
step=$(($(cat '${at}/step') + 1))
echo $step >'${at}/step'
[ "$step" != "$(cat '${at}/cut' 2>/dev/null)" ] || kill -9 0
exec ${locate(program)} "$@"
`;

/** The version of each part of a slot, and the names of all that lies there. */
export interface Slot {
  readonly root: string;
  readonly image: string;
  readonly unit: string;
  readonly config: string;
  readonly parts: string;
}

export class SlotHost {
  readonly at = temporaryDirectory();
  readonly base = join(this.at, 'atomic');
  readonly bundle = join(this.base, 'etcd.0');
  readonly other = join(this.base, 'etcd.1');
  readonly unit = join(this.at, 'etc/systemd/system/etcd.service');
  readonly tmpfiles = join(this.at, 'etc/tmpfiles.d/etcd.conf');
  private readonly path = join(this.at, 'path');

  constructor(user = 0) {
    for (const made of ['path', 'etc/systemd/system', 'etc/tmpfiles.d', 'run', 'image', 'atomic/etcd.0']) {
      mkdirSync(join(this.at, made), { recursive: true });
    }
    const steps = ['mv', 'rm', 'cp', 'mkdir'] as const;
    const real = everyHost.filter((name) => !['id', 'sync', 'sleep', ...steps].some((step) => step === name));
    fillPath(this.path, [...real, 'flock', 'sha256sum'], {
      ...Object.fromEntries(steps.map((step) => [step, counted(this.at, step)])),
      id: `#!/bin/sh\necho ${user}\n`,
      sync: '#!/bin/sh\n',
      // Time passes, and with it the program that dies.
      sleep: `#!/bin/sh\ncd '${this.at}'\n[ ! -e atomic/etcd.0/rootfs/dies ] || { echo activating >ActiveState; echo 0 >MainPID; }\n`,
      systemctl: systemctl(this.at),
      'systemd-tmpfiles': '#!/bin/sh\n',
      skopeo: '#!/bin/sh\n',
      umoci: `#!/bin/sh\n${locate('mkdir')} -p "$4"\n${locate('cp')} -r '${this.at}/image' "$4/rootfs"\n`,
    });
    for (const [name, text] of Object.entries({
      step: '0',
      ActiveState: 'inactive',
      MainPID: '0',
      ran: '',
      calls: '',
    })) {
      this.write(name, `${text}\n`);
    }
  }

  private write(name: string, text: string): void {
    writeFileSync(join(this.at, name), text);
  }

  read(name: string): string {
    return readFileSync(join(this.at, name), 'utf8').trim();
  }

  /** Unpacks the files of a version, as a tarball does, and has its image in the registry. */
  unpack(version: string, behaviour: Behaviour = 'works', revision = ''): void {
    this.type(version);
    writeFileSync(this.tmpfiles, `d ${this.at}/data ${version}\n`);
    writeFileSync(join(this.bundle, 'config.json'), version);
    writeFileSync(join(this.bundle, 'info'), `{\n  "image": "lab/etcd:${version}",\n  "revision": "${revision}"\n}\n`);
    this.image(version, behaviour);
  }

  /** From now on the files are those of a package: what is kept and put back otherwise is in /usr, of which this is a version. */
  pack(version: string, behaviour: Behaviour = 'works'): void {
    const [units, description] = ['usr/lib/systemd/system', 'usr/lib/unitc/containers/etcd.0'];
    for (const made of [units, description]) mkdirSync(join(this.at, made), { recursive: true });
    this.write(`${units}/etcd.service`, `${version}\nExecStartPre=/usr/libexec/unitc/slot finish etcd\n`);
    rmSync(this.unit, { force: true });
    for (const [name, text] of [
      ['config.json', version],
      ['info', `{\n  "image": "lab/etcd:${version}"\n}\n`],
    ] as const) {
      this.write(`${description}/${name}`, text);
      rmSync(join(this.bundle, name), { force: true });
      symlinkSync(join(this.at, description, name), join(this.bundle, name));
    }
    this.image(version, behaviour);
  }

  /** The unit alone. */
  type(version: string): void {
    writeFileSync(this.unit, `${version}\nExecStartPre=/usr/local/libexec/unitc/slot finish etcd\n`);
  }

  image(version: string, behaviour: Behaviour = 'works'): void {
    rmSync(join(this.at, 'image'), { recursive: true });
    mkdirSync(join(this.at, 'image'));
    this.write('image/which', version);
    this.write(`image/${behaviour}`, '');
  }

  private get env() {
    return {
      PATH: this.path,
      ATOMIC_OSTREE_CHECKOUT_PATH: this.base,
      UNITC_ETC: join(this.at, 'etc'),
      UNITC_USR: join(this.at, 'usr'),
      UNITC_RUN: join(this.at, 'run'),
      UNITC_IMAGES_CONF: join(this.at, 'images.conf'),
    };
  }

  slot(args: readonly string[], shell: readonly string[] = []): Promise<Ran> {
    const [program = '', ...before] = [...shell, helperPath('slot')];
    return run(program, [...before, ...args], { env: this.env, cwd: this.at });
  }

  systemctl(...args: string[]): Promise<Ran> {
    return run(join(this.path, 'systemctl'), args, { env: this.env });
  }

  /** A version that was unpacked, fetched and started. */
  async running(
    version: string,
    behaviour: Behaviour = 'works',
    how: 'unpacked' | 'packed' = 'unpacked',
  ): Promise<void> {
    if (how === 'packed') this.pack(version, behaviour);
    else this.unpack(version, behaviour);
    await run(helperPath('fetch-rootfs'), ['etcd'], { env: this.env });
    await this.boot();
  }

  /** systemd reads the units anew and starts them, and what has failed once more. */
  async boot(): Promise<string | undefined> {
    await this.systemctl('stop', 'etcd.service');
    await this.systemctl('daemon-reload');
    const { status } = await this.systemctl('start', 'etcd.service');
    if (status !== 0) await this.systemctl('start', 'etcd.service');
    return this.ran().at(-1);
  }

  /** The starts so far: version of the unit, of config.json and of the root file system. */
  ran(): string[] {
    return this.read('ran').split('\n');
  }

  /** Runs until the step with this number; says whether it came to its end before. */
  cut(step: number, args: readonly string[]): Promise<boolean> {
    this.write('step', '0');
    this.write('cut', String(step));
    return new Promise((resolve, reject) => {
      const child = spawn(helperPath('slot'), args, { env: this.env, detached: true, stdio: 'ignore' });
      child.on('error', reject);
      child.on('exit', (_, signal) => {
        rmSync(join(this.at, 'cut'));
        resolve(signal === null);
      });
    });
  }

  slotOf(directory: string): Slot {
    const text = (...parts: string[]) => {
      const file = join(directory, ...parts);
      return existsSync(file) ? readFileSync(file, 'utf8').trim() : 'none';
    };
    return {
      root: text('rootfs', 'which'),
      image: /^image=lab\/etcd:(.*)$/m.exec(text('fetched'))?.[1] ?? 'none',
      unit: text('kept', 'etcd.service').replace(/\n.*/, ''),
      config: text('kept', 'config.json'),
      parts: existsSync(directory) ? readdirSync(directory).sort().join(' ') : '',
    };
  }

  /** Another host in the same state. */
  copyTo(other: SlotHost): void {
    for (const name of ['atomic', 'etc', 'image', 'ran', 'loaded', 'ActiveState', 'MainPID']) {
      rmSync(join(other.at, name), { recursive: true, force: true });
      cpSync(join(this.at, name), join(other.at, name), { recursive: true, verbatimSymlinks: true });
    }
  }
}

/** The version of all parts of a slot. */
export const whole = (version: string) => ({ root: version, image: version, unit: version, config: version });

/** The first version started, and the others brought by updates. */
export async function hostWith(...versions: readonly string[]): Promise<SlotHost> {
  const host = new SlotHost();
  const [first = 'A', ...others] = versions;
  await host.running(first);
  for (const version of others) {
    host.unpack(version);
    const { status, stderr } = await host.slot(['update', 'etcd']);
    if (status !== 0) throw new Error(stderr);
  }
  return host;
}
