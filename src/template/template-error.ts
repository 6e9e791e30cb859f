/** A mistake in a template or in the view that our own code made for it: a bug of ours, never the user's. */
export class TemplateError extends Error {
  constructor(template: string, line: number, message: string) {
    super(`${template}:${line}: ${message}`);
    this.name = 'TemplateError';
  }
}
