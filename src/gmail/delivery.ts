/** How a message travels in a request: in JSON, as the body, behind its metadata, or later in chunks. */

import { EMPTY } from "../bytes/bytes.js";
import { own, ownString } from "../bytes/given.js";
import { plainBytes } from "../bytes/source.js";
import { encodeBase64Url } from "../codec/base64url.js";
import { MimeError } from "../errors.js";
import type { GmailCall, GmailRequest, UploadType } from "./call.js";
import { findHttpHeader } from "./http.js";
import type { Method, Route } from "./method.js";
import type { Query } from "./parameter.js";
import {
  buildUpload,
  checkMessageType,
  type Metadata,
  parseMetadata,
  parseUpload,
  takeRaw,
} from "./upload.js";

const MESSAGE_TYPE = "message/rfc822";

/** The upload types, each with the URI that takes it. */
export const ROUTE_OF: { readonly [T in UploadType]: Route } = {
  json: "",
  media: "/upload",
  multipart: "/upload",
  resumable: "/resumable/upload",
};

/** A method that brings a message. */
export type DeliveryMethod = Method & { readonly upload: NonNullable<Method["upload"]> };

/** The headers and the body of a request. */
export interface Content {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: GmailRequest["body"];
}

/** What came with a message: how, with which resource, and its bytes where there are any. */
export interface Delivery {
  readonly uploadType: UploadType;
  readonly resource: Metadata;
  readonly bytes: Uint8Array | undefined;
}

/** What a request that came has beside its path and its query. */
export interface Incoming {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array | string;
  readonly strict: boolean;
}

/**
 * Takes the message of a call; only drafts.send can be without one.
 *
 * @throws {MimeError} `input-invalid`, or `input-too-large` over the method's largest size.
 */
export function takeMessage(call: GmailCall, method: DeliveryMethod): Uint8Array | undefined {
  const given = own(call, "bytes");
  const bytes = plainBytes(given);
  if (bytes === undefined && (given !== undefined || method.name !== "drafts.send")) {
    throw new MimeError("input-invalid", `Cannot build ${method.name}: "bytes" is no Uint8Array`);
  }
  checkSize(bytes?.length ?? 0, method, "build");
  return bytes;
}

function checkSize(size: number, { name, upload }: DeliveryMethod, verb: "build" | "read"): void {
  if (size <= upload.largest) return;
  throw new MimeError(
    "input-too-large",
    `Cannot ${verb} ${name}: its message is over ${upload.largest} bytes`,
  );
}

/** Messages up to this size go in JSON when the caller does not say how. */
const MOST_JSON = 5 * 1024 * 1024;

/**
 * Chooses how a message travels where the call does not say it.
 *
 * In JSON while it is small: the ordinary URI, which batches and stand-ins take, too. Else as multipart: its bytes
 * as they are, a third fewer, still in one request and with metadata. Never resumable: that takes several requests.
 *
 * @throws {MimeError} `option-invalid` for a type that is none, or an upload of nothing.
 */
export function chooseUploadType(
  call: GmailCall,
  bytes: Uint8Array | undefined,
  { name }: DeliveryMethod,
): UploadType {
  const given = ownString(call, "uploadType");
  if (given === undefined) return bytes === undefined || bytes.length <= MOST_JSON ? "json" : "multipart";
  if (!Object.hasOwn(ROUTE_OF, given)) {
    throw new MimeError("option-invalid", `Cannot build ${name}: unknown uploadType`);
  }
  if (bytes !== undefined || given === "json") return given as UploadType;
  throw new MimeError("option-invalid", `Cannot build ${name}: without bytes there is nothing to upload`);
}

/**
 * Writes a message and the resource around it as the content of a request.
 *
 * @throws {MimeError} `option-invalid` for metadata that media cannot carry, `input-invalid` for drafts.send with
 * neither a message nor an id.
 * @see {@link readDelivery} for the way back
 */
