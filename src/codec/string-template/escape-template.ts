/** The `py` filter: a text that substitution turns into exactly `text`. */
export function escapeTemplate(text: string): string {
  return text.replaceAll('$', '$$$$');
}
