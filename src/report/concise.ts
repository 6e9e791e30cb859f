import { place } from './place.ts';
import { resolver } from './resolve.ts';
import type { Reporter } from './style.ts';
import { capped } from './style.ts';
import { visible } from './visible.ts';

/** `file:line:col: severity[CODE] message`, one line each. */
export const reportConcise: Reporter = (diagnostics, sources, style) => {
  const resolve = resolver(sources);
  const { shown, more } = capped(diagnostics, style);
  const lines = shown.map((diagnostic) => {
    const where = place(diagnostic, resolve);
    const what = `${diagnostic.severity}[${diagnostic.code}] ${visible(diagnostic.message)}`;
    return `${where === '' ? '' : `${where}: `}${what}\n`;
  });
  return lines.join('') + more;
};
