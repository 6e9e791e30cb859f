/** A network of machines: a bridge and for each machine a namespace of its own, so that nothing of it is on this machine. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { must } from './command.ts';

const folder = '/run/netns';

function namespacesOf(run: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => name.startsWith(`${run}-`));
}

/** Removes the networks of a run with everything in them; returns what is left. Synchronous: signal handlers call it. */
export function removeNamespaces(run: string): string[] {
  for (const name of namespacesOf(run)) spawnSync('ip', ['netns', 'delete', name]);
  return namespacesOf(run).map((name) => `${folder}/${name}`);
}

export class Lan {
  private readonly run: string;
  private readonly address: string;
  private readonly bridge: string;

  private constructor(run: string, address: string) {
    this.run = run;
    this.address = address;
    this.bridge = `${run}-lan`;
  }

  /** The bridge has an address too, to which all routes lead: whoever is neither of the machines speaks from there. */
  static async open(run: string, address: string): Promise<Lan> {
    const lan = new Lan(run, address);
    await must('ip', ['netns', 'add', lan.bridge]);
    await lan.onBridge('link', 'add', 'lan', 'type', 'bridge');
    await lan.onBridge('address', 'add', `${address}/24`, 'dev', 'lan');
    for (const link of ['lo', 'lan']) await lan.onBridge('link', 'set', link, 'up');
    return lan;
  }

  /** The namespace of the bridge. */
  get path(): string {
    return `${folder}/${this.bridge}`;
  }

  /** The namespace for a machine, which finds its address on eth0 at each boot. */
  async attach(host: string, address: string): Promise<string> {
    const space = `${this.run}-${host}`;
    await must('ip', ['netns', 'add', space]);
    const peer = ['type', 'veth', 'peer', 'name', host, 'netns', this.bridge];
    await must('ip', ['link', 'add', 'eth0', 'netns', space, ...peer]);
    await this.onBridge('link', 'set', host, 'master', 'lan', 'up');
    await must('ip', ['-n', space, 'address', 'add', `${address}/24`, 'dev', 'eth0']);
    for (const link of ['lo', 'eth0']) await must('ip', ['-n', space, 'link', 'set', link, 'up']);
    await must('ip', ['-n', space, 'route', 'add', 'default', 'via', this.address]);
    return `${folder}/${space}`;
  }

  /** The machine is gone, and all that it had in its namespace. */
  async detach(host: string): Promise<void> {
    await this.onBridge('link', 'delete', host);
    await must('ip', ['netns', 'delete', `${this.run}-${host}`]);
  }

  /** Pulls the machine's cable out of the bridge. */
  async cut(host: string): Promise<void> {
    await this.onBridge('link', 'set', host, 'down');
  }

  async mend(host: string): Promise<void> {
    await this.onBridge('link', 'set', host, 'up');
  }

  private async onBridge(...words: readonly string[]): Promise<void> {
    await must('ip', ['-n', this.bridge, ...words]);
  }
}
