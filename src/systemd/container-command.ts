/** Containers that units run: command lines of docker, podman and runc. */
import type { Command, Word } from '../codec/unit/index.ts';

export interface Container {
  readonly engine: 'docker' | 'podman' | 'runc';
  readonly verb: 'run' | 'create';
  readonly options: readonly ContainerOption[];
  /** Of runc the last word; of the others the value of `--name`. */
  readonly name?: ContainerPart;
  /** Index in the words of the command: what stands in front of it are the options. Of docker and podman. */
  readonly image?: number;
}

/** A part of the value of the command line: `web`, `127.0.0.1:80:8080/tcp`. */
export type ContainerPart = Pick<Word, 'text' | 'start' | 'end'>;

export interface ContainerOption {
  /** `--name`, `-p`; of `-itd` each letter is one. */
  readonly option: string;
  readonly value?: ContainerPart;
  readonly word: ContainerPart;
}

const engines = /(?:^|\/)(docker|podman|runc|crun)$/;
/** Options of `run` that take no value; every other one does. */
const flags = new Set([
  '--detach',
  '--disable-content-trust',
  '--init',
  '--interactive',
  '--no-healthcheck',
  '--no-hosts',
  '--oom-kill-disable',
  '--privileged',
  '--publish-all',
  '--quiet',
  '--read-only',
  '--replace',
  '--rm',
  '--rmi',
  '--rootfs',
  '--sig-proxy',
  '--tls-verify',
  '--tty',
]);
const shortFlags = /^-[ditPq]+$/;

/** Undefined for a command that starts no container. */
export function containerOf({ path, words }: Command): Container | undefined {
  const [, program] = engines.exec(path) ?? [];
  if (program === undefined) return undefined;
  const at = words.findIndex(({ text }, index) => index > 0 && (text === 'run' || text === 'create'));
  if (at === -1) return undefined;
  const verb = words[at]?.text === 'run' ? 'run' : 'create';
  const rest = words.slice(at + 1);
  if (program === 'runc' || program === 'crun') {
    const last = rest.at(-1);
    const name = last === undefined || last.text.startsWith('-') ? {} : { name: last };
    return { engine: 'runc', verb, options: [], ...name };
  }
  const { options, read } = optionsOf(rest);
  const image = read < rest.length ? { image: at + 1 + read } : {};
  const name = options.find(({ option }) => option === '--name')?.value;
  return {
    engine: program === 'docker' ? 'docker' : 'podman',
    verb,
    options,
    ...(name !== undefined && { name }),
    ...image,
  };
}

/** Up to the image: behind it stand the container's own words. */
function optionsOf(words: readonly Word[]): { readonly options: ContainerOption[]; readonly read: number } {
  const found: ContainerOption[] = [];
  let at = 0;
  for (; at < words.length; at++) {
    const word = words[at];
    if (word === undefined || !/^[-$]/.test(word.text)) return { options: found, read: at };
    const { text } = word;
    const equals = text.indexOf('=');
    if (shortFlags.test(text)) for (const letter of text.slice(1)) found.push({ option: `-${letter}`, word });
    else if (text.startsWith('$') || flags.has(text)) found.push({ option: text, word });
    else if (equals !== -1) {
      found.push({ option: text.slice(0, equals), value: { ...word, text: text.slice(equals + 1) }, word });
    } else if (!text.startsWith('--') && text.length > 2) {
      found.push({ option: text.slice(0, 2), value: { ...word, text: text.slice(2) }, word });
    } else {
      at++;
      const value = words[at];
      found.push({ option: text, word, ...(value !== undefined && { value }) });
    }
  }
  return { options: found, read: at };
}

export function publishedBy({ options }: Container): ContainerPart[] {
  return options.flatMap(({ option, value }) => {
    return (option === '-p' || option === '--publish') && value !== undefined ? [value] : [];
  });
}
