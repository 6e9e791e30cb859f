/**
 * What a codec's printing functions return. A text that a syntax cannot carry exactly is refused with a
 * reason, never mangled; the caller turns the reason into a diagnostic with a position.
 */
export type Printed =
  | { readonly ok: true; readonly text: string }
  /** `reason` completes "the value …": `holds a newline`. */
  | { readonly ok: false; readonly reason: string };

export function printed(text: string): Printed {
  return { ok: true, text };
}

export function refused(reason: string): Printed {
  return { ok: false, reason };
}
