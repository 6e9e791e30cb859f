/** What the start scripts of the distributions' images make of the environment files, which they run as shell. */
import { diagnostic } from '../../core/diagnostic.ts';
import type { Sourced } from '../../core/provenance.ts';
import { settingPath } from '../../model/setting-path.ts';
import type { Assignment, Workload } from '../../model/workload.ts';
import type { TargetContext } from '../target.ts';

/** Expanded in the file, split or globbed behind it; and quotes stay in the words, because only the file is parsed. */
const lost = /[\s"'\\$`*?[\]]/;

export function checkStartScript({ name, files, startedByImage }: Workload, { report }: TargetContext): void {
  if (startedByImage !== true) return;
  const tell = (word: Sourced<unknown> | undefined, message: string, help: string) =>
    report(
      diagnostic('UC184', {
        message,
        help,
        specPath: word === undefined ? ['components', name] : settingPath(word, ['components', name]),
      }),
    );
  const [shared, own] = files;
  for (const word of (own?.assignments ?? []).flatMap(wordsOf)) {
    if (!lost.test(word.value)) continue;
    const message = `the start script of \`${name}\` does not pass \`${word.value}\` on as one word`;
    tell(word, message, 'blanks, quotes, `$`, backslashes and patterns do not survive there; leave `launch` out');
  }
  for (const assignment of own?.assignments ?? []) {
    const other = shared?.assignments.find((one) => one.name === assignment.name);
    if (other === undefined) continue;
    const [word] = wordsOf(assignment);
    const message = `the start script of \`${name}\` takes \`${assignment.name}\` from ${shared?.path}, which it reads last`;
    tell(word, message, 'leave `launch` out, or the setting');
  }
}

function wordsOf(assignment: Assignment): readonly Sourced<string>[] {
  return 'words' in assignment ? assignment.words : [assignment.value];
}
