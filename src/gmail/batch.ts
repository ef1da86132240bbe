/** Calls and answers in one HTTP body: multipart/mixed of application/http, paired by Content-ID. */

import { own, ownArray, ownString } from "../bytes/given.js";
import { MimeError } from "../errors.js";
import { isToken } from "../header/token.js";
import type { GmailRequest } from "./call.js";
import {
  bodyBytes,
  checkBody,
  findHttpHeader,
  formatHttpHead,
  headerPairs,
  parseHttp,
  textOrBytes,
} from "./http.js";
import {
  cutMultipart,
  type HttpMultipart,
  joinMultipart,
  type PartCut,
  type PartPieces,
} from "./http-multipart.js";

/** The most calls Gmail takes at once. */
const MOST_CALLS = 100;

/** A call of a batch. */
export interface BatchRequest extends GmailRequest {
  /** Its Content-ID, without brackets; `call-` and its place in the batch when not said. */
  contentId?: string | undefined;
}

/** The answer to a call of a batch. */
export interface BatchResponse {
  /** 0 for a call that was not answered. */
  status: number;
  headers: Record<string, string>;
  body?: Uint8Array | string;
  /** The Content-ID of the call, without brackets and `response-`. */
  contentId?: string | undefined;
}

/**
 * Builds a batch of calls, to be posted to `https://gmail.googleapis.com/batch/gmail/v1`.
 *
 * Each call stands there with its path only, the host of an `https` URL in a Host header. Gmail takes no uploads in
 * a batch: messages travel in JSON.
 *
 * @throws {MimeError} `input-too-large` for more than 100 calls; `input-invalid` for what is no request or bears the
 * Content-ID of another; `header-name`, `header-injection`.
 * @example
 * const { contentType, body } = buildBatch([buildRequest({ method: "messages.get", id: "18c0" })]);
 * parseBatch(contentType, body)[0]?.url; // => "https://gmail.googleapis.com/gmail/v1/users/me/messages/18c0"
 * @see {@link parseBatch} for the way back, {@link buildBatchResponse} for the answers; RFC 2046 §5.1
 */
export function buildBatch(requests: readonly BatchRequest[]): HttpMultipart {
  const ids = new Set<string>();
  const parts = takeList(requests).map((request, place): PartPieces => {
    const id = ownString(request, "contentId") ?? defaultId(place);
    if (ids.has(id))
      throw new MimeError("input-invalid", "Cannot build the batch: two calls bear one contentId");
    ids.add(id);
    return part(id, formatRequest(request));
  });
  return joinMultipart("multipart/mixed", "batch", parts);
}

/**
 * Parses a batch of calls, as a server gets it.
 *
 * @returns The calls in order; a body is text where it is declared as JSON. `contentId` is there where it is not the
 * one that {@link buildBatch} gives by itself: hand it to {@link buildBatchResponse}.
 * @throws {MimeError} `boundary-invalid`, `input-too-large` for more than 100 calls, `input-invalid` for a part that
 * is no HTTP request.
 * @example
 * const body = "--b\r\nContent-Type: application/http\r\n\r\nGET /gmail/v1/users/me/drafts\r\n\r\n--b--";
 * parseBatch("multipart/mixed; boundary=b", body)[0]?.method; // => "GET"
 * @see {@link buildBatch} for the way back; RFC 2046 §5.1, RFC 9112 §3
 */
export function parseBatch(contentType: string, body: Uint8Array | string): BatchRequest[] {
  return cut(contentType, body).map((piece, place) => {
    const id = idOf(piece);
    const request = parseRequestPart(piece.content);
    return id === undefined || id === defaultId(place) ? request : { ...request, contentId: id };
  });
}

/**
 * Builds the answer to a batch, each part under the Content-ID of its call behind `response-`.
 *
 * @param responses - In the order of the calls, the `contentId` of each call handed on.
 * @throws {MimeError} as {@link buildBatch}.
 * @example
 * const { contentType, body } = buildBatchResponse([{ status: 204, headers: {} }]);
 * parseBatchResponse(contentType, body); // => [{ status: 204, headers: {} }]
 * @see {@link parseBatchResponse} for the way back; RFC 2046 §5.1, RFC 9112 §4
 */
export function buildBatchResponse(responses: readonly BatchResponse[]): HttpMultipart {
  const parts = takeList(responses).map((response, place): PartPieces => {
    const id = ownString(response, "contentId") ?? defaultId(place);
    return part(`response-${id}`, formatResponse(response));
  });
  return joinMultipart("multipart/mixed", "batch", parts);
}

/**
 * Parses the answer to a batch.
 *
 * @returns The answers in the order of the calls that {@link buildBatch} numbered, in whatever order they came; one
 * that did not come has the status 0. Others keep their order, and their `contentId` to be paired by.
 * @throws {MimeError} as {@link parseBatch}.
 * @example
 * const body = "--b\r\nContent-ID: <response-call-0>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n--b--";
 * parseBatchResponse("multipart/mixed; boundary=b", body)[0]?.status; // => 204
 * @see {@link buildBatchResponse} for the way back; RFC 2046 §5.1, RFC 9112 §4
 */
export function parseBatchResponse(contentType: string, body: Uint8Array | string): BatchResponse[] {
  const placed: (BatchResponse | undefined)[] = [];
  const others: BatchResponse[] = [];
  for (const piece of cut(contentType, body)) {
    const id = idOf(piece)?.replace(/^response-/, "");
    const response = parseResponsePart(piece.content);
    const place = placeOf(id);
    if (place !== undefined && placed[place] === undefined) placed[place] = response;
    else others.push(id === undefined ? response : { ...response, contentId: id });
  }
  const count = Math.max(placed.length, placed.filter(Boolean).length + others.length);
  let next = 0;
  return Array.from({ length: count }, (_, place) => {
    return placed[place] ?? others[next++] ?? { status: 0, headers: {} };
  });
}

