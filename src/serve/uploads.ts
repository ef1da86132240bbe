/** Resumable uploads: the message comes in chunks to a session, and is the body of the call that opened it. */

import {
  type BatchResponse,
  type DeliveryCall,
  type DraftSendCall,
  type GmailCall,
  type GmailRequest,
  MimeError,
  parseRequest,
  parseUploadChunk,
} from "../index.js";
import { NotFound } from "./store.js";

interface Session {
  readonly opening: GmailRequest;
  readonly chunks: Uint8Array[];
  size: number;
}

/** The session that a request brings a chunk to; `undefined` for any other request. */
export function sessionOf({ url }: GmailRequest): string | undefined {
  return /[?&]upload_id=([^&#]*)/.exec(url)?.[1];
}

export class Uploads {
  readonly #sessions = new Map<string, Session>();
  #opened = 0;

  /** Opens a session for a call whose message comes later: its chunks go to the URL in Location. */
  open(opening: GmailRequest, host: string): BatchResponse {
    const id = String(++this.#opened);
    this.#sessions.set(id, { opening, chunks: [], size: 0 });
    const { url } = opening;
    const Location = `http://${host}${url}${url.includes("?") ? "&" : "?"}upload_id=${id}`;
    return { status: 200, headers: { Location } };
  }

  /**
   * Takes a chunk in.
   *
   * @returns The call, once its message is whole; until then the answer that says how much has come.
   * @throws {NotFound} for an unknown session; `MimeError` for a chunk that does not fit, and a message too large.
   */
  take(id: string, request: GmailRequest): GmailCall | BatchResponse {
    const session = this.#sessions.get(id);
    if (session === undefined) throw new NotFound("There is no such upload");
    const { bytes, start, total } = parseUploadChunk(request);
    if (bytes.length > 0) {
      // What a sender had no answer for may come again; a gap may not.
      if (start !== session.size) return progress(session);
      session.chunks.push(bytes);
      session.size += bytes.length;
    }
    const call = callOfSize(session.opening, Math.max(session.size, total ?? 0));
    if (total === undefined || session.size < total) return progress(session);
    this.#sessions.delete(id);
    return { ...call, bytes: joinChunks(session) };
  }
}

/** The call of an opening request whose message is known to have that many bytes. */
function callOfSize(opening: GmailRequest, size: number): DeliveryCall | DraftSendCall {
  const headers = { ...opening.headers, "x-upload-content-length": String(size) };
  const call = parseRequest({ ...opening, headers }, { strict: true });
  if ("bytes" in call) return call;
  throw new MimeError("content-missing", "Cannot take the upload: its call brings no message");
}

/** The answer to all chunks but the last: 308, and the bytes that have come (RFC 9110 §14.4). */
function progress({ size }: Session): BatchResponse {
  return { status: 308, headers: size === 0 ? {} : { Range: `bytes=0-${size - 1}` } };
}

function joinChunks({ chunks, size }: Session): Uint8Array {
  const joined = new Uint8Array(size);
  let end = 0;
  for (const chunk of chunks) {
    joined.set(chunk, end);
    end += chunk.length;
  }
  return joined;
}
