/** Physical lines joined by continuation, with the way back to the file. */
import type { Position } from '../../core/source.ts';
import { byteLength } from './bytes.ts';
import type { ValuePiece } from './document.ts';

interface Piece extends ValuePiece {
  /** 1-based number, and offset in the file, of the physical line. */
  readonly line: number;
  readonly lineOffset: number;
}

export class JoinedLine {
  readonly #texts: string[] = [];
  readonly #pieces: Piece[] = [];
  #length = 0;
  /** Bytes joined so far: systemd limits them. */
  bytes = 0;

  /** `from` is where `text` begins in the line (after a byte order mark). */
  append(text: string, from: number, line: number, lineOffset: number): void {
    this.#pieces.push({ index: this.#length, offset: lineOffset + from, line, lineOffset });
    this.#texts.push(text);
    this.#length += text.length;
    this.bytes += byteLength(text);
  }

  get text(): string {
    return this.#texts.join('');
  }

  offset(index: number): number {
    const piece = this.#pieceAt(index);
    return piece.offset + index - piece.index;
  }

  position(index: number): Position {
    const piece = this.#pieceAt(index);
    return { line: piece.line, column: piece.offset + index - piece.index - piece.lineOffset + 1 };
  }

  /** The pieces of the joined text from `start` to `end`, with indexes relative to `start`. */
  piecesOf(start: number, end: number): ValuePiece[] {
    const first = this.#pieceAt(start);
    const pieces: ValuePiece[] = [{ index: 0, offset: first.offset + start - first.index }];
    for (let i = this.#pieces.indexOf(first) + 1; i < this.#pieces.length; i++) {
      const piece = this.#pieces[i];
      if (piece === undefined || piece.index >= end) break;
      pieces.push({ index: piece.index - start, offset: piece.offset });
    }
    return pieces;
  }

  #pieceAt(index: number): Piece {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#pieces[middle]?.index ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return this.#pieces[low] ?? { index: 0, offset: 0, line: 1, lineOffset: 0 };
  }
}
