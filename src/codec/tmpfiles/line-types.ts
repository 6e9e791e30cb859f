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
const argumentKinds: Readonly<Record<string, ArgumentKind>> = {
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

/** Of a type with its modifiers; undefined for an unknown letter. */
export function argumentKind(type: string): ArgumentKind | undefined {
  const letter = type.charAt(0);
  return Object.hasOwn(argumentKinds, letter) ? argumentKinds[letter] : undefined;
}

/** Whether a line of this type fails without an argument; `f`, `L` and `C` have a default. */
export function argumentNeeded(type: string): boolean {
  return /^[wcbtTaAhH]/.test(type);
}

/** Behind the letter each modifier stands at most once: tmpfiles.d(5) "Type Modifiers". */
export function hasKnownModifiers(type: string): boolean {
  return /^.(?!.*(.).*\1)[+!=~^-]*$/.test(type);
}

/** Octal digits, with `:` (only when it is made) and `~` (masked by what is there) before them. */
export function isMode(text: string): boolean {
  const digits = /^[:~]*([0-7]+)$/.exec(text)?.[1];
  return digits !== undefined && Number.parseInt(digits, 8) <= 0o7777;
}
