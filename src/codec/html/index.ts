/** HTML (WHATWG, "Writing HTML documents"): text, values of attributes, data in a script element. */

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** As text, and as the value of an attribute in quotes. Characters that HTML forbids become U+FFFD. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)
    .replaceAll(/(?![\t\n\r])[\p{Cc}\p{Surrogate}]/gu, '\uFFFD');
}

/**
 * A value as JSON that may stand in `<script type="application/json">`: nothing in it ends the element or begins a
 * comment in it, and JSON.parse makes the same value of it.
 */
export function jsonInScript(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[<>&\u007f-\u009f\u2028\u2029\ufeff]|\p{Surrogate}/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Why code may not stand as it is in `<script>` or `<style>`, or undefined when it may. */
export function codeRefusal(code: string): string | undefined {
  return /<\/(?:script|style)|<!--/i.test(code) ? 'holds what ends its element' : undefined;
}