function takeList(list: unknown): readonly unknown[] {
  const calls = ownArray({ calls: list }, "calls");
  if (calls === undefined) throw new MimeError("input-invalid", "Cannot build the batch: not an array");
  if (calls.length <= MOST_CALLS) return calls;
  throw new MimeError("input-too-large", `Cannot build the batch: more than ${MOST_CALLS} calls`);
}

function cut(contentType: string, body: Uint8Array | string): PartCut[] {
  if (typeof contentType !== "string") {
    throw new MimeError("input-invalid", "Cannot read the batch: its Content-Type is no string");
  }
  return cutMultipart(contentType, bodyBytes(checkBody(body)), MOST_CALLS);
}

function part(id: string, pieces: readonly Uint8Array[]): PartPieces {
  if (id === "" || /[<>]/.test(id)) {
    throw new MimeError("input-invalid", "Cannot build the batch: a contentId is empty or has brackets");
  }
  return {
    headers: [
      ["Content-Type", "application/http"],
      ["Content-ID", `<${id}>`],
    ],
    pieces,
  };
}

function defaultId(place: number): string {
  return `call-${place}`;
}

/** The place a Content-ID tells, where {@link defaultId} made it. */
function placeOf(id: string | undefined): number | undefined {
  const place = Number(/^call-(\d{1,2})$/.exec(id ?? "")?.[1] ?? Number.NaN);
  return id === defaultId(place) ? place : undefined;
}

function idOf({ contentId }: PartCut): string | undefined {
  const id = contentId?.replace(/^</, "").replace(/>$/, "");
  return id === "" ? undefined : id;
}

function formatRequest(request: unknown): Uint8Array[] {
  const method = ownString(request, "method") ?? "GET";
  const url = ownString(request, "url") ?? "";
  if (!isToken(method) || !/^[\x21-\x7e]+$/.test(url)) {
    throw new MimeError("input-invalid", "Cannot build the batch: a call has no method or no URL");
  }
  const [, scheme, host = "", rest = url] = /^(https?):\/\/([^/?#]*)(.*)$/i.exec(url) ?? [];
  const target = rest.startsWith("/") ? rest : `/${rest}`;
  const headers = headerPairs(own(request, "headers"));
  if (scheme?.length === 5 && findHttpHeader(headers, "Host") === undefined) headers.push(["Host", host]);
  return withHead(`${method} ${target} HTTP/1.1`, headers, takeBody(request));
}

function parseRequestPart(content: Uint8Array): BatchRequest {
  const { startLine, headers, body } = parseHttp(content);
  const [, method, given] = /^([^ ]+) +([^ ]+)(?: +HTTP\/[\d.]+)? *$/.exec(startLine) ?? [];
  if (method === undefined || given === undefined) {
    throw new MimeError("input-invalid", "Cannot read the batch: a part is no HTTP request");
  }
  const target = /^(?:\/|https?:\/\/)/i.test(given) ? given : `/${given}`; // as it is written, too
  const host = findHttpHeader(headers, "Host");
  for (const name of headers.keys()) if (name.toLowerCase() === "host") headers.delete(name);
  // A host with a slash in it would begin another path.
  const isHost = host !== undefined && /^[\w.:[\]-]+$/.test(host) && target.startsWith("/");
  const url = isHost ? `https://${host}${target}` : target;
  return { method, url, ...headersAndBody(headers, body) };
}

function formatResponse(response: unknown): Uint8Array[] {
  const status = own(response, "status");
  if (typeof status !== "number" || !(Number.isInteger(status) && status >= 100 && status <= 999)) {
    throw new MimeError("input-invalid", "Cannot build the batch: an answer has no status");
  }
  const line = `HTTP/1.1 ${status} ${REASONS.get(status) ?? ""}`;
  return withHead(line, headerPairs(own(response, "headers")), takeBody(response));
}

function parseResponsePart(content: Uint8Array): BatchResponse {
  const { startLine, headers, body } = parseHttp(content);
  const status = /^HTTP\/[\d.]+ +(\d{3})(?![^ ])/.exec(startLine)?.[1];
  if (status === undefined) {
    throw new MimeError("input-invalid", "Cannot read the batch: a part is no HTTP response");
  }
  return { status: Number(status), ...headersAndBody(headers, body) };
}

function takeBody(holder: unknown): Uint8Array | undefined {
  const body = own(holder, "body");
  return body === undefined ? undefined : bodyBytes(checkBody(body));
}

function withHead(
  startLine: string,
  headers: readonly (readonly [name: string, value: string])[],
  body: Uint8Array | undefined,
): Uint8Array[] {
  const head = formatHttpHead(startLine, headers, body);
  return body === undefined ? [head] : [head, body];
}

function headersAndBody(
  headers: Map<string, string>,
  body: Uint8Array | undefined,
): { headers: Record<string, string>; body?: Uint8Array | string } {
  const record = Object.fromEntries(headers);
  if (body === undefined) return { headers: record };
  return { headers: record, body: textOrBytes(body, findHttpHeader(headers, "Content-Type")) };
}

const REASONS: ReadonlyMap<number, string> = new Map([
  [200, "OK"],
  [204, "No Content"],
  [400, "Bad Request"],
  [401, "Unauthorized"],
  [403, "Forbidden"],
  [404, "Not Found"],
  [412, "Precondition Failed"],
  [413, "Payload Too Large"],
  [429, "Too Many Requests"],
  [500, "Internal Server Error"],
  [503, "Service Unavailable"],
]);
