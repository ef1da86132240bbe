/** The methods of the Gmail API as a table: verb, path, parameters, largest message (the table under Gmail rule 43). */

import type { GmailMethod } from "./call.js";

export const HOST = "https://gmail.googleapis.com";
const ROOT = "/gmail/v1/users/";

/** One parameter of a method, and where it travels. */
export interface Parameter {
  readonly name: string;
  /** `message`: in the Message of the body, which is the body itself or inside a Draft. */
  readonly place: "path" | "query" | "body" | "message";
  readonly type: "text" | "flag" | "count";
  readonly repeated?: boolean;
  readonly required?: boolean;
  /** The words it is one of. */
  readonly words?: readonly string[];
  /** The most values a repeated one may have. */
  readonly most?: number;
}

export interface Method {
  readonly name: GmailMethod;
  readonly verb: "GET" | "POST" | "PUT" | "DELETE";
  /** The path below the user; a segment in braces is a parameter. */
  readonly segments: readonly string[];
  readonly parameters: readonly Parameter[];
  /** Of the methods that bring a message. */
  readonly upload?: Upload;
}

export interface Upload {
  /** The resource in which the message travels. */
  readonly resource: "Message" | "Draft";
  /** Bytes of the largest message. */
  readonly largest: number;
}

const SEND: Upload = { resource: "Message", largest: 36_700_160 };
const DRAFT: Upload = { resource: "Draft", largest: 36_700_160 };
const STORE: Upload = { resource: "Message", largest: 52_428_800 };

const query = (name: string, type: Parameter["type"] = "text", more?: Partial<Parameter>): Parameter => {
  return { name, place: "query", type, ...more };
};
const body = (name: string, more?: Partial<Parameter>): Parameter => {
  return { name, place: "body", type: "text", ...more };
};

const repeated = { repeated: true };
const paging = [query("maxResults", "count"), query("pageToken")];
const list = [query("q"), query("includeSpamTrash", "flag"), ...paging];
const labelled = [...list, query("labelIds", "text", repeated)];
const labelChange = [body("addLabelIds", repeated), body("removeLabelIds", repeated)];
const metadata: readonly Parameter[] = [
  { name: "threadId", place: "message", type: "text" },
  { name: "labelIds", place: "message", type: "text", repeated: true },
];
const store = [
  ...metadata,
  query("internalDateSource", "text", { words: ["receivedTime", "dateHeader"] }),
  query("deleted", "flag"),
];
const MESSAGE_FORMATS = ["minimal", "full", "raw", "metadata"];
const get = (words: readonly string[]): Parameter[] => [
  query("format", "text", { words }),
  query("metadataHeaders", "text", repeated),
];
const HISTORY_TYPES = ["messageAdded", "messageDeleted", "labelAdded", "labelRemoved"];

const METHODS: readonly Method[] = [
  define("messages.send", "POST messages/send", metadata, SEND),
  define("messages.insert", "POST messages", store, STORE),
  define(
    "messages.import",
    "POST messages/import",
    [...store, query("neverMarkSpam", "flag"), query("processForCalendar", "flag")],
    STORE,
  ),
  define("messages.get", "GET messages/{id}", get(MESSAGE_FORMATS)),
  define("messages.list", "GET messages", labelled),
  define("messages.modify", "POST messages/{id}/modify", labelChange),
  define("messages.trash", "POST messages/{id}/trash"),
  define("messages.untrash", "POST messages/{id}/untrash"),
  define("messages.delete", "DELETE messages/{id}"),
  define("messages.batchModify", "POST messages/batchModify", [
    body("ids", { repeated: true, required: true, most: 1000 }),
    ...labelChange,
  ]),
  define("messages.batchDelete", "POST messages/batchDelete", [
    body("ids", { repeated: true, required: true }),
  ]),
  define("attachments.get", "GET messages/{messageId}/attachments/{id}"),
  define("drafts.create", "POST drafts", metadata, DRAFT),
  define("drafts.update", "PUT drafts/{id}", metadata, DRAFT),
  define("drafts.send", "POST drafts/send", [body("id"), ...metadata], DRAFT),
  define("drafts.get", "GET drafts/{id}", get(MESSAGE_FORMATS)),
  define("drafts.list", "GET drafts", list),
  define("drafts.delete", "DELETE drafts/{id}"),
  define("threads.get", "GET threads/{id}", get(["minimal", "full", "metadata"])),
  define("threads.list", "GET threads", labelled),
  define("threads.modify", "POST threads/{id}/modify", labelChange),
  define("threads.trash", "POST threads/{id}/trash"),
  define("threads.untrash", "POST threads/{id}/untrash"),
  define("threads.delete", "DELETE threads/{id}"),
  define("history.list", "GET history", [
    query("startHistoryId", "text", { required: true }),
    query("labelId"),
    query("historyTypes", "text", { repeated: true, words: HISTORY_TYPES }),
    ...paging,
  ]),
];

function define(
  name: GmailMethod,
  line: `${Method["verb"]} ${string}`,
  others: readonly Parameter[] = [],
  upload?: Upload,
): Method {
  const [verb = "", path = ""] = line.split(" ");
  const segments = path.split("/");
  const named = segments.filter((segment) => segment.startsWith("{"));
  const parameters = named.map((segment): Parameter => {
    return { name: segment.slice(1, -1), place: "path", type: "text", required: true };
  });
  return {
    name,
    verb: verb as Method["verb"],
    segments,
    parameters: [...parameters, ...others],
    ...(upload !== undefined && { upload }),
  };
}

const BY_NAME: ReadonlyMap<unknown, Method> = new Map(METHODS.map((method) => [method.name, method]));

/** Finds a method by its name; `undefined` for what is none. */
export function findMethod(name: unknown): Method | undefined {
  return BY_NAME.get(name);
}

/** Which URI of a method: the one for metadata, or one of the two for uploads. */
export type Route = "" | "/upload" | "/resumable/upload";

/** What a path names; its segments are still percent-encoded. */
export interface MethodPath {
  readonly route: Route;
  readonly userId: string;
  readonly method: Method;
  readonly values: ReadonlyMap<string, string>;
}

/** Writes the path of a method from segments that are percent-encoded already. */
export function formatMethodPath(path: MethodPath): string {
  const filled = path.method.segments.map((segment) => path.values.get(segment) ?? segment);
  return `${path.route}${ROOT}${path.userId}/${filled.join("/")}`;
}

/** Reads which method a verb and a path name; `undefined` where Gmail has none. */
export function parseMethodPath(verb: string, path: string): MethodPath | undefined {
  const route = ROUTES.find((start) => path.startsWith(start + ROOT));
  if (route === undefined) return undefined;
  const [userId = "", ...segments] = path.slice(route.length + ROOT.length).split("/", 6);
  for (const method of METHODS) {
    if (method.verb !== verb || (route !== "" && method.upload === undefined)) continue;
    const values = matchSegments(method.segments, segments);
    if (values !== undefined && userId !== "") return { route, userId, method, values };
  }
  return undefined;
}

const ROUTES: readonly Route[] = ["", "/upload", "/resumable/upload"];

/** The values of the segments in braces, by those; `undefined` when another segment differs. */
function matchSegments(
  pattern: readonly string[],
  segments: readonly string[],
): Map<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const values = new Map<string, string>();
  for (const [i, expected] of pattern.entries()) {
    const segment = segments[i] as string;
    const named = expected.startsWith("{");
    if (named ? segment === "" : segment !== expected) return undefined;
    if (named) values.set(expected, segment);
  }
  return values;
}
