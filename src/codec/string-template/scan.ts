/** What stands in a template: literal text, a `$` that was written twice, a name, or a `$` that Python refuses. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'name'; readonly name: string; readonly offset: number }
  /** `offset` is that of the `$`. */
  | { readonly kind: 'invalid'; readonly offset: number };

/**
 * `Template.pattern` of Python's Lib/string.py with its default delimiter and identifier. The flag
 * IGNORECASE is spelled out: identifiers are ASCII since Python 3.7, and what is doubled or refused here
 * reads the same in older ones.
 */
const placeholder = /\$(?:(\$)|([_a-zA-Z][_a-zA-Z0-9]*)|\{([_a-zA-Z][_a-zA-Z0-9]*)\}|)/g;

export function* scan(template: string): Generator<Piece> {
  let end = 0;
  for (const match of template.matchAll(placeholder)) {
    if (match.index > end) yield { kind: 'text', text: template.slice(end, match.index) };
    end = match.index + match[0].length;
    const [, escaped, named, braced] = match;
    const name = named ?? braced;
    if (escaped !== undefined) yield { kind: 'text', text: '$' };
    else if (name !== undefined) yield { kind: 'name', name, offset: match.index };
    else yield { kind: 'invalid', offset: match.index };
  }
  if (end < template.length) yield { kind: 'text', text: template.slice(end) };
}
