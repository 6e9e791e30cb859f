/**
 * Image references, as far as the model needs them. The registry part is what stands before the first
 * `/` when it looks like a host (distribution's reference grammar: it holds a `.` or `:`, or is
 * `localhost`).
 */
export function withMirror(reference: string, mirror: string): string {
  const slash = reference.indexOf('/');
  const first = slash === -1 ? '' : reference.slice(0, slash);
  const isRegistry = first === 'localhost' || /[.:]/.test(first);
  return `${mirror}/${isRegistry ? reference.slice(slash + 1) : reference}`;
}
