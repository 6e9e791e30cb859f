/** Reads a unit file as systemd's config_parse() does: src/shared/conf-parser.c; systemd.syntax(7). */
import { byteLength, decodeBytes, encodeBytes } from './bytes.ts';
import type { Assignment, LineProblem, PhysicalLine, SectionHeader, UnitDocument } from './document.ts';
import { JoinedLine } from './joined-line.ts';
import { type LineResult, parseLogicalLine } from './logical-line.ts';
import { physicalLines } from './physical-lines.ts';
import { endsInContinuation, longLineMax } from './printable.ts';

const byteOrderMark = '\uFEFF';

/** Never throws: what systemd would refuse is in `problems`. Reading stops where systemd stops; `lines` has every line. */
export function parseUnit(bytes: Uint8Array): UnitDocument {
  const lines = physicalLines(decodeBytes(bytes));
  const reader = new Reader();
  for (const [i, line] of lines.entries()) if (!reader.read(line, i + 1)) break;
  reader.finish(lines.length);
  const { sections, assignments, problems } = reader;
  return { lines, sections, assignments, problems };
}

/** Exactly the bytes that were read. */
export function printUnit(document: Pick<UnitDocument, 'lines'>): Uint8Array {
  return encodeBytes(document.lines.map((line) => line.text + line.end).join(''));
}

class Reader {
  readonly sections: SectionHeader[] = [];
  readonly assignments: Assignment[] = [];
  readonly problems: LineProblem[] = [];
  #section: string | undefined;
  #pending: JoinedLine | undefined;
  #markSeen = false;
  #failed = false;

  /** False when systemd would read no further. */
  read(line: PhysicalLine, number: number): boolean {
    if (isTooLong(line.text)) return this.#fail('line-too-long', line, number);
    if (line.comment || (line.text === '' && this.#pending === undefined)) return true;
    const from = !this.#markSeen && line.text.startsWith(byteOrderMark) ? 1 : 0;
    if (from === 1) this.#markSeen = true;
    const text = line.text.slice(from);
    if (this.#pending !== undefined && this.#pending.bytes + byteLength(text) > longLineMax) {
      return this.#fail('continuation-too-long', line, number);
    }
    const joined = this.#pending ?? new JoinedLine();
    const continued = endsInContinuation(text);
    joined.append(continued ? `${text.slice(0, -1)} ` : text, from, number, line.offset);
    this.#pending = continued ? joined : undefined;
    return continued || this.#parse(joined, number);
  }

  /** A continuation that is open at the end of the file is read as it stands. */
  finish(lineCount: number): void {
    if (this.#pending !== undefined && !this.#failed) this.#parse(this.#pending, lineCount + 1);
  }

  #parse(joined: JoinedLine, number: number): boolean {
    return this.#take(parseLogicalLine(joined, this.#section, number));
  }

  #take(result: LineResult): boolean {
    if (result.type === 'section') {
      this.#section = result.header.name;
      this.sections.push(result.header);
    } else if (result.type === 'assignment') this.assignments.push(result.assignment);
    else if (result.type === 'problem') {
      this.problems.push(result.problem);
      this.#failed = result.problem.effect === 'fatal';
    }
    return !this.#failed;
  }

  #fail(kind: LineProblem['kind'], line: PhysicalLine, number: number): boolean {
    this.#failed = true;
    const range = { start: line.offset, end: line.offset + line.text.length };
    this.problems.push({ kind, effect: 'fatal', range, at: { line: number, column: 1 }, reportedLine: number });
    return false;
  }
}

function isTooLong(text: string): boolean {
  return text.length * 3 >= longLineMax && byteLength(text) >= longLineMax;
}