export function writeDelivery(
  uploadType: UploadType,
  resource: Metadata,
  bytes: Uint8Array | undefined,
  { name, upload }: DeliveryMethod,
): Content {
  if (bytes === undefined) {
    if (own(resource, "id") !== undefined) return jsonContent(resource);
    throw new MimeError("input-invalid", `Cannot build ${name}: it has neither "id" nor "bytes"`);
  }
  const hasMetadata = Object.keys(resource).length > 0;
  switch (uploadType) {
    case "json": {
      const raw = encodeBase64Url(bytes);
      if (upload.resource === "Message") return jsonContent({ ...resource, raw });
      return jsonContent({ ...resource, message: { ...(own(resource, "message") as Metadata), raw } });
    }
    case "multipart": {
      const { contentType, body } = buildUpload(resource, bytes);
      return { headers: { "Content-Type": contentType }, body };
    }
    case "media": {
      if (!hasMetadata) return { headers: { "Content-Type": MESSAGE_TYPE }, body: bytes };
      throw new MimeError("option-invalid", `Cannot build ${name}: media carries no metadata`);
    }
    case "resumable": {
      const { headers, ...body } = hasMetadata ? jsonContent(resource) : {};
      const announced = {
        "X-Upload-Content-Type": MESSAGE_TYPE,
        "X-Upload-Content-Length": String(bytes.length),
      };
      return { headers: { ...headers, ...announced }, ...body };
    }
  }
}

/** A resource as the body of a request. */
export function jsonContent(resource: Metadata): Content {
  return { headers: { "Content-Type": "application/json" }, body: JSON.stringify(resource) };
}

/**
 * Reads the message of a request and the resource around it.
 *
 * @returns `bytes` are empty for the opening of a resumable upload, `undefined` where nothing is said of a message.
 * @throws {MimeError} what {@link parseUpload} throws; with `strict` also `input-too-large`.
 * @see {@link writeDelivery} for the way back
 */
export function readDelivery(
  method: DeliveryMethod,
  route: Route,
  query: Query,
  incoming: Incoming,
): Delivery {
  const uploadType = readUploadType(route, query, incoming);
  const { metadata, bytes } = readMessage(uploadType, incoming);
  const announced = uploadType === "resumable" ? announcedSize(incoming) : 0;
  if (incoming.strict) checkSize(Math.max(announced, bytes?.length ?? 0), method, "read");
  return { uploadType, resource: metadata, bytes };
}

function readUploadType(route: Route, query: Query, { headers }: Incoming): UploadType {
  if (route === "") return "json";
  if (query.has("upload_id")) {
    throw new MimeError("input-invalid", "Cannot read the request: this is a chunk of a resumable upload");
  }
  const given = query.get("uploadType")?.[0];
  if (given === "media" || given === "multipart" || given === "resumable") return given;
  if (given !== undefined)
    throw new MimeError("input-invalid", "Cannot read the request: unknown uploadType");
  if (route === "/resumable/upload") return "resumable";
  return /^\s*multipart\//i.test(findHttpHeader(headers, "Content-Type") ?? "") ? "multipart" : "media";
}

function readMessage(
  uploadType: UploadType,
  { headers, body, strict }: Incoming,
): { metadata: Metadata; bytes: Uint8Array | undefined } {
  if (uploadType === "resumable") {
    if (strict) checkMessageType(findHttpHeader(headers, "X-Upload-Content-Type") ?? MESSAGE_TYPE);
    return { metadata: parseMetadata(body), bytes: EMPTY };
  }
  if (uploadType !== "json") {
    return parseUpload(findHttpHeader(headers, "Content-Type") ?? "", body, { strict });
  }
  const read = takeRaw(parseMetadata(body), strict);
  return strict && read.bytes?.length === 0 ? { ...read, bytes: undefined } : read;
}

function announcedSize({ headers }: Incoming): number {
  const text = findHttpHeader(headers, "X-Upload-Content-Length") ?? "0";
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new MimeError("input-invalid", "Cannot read the request: X-Upload-Content-Length is no number");
}
