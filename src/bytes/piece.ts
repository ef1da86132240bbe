/** The pieces a message is written from, each put straight into its place. */

import { allocate, SCRATCH, utf8Bytes } from "./bytes.js";
import { textEncoder } from "./runtime.js";

/** Bytes that are made only where they are wanted. */
export interface Pending {
  /** What they are made of. */
  readonly source: Uint8Array;
  /** How many they are. */
  readonly size: number;
  write(target: Uint8Array, at: number): void;
}

/** A string stands for its UTF-8. */
export type Piece = string | Uint8Array | Pending;

/** Joins pieces into memory of its own. */
export function joinPieces(pieces: readonly Piece[]): Uint8Array {
  let most = 0;
  for (const piece of pieces) most += typeof piece === "string" ? 3 * piece.length : sizeOf(piece);
  if (most <= SCRATCH.length) return SCRATCH.slice(0, writePieces(pieces, SCRATCH));
  const sized = pieces.map((piece) => (typeof piece === "string" ? utf8Bytes(piece) : piece));
  let size = 0;
  for (const piece of sized) size += sizeOf(piece);
  const joined = allocate(size);
  writePieces(sized, joined);
  return joined;
}

function sizeOf(piece: Uint8Array | Pending): number {
  return piece instanceof Uint8Array ? piece.length : piece.size;
}

/** Returns how many bytes were written. */
function writePieces(pieces: readonly Piece[], target: Uint8Array): number {
  let at = 0;
  for (const piece of pieces) {
    if (typeof piece === "string") at += textEncoder.encodeInto(piece, target.subarray(at)).written;
    else {
      if (piece instanceof Uint8Array) target.set(piece, at);
      else piece.write(target, at);
      at += sizeOf(piece);
    }
  }
  return at;
}

/** The bytes of one piece. */
export function pieceBytes(piece: Piece): Uint8Array {
  return piece instanceof Uint8Array ? piece : joinPieces([piece]);
}
