/** Calls of the Gmail API as HTTP requests ready for `fetch`, and back on the side that is asked. */

import { own, ownString } from "../bytes/given.js";
import { MimeError } from "../errors.js";
import type { GmailCall, GmailRequest } from "./call.js";
import {
  type Content,
  chooseUploadType,
  type DeliveryMethod,
  type Incoming,
  jsonContent,
  ROUTE_OF,
  readDelivery,
  takeMessage,
  writeDelivery,
} from "./delivery.js";
import { checkBody, headerPairs } from "./http.js";
import {
  findMethod,
  formatMethodPath,
  HOST,
  type Method,
  type MethodPath,
  parseMethodPath,
  type Route,
} from "./method.js";
import {
  formatQueryPairs,
  formatSegment,
  parseQuery,
  percentDecode,
  type Query,
  takeQueryValue,
  takeValue,
  type Value,
} from "./parameter.js";
import { type Metadata, parseMetadata } from "./upload.js";

/** What goes with a request beside the call. */
export interface RequestOptions {
  /** An OAuth 2.0 access token: it goes into the Authorization header, and nowhere else. */
  readonly accessToken?: string | undefined;
}

/** How strict a server is. */
export interface ParseRequestOptions {
  /**
   * Refuse what Gmail refuses: `raw` that is empty or in the standard alphabet (its rule 39), an uploaded type other
   * than `message/*`, a message over the method's largest size.
   */
  readonly strict?: boolean | undefined;
}

/**
 * Builds the HTTP request of a call; nothing is sent.
 *
 * How a message travels is chosen when `uploadType` does not say it: up to 5 MiB in JSON, the small request to the
 * ordinary URI, which batches and stand-ins take, too; above as multipart, its bytes as they are, a third fewer
 * than in JSON, still in one request and with its metadata. `resumable` is only built when asked for: this is its
 * opening request, the bytes follow by {@link buildUploadChunk}.
 *
 * @returns Bodies in JSON are text, uploads bytes.
 * @throws {MimeError} `input-too-large` for a message over the method's largest size, before anything is built;
 * `option-invalid` for an unknown method, a parameter it does not take, `media` with metadata it cannot carry;
 * `input-invalid` for a parameter that is missing or of the wrong type; `header-injection` for a token with a
 * line break.
 * @example
 * buildRequest({ method: "messages.get", id: "18c0", format: "raw" }).url;
 * // => "https://gmail.googleapis.com/gmail/v1/users/me/messages/18c0?format=raw"
 * @see {@link parseRequest} for the way back; the table under Gmail rule 43
 */
export function buildRequest(call: GmailCall, options: RequestOptions = {}): GmailRequest {
  const method = findMethod(own(call, "method"));
  if (method === undefined) throw new MimeError("option-invalid", "Cannot build the request: unknown method");
  const authorization = formatToken(ownString(options, "accessToken"));
  if (!bringsMessage(method)) {
    const values = takeValues(call, method, ["method", "userId"]);
    const content = hasBody(method) ? jsonContent(resourceOf(method, values)) : {};
    return formatRequest(method, "", values, [], authorization, content);
  }
  const bytes = takeMessage(call, method);
  const values = takeValues(call, method, ["method", "userId", "bytes", "uploadType"]);
  const uploadType = chooseUploadType(call, bytes, method);
  const content = writeDelivery(uploadType, resourceOf(method, values), bytes, method);
  const query = uploadType === "json" ? [] : [`uploadType=${uploadType}`];
  return formatRequest(method, ROUTE_OF[uploadType], values, query, authorization, content);
}

function bringsMessage(method: Method): method is DeliveryMethod {
  return method.upload !== undefined;
}

function hasBody(method: Method): boolean {
  return method.parameters.some(({ place }) => place === "body");
}

/** A line break in it would begin another header. */
function formatToken(accessToken: string | undefined): Readonly<Record<string, string>> {
  if (accessToken === undefined) return {};
  if (/[\0\r\n]/.test(accessToken)) {
    throw new MimeError("header-injection", "Cannot use accessToken: it holds a line break or NUL");
  }
  if (!/^[\x21-\x7e]+$/.test(accessToken)) {
    throw new MimeError("option-invalid", "Cannot use accessToken: it is empty, or not visible ASCII");
  }
  return { Authorization: `Bearer ${accessToken}` };
}

type Values = ReadonlyMap<string, Value>;

/** What a call says; a parameter of another method, or misspelt, would be lost without a word. */
function takeValues(call: GmailCall, method: Method, others: readonly string[]): Values {
  const action = `build ${method.name}`;
  const known = new Set(others);
  const values = new Map<string, Value>([["userId", ownString(call, "userId") ?? "me"]]);
  for (const parameter of method.parameters) {
    known.add(parameter.name);
    const value = takeValue(call, parameter, action, "option-invalid");
    if (value !== undefined) values.set(parameter.name, value);
  }
  const stray = namesOf(call).find((name) => !known.has(name) && own(call, name) !== undefined);
  if (stray === undefined) return values;
  const shown = stray.replace(/[^\x20-\x7e]/g, "?").slice(0, 60);
  throw new MimeError("option-invalid", `Cannot ${action}: it takes no "${shown}"`);
}

