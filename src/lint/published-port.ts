/** What a container publishes on its host: `-p` of docker and podman, `PublishPort=` of Quadlet. */

export interface PublishedPort {
  /** Empty: all addresses. */
  readonly address: string;
  readonly protocol: string;
  readonly first: number;
  readonly last: number;
}

/** Undefined where the host's port is not written: the engine takes a free one. */
export function publishedPort(text: string): PublishedPort | undefined {
  const [whole, protocol = 'tcp'] = text.split('/', 2);
  const match = /^(?:(\[[0-9A-Fa-f:.]+\]|[0-9.]*):)?([0-9]{1,5})(?:-([0-9]{1,5}))?:[0-9]{1,5}(?:-[0-9]{1,5})?$/.exec(
    whole ?? '',
  );
  if (match === null) return undefined;
  const [, address = '', from = '', to = from] = match;
  const all = address === '0.0.0.0' || address === '[::]';
  return { address: all ? '' : address, protocol: protocol.toLowerCase(), first: Number(from), last: Number(to) };
}
