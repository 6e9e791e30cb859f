/** Image references by the grammar of distribution/reference, which docker, podman and containerd share. */

export interface ImageReference {
  /** Registry with its port, where one is written. */
  readonly domain?: string;
  readonly path: string;
  readonly tag?: string;
  /** `sha256:…`. */
  readonly digest?: string;
}

export type ParsedImage =
  | { readonly ok: true; readonly reference: ImageReference }
  /** `reason` completes "the reference …": `has an empty tag`. */
  | { readonly ok: false; readonly reason: string };

const component = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const tagForm = /^\w[\w.-]{0,127}$/;

export function parseImageReference(text: string): ParsedImage {
  const refused = (reason: string): ParsedImage => ({ ok: false, reason });
  if (/\s/.test(text)) return refused('has a blank in it');
  if (/^[a-z]+:\/\//i.test(text)) return refused('starts with a scheme, as a URL does');
  const [named = '', digest, ...more] = text.split('@');
  if (more.length > 0) return refused('has two `@`');
  if (digest !== undefined && !isDigest(digest))
    return refused('has a digest that is not `sha256:` and 64 hexadecimal digits');
  const colon = named.lastIndexOf(':');
  const hasTag = colon > named.lastIndexOf('/');
  const tag = hasTag ? named.slice(colon + 1) : undefined;
  if (tag !== undefined && !tagForm.test(tag))
    return refused(tag === '' ? 'has an empty tag' : 'has a tag with a character that tags cannot have');
  const name = hasTag ? named.slice(0, colon) : named;
  if (name.length > 255) return refused('has a name of more than 255 characters');
  const { domain, path } = splitDomain(name);
  if (domain !== undefined && !isRegistry(domain)) return refused('has a registry that is not a host name');
  const reason = pathProblem(path);
  if (reason !== undefined) return refused(reason);
  return {
    ok: true,
    reference: {
      path,
      ...(domain === undefined ? {} : { domain }),
      ...(tag === undefined ? {} : { tag }),
      ...(digest === undefined ? {} : { digest }),
    },
  };
}

/** Only a first part with `.` or `:`, or `localhost`, is a registry; `library/etcd` has none. */
function splitDomain(name: string): { domain?: string; path: string } {
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  const isDomain = slash !== -1 && (/[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase());
  return isDomain ? { domain: first, path: name.slice(slash + 1) } : { path: name };
}

function pathProblem(path: string): string | undefined {
  if (path === '') return 'has no repository';
  if (/[A-Z]/.test(path)) return 'has an upper-case letter in its repository';
  if (!path.split('/').every((part) => component.test(part)))
    return 'has a repository that is not lower-case words joined by `/`';
  return undefined;
}

/** Host and optional port, or an IPv6 address in brackets. */
export function isRegistry(text: string): boolean {
  const label = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
  const match = new RegExp(`^(?:${label}(?:\\.${label})*|\\[[0-9a-fA-F:]+\\])(?::(\\d{1,5}))?$`).exec(text);
  return match !== null && (match[1] === undefined || (Number(match[1]) > 0 && Number(match[1]) <= 65535));
}

function isDigest(text: string): boolean {
  if (text.startsWith('sha256:')) return /^sha256:[0-9a-f]{64}$/.test(text);
  return /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/.test(text);
}
