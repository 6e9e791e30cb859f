/** A registry beside the machines: Debian's, with plain http. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { must, run } from './command.ts';
import { endNeighbour, type Neighbour, startNeighbour } from './neighbour.ts';
import { until } from './units.ts';

export const registry = 'registry.lab:5000';

interface RegistryOptions extends Neighbour {
  /** Its address in the network. */
  readonly address: string;
  /** Gets what it keeps. */
  readonly dir: string;
  /** A root file system that has the program. */
  readonly base: string;
}

export class Registry {
  private readonly options: RegistryOptions;

  private constructor(options: RegistryOptions) {
    this.options = options;
  }

  static async open(options: RegistryOptions): Promise<Registry> {
    const { address, dir, base } = options;
    mkdirSync(dir);
    const [data, config] = [path.join(dir, 'data'), path.join(dir, 'config.yml')];
    const text = {
      version: '0.1',
      storage: { filesystem: { rootdirectory: data } },
      http: { addr: `${address}:5000` },
    };
    writeFileSync(config, JSON.stringify(text));
    startNeighbour(options, [path.join(base, 'usr/bin/docker-registry'), 'serve', config]);
    const opened = new Registry(options);
    await until('the registry answers', 30, () => opened.answers());
    return opened;
  }

  private async answers(): Promise<boolean> {
    return (
      (await run('nsenter', this.inside('curl', '-sf', '-m', '3', `http://${this.options.address}:5000/v2/`))).code ===
      0
    );
  }

  /** `reference` is as the machines have it, with the registry's name. */
  async push(archive: string, reference: string): Promise<void> {
    const to = reference.replace(registry, `${this.options.address}:5000`);
    const words = [
      '--quiet',
      '--insecure-policy',
      '--dest-tls-verify=false',
      `oci-archive:${archive}`,
      `docker://${to}`,
    ];
    await must('nsenter', this.inside('skopeo', 'copy', ...words));
  }

  private inside(...words: readonly string[]): string[] {
    return [`--net=${this.options.network}`, ...words];
  }

  end(): void {
    endNeighbour(this.options);
  }
}
