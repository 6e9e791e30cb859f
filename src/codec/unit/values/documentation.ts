/** Documentation=: documentation_url_is_valid() of src/shared/web-util.c; systemd.unit(5). */
import { resolve } from './specifier.ts';
import { dropped, ignored, shown, type ValueCheck } from './value-problem.ts';
import { checkWords, retained } from './words.ts';

const url = /^(?:https?:\/\/|file:\/|info:|man:)[\0-\x7f]+$/;

/** Specifiers of the whole line are expanded first. */
export const checkDocumentation: ValueCheck = (value, _directive, { systemd }) => {
  const resolved = resolve(value, 'full', systemd);
  if (resolved.type === 'bad') return ignored(value, resolved.what.message, resolved.what.help);
  return checkWords(value, 0, retained, ({ text, ...word }) => {
    if (url.test(text) || text.startsWith('%')) return undefined;
    return dropped(
      word,
      `${shown(text)} is not a URL that is taken here`,
      'write `man:PAGE(SECTION)`, `https://…`, `file:/…` or `info:…`',
    );
  });
};
