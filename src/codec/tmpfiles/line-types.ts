/** What the argument field of a line type is: tmpfiles.d(5) "Type" and "Argument". */
export type ArgumentKind =
  /** C-unescaped, then `%` expands. */
  | 'text'
  /** As `text`, in every version that has the type since 240; systemd 219 takes the field as it stands. */
  | 'path'
  /** `%` expands; what unescapes it differs by type. */
  | 'attributes'
  /** Taken as it stands. */
  | 'raw'
  /** There is none: systemd ignores it with a warning. */
  | 'none';

/** By the letter of the type. */
export const argumentKinds: Readonly<Record<string, ArgumentKind>> = {
  f: 'text',
  F: 'text',
  w: 'text',
  L: 'path',
  C: 'path',
  t: 'attributes',
  T: 'attributes',
  a: 'attributes',
  A: 'attributes',
  h: 'raw',
  H: 'raw',
  c: 'raw',
  b: 'raw',
  d: 'none',
  D: 'none',
  e: 'none',
  v: 'none',
  q: 'none',
  Q: 'none',
  p: 'none',
  x: 'none',
  X: 'none',
  r: 'none',
  R: 'none',
  m: 'none',
  z: 'none',
  Z: 'none',
};