function namesOf(call: GmailCall): string[] {
  try {
    return Object.keys(call);
  } catch (cause) {
    throw new MimeError("input-invalid", "Cannot read the call", { cause });
  }
}

/** The body that a call says, without its message: what is asked, or a Message, or a Draft around one. */
function resourceOf(method: Method, values: Values): Metadata {
  const resource: Record<string, Value> = {};
  const message: Record<string, Value> = {};
  for (const { name, place } of method.parameters) {
    const value = values.get(name);
    if (value === undefined) continue;
    if (place === "body") resource[name] = value;
    if (place === "message") message[name] = value;
  }
  if (method.upload?.resource === "Message") return message;
  return Object.keys(message).length === 0 ? resource : { ...resource, message };
}

function formatRequest(
  method: Method,
  route: Route,
  values: Values,
  query: readonly string[],
  authorization: Readonly<Record<string, string>>,
  { headers, body }: Content,
): GmailRequest {
  const action = `build ${method.name}`;
  const userId = formatSegment(values.get("userId") as string, "userId", action);
  const segments = new Map<string, string>();
  const pairs = [...query];
  for (const { name, place } of method.parameters) {
    const value = values.get(name);
    if (value === undefined) continue;
    if (place === "path") segments.set(`{${name}}`, formatSegment(value as string, name, action));
    if (place === "query") for (const pair of formatQueryPairs(name, value)) pairs.push(pair);
  }
  const path = formatMethodPath({ route, userId, method, values: segments });
  return {
    method: method.verb,
    url: HOST + path + (pairs.length === 0 ? "" : `?${pairs.join("&")}`),
    headers: { ...authorization, ...headers },
    ...(body !== undefined && { body }),
  };
}

/**
 * Parses an HTTP request as the call it makes, with userId and, where it brings a message, uploadType made explicit.
 *
 * Of a resumable upload it is the opening request: its `bytes` are empty, and come by {@link parseUploadChunk}. The
 * bytes of other uploads are a view on the body. Scheme and host of the URL, unknown parameters and the rest of the
 * headers are not looked at: who may call is for the server to know.
 *
 * @throws {MimeError} `option-invalid` for a method and path that Gmail does not have, and for nothing else;
 * `input-invalid` for a parameter that is missing or wrong, a body that is not what the method takes;
 * `content-missing` where no message is there; `raw-invalid`, `boundary-invalid`; with `strict` also
 * `media-type-invalid`, and `input-too-large` over the method's largest size.
 * @example
 * parseRequest({ method: "GET", url: "/gmail/v1/users/me/messages/18c0?format=raw", headers: {} });
 * // => { method: "messages.get", userId: "me", id: "18c0", format: "raw" }
 * @see {@link buildRequest} for the way back; Gmail rule 39
 */
export function parseRequest(request: GmailRequest, options: ParseRequestOptions = {}): GmailCall {
  const verb = ownString(request, "method") ?? "GET";
  const { path, query } = parseTarget(verb, ownString(request, "url") ?? "");
  const { method, route } = path;
  const incoming: Incoming = {
    headers: headerPairs(own(request, "headers")),
    body: checkBody(own(request, "body")),
    strict: own(options, "strict") === true,
  };
  if (!bringsMessage(method)) {
    const resource = hasBody(method) ? parseMetadata(incoming.body) : {};
    return callOf(readValues(path, query, resource));
  }
  const { uploadType, resource, bytes } = readDelivery(method, route, query, incoming);
  const values = readValues(path, query, resource).set("uploadType", uploadType);
  if (bytes !== undefined) values.set("bytes", bytes);
  else if (method.name !== "drafts.send" || !values.has("id")) {
    throw new MimeError("content-missing", `Cannot read ${method.name}: it brings no message`);
  }
  return callOf(values);
}

/** Each value was checked against the table of its method. */
function callOf(values: ReadonlyMap<string, unknown>): GmailCall {
  return Object.fromEntries(values) as unknown as GmailCall;
}

function parseTarget(verb: string, url: string): { path: MethodPath; query: Query } {
  const target = url.replace(/^https?:\/\/[^/?#]*/i, "").replace(/#.*$/s, "");
  const mark = target.indexOf("?");
  const path = parseMethodPath(verb.toUpperCase(), mark < 0 ? target : target.slice(0, mark));
  if (path === undefined) {
    throw new MimeError("option-invalid", "Cannot read the request: Gmail has no such method and path");
  }
  return { path, query: parseQuery(mark < 0 ? "" : target.slice(mark + 1)) };
}

function readValues(path: MethodPath, query: Query, resource: Metadata): Map<string, unknown> {
  const { method } = path;
  const action = `read ${method.name}`;
  const message = method.upload?.resource === "Draft" ? own(resource, "message") : resource;
  const values = new Map<string, unknown>([
    ["method", method.name],
    ["userId", percentDecode(path.userId)],
  ]);
  for (const parameter of method.parameters) {
    const { name, place } = parameter;
    let value: Value | undefined;
    if (place === "path") value = percentDecode(path.values.get(`{${name}}`) as string);
    else if (place === "query") value = takeQueryValue(query, parameter, action);
    else value = takeValue(place === "body" ? resource : message, parameter, action, "input-invalid");
    if (value !== undefined) values.set(name, value);
  }
  return values;
}
