/** What stands inside of an element that is told as a whole: the words of a command, or of a variable, that one side has. */
import type { ElementReview } from '../model.ts';
import { asRedactedWords } from '../redaction/redactor.ts';
import { commandAlone, commandsInText } from './command.ts';
import type { Element } from './element.ts';
import { flagsAlone, hasFlags } from './environment.ts';
import { asRemoved } from './written.ts';

/** Each as added or removed; none of an element that says one thing, or has both sides word by word. */
export function elementsInside(element: ElementReview): Element[] {
  const said = saidByOneSide(element);
  if (said === undefined) return [];
  const inside = wordsIn(element, asRedactedWords(said));
  return said === element.after ? inside : inside.map(asRemoved);
}

/** Of a variable a side without flags says none. */
function saidByOneSide({ kind, before, after }: ElementReview): string | undefined {
  const [old, now] = [before, after].map((text) => {
    return text !== undefined && (kind !== 'variable' || hasFlags(text)) ? text : undefined;
  });
  return old !== undefined && now !== undefined ? undefined : (now ?? old);
}

function wordsIn({ kind, at, lines: { before = [], after = before } }: ElementReview, text: string): Element[] {
  if (kind === 'variable') return flagsAlone(at, { text, lines: after });
  if (kind !== 'element' || !commandKeys.test(at[1] ?? '')) return [];
  return (commandsInText(text, after) ?? []).flatMap((command) => commandAlone(at, command));
}

/** Of services, and of sockets, mounts and swaps. */
const commandKeys = /^Exec(?:Condition|Start|StartPre|StartPost|Reload|Stop|StopPre|StopPost|Mount|Unmount|Remount)$/;
