/** One HTTP request to its answer: a call, a batch of calls, or a chunk of an upload. */

import {
  type BatchResponse,
  buildBatchResponse,
  type GmailCall,
  type GmailRequest,
  MimeError,
  parseBatch,
  parseRequest,
} from "../index.js";
import { type Account, answerCall } from "./answer.js";
import { NotFound } from "./store.js";
import { sessionOf, type Uploads } from "./uploads.js";

/** The mailbox that is asked, under which host, and the uploads on their way to it. */
export interface Place extends Account {
  readonly host: string;
  readonly uploads: Uploads;
}

/** Answers a request; what goes wrong is an answer, too. */
export function respond(request: GmailRequest, place: Place): BatchResponse {
  return attempt(request, () => {
    if (/^\/batch(?:\/gmail\/v1)?(?:\?|$)/.test(request.url)) return respondToBatch(request, place);
    const session = sessionOf(request);
    if (session === undefined) return respondToCall(request, place);
    const taken = place.uploads.take(session, request);
    return "status" in taken ? taken : perform(taken, place);
  });
}

function respondToBatch(request: GmailRequest, place: Place): BatchResponse {
  const calls = parseBatch(request.headers["content-type"] ?? "", request.body ?? "");
  const answers = calls.map(({ contentId, ...call }): BatchResponse => {
    return { ...attempt(call, () => respondToCall(call, place)), contentId };
  });
  const { contentType, body } = buildBatchResponse(answers);
  return { status: 200, headers: { "Content-Type": contentType }, body };
}

function respondToCall(request: GmailRequest, place: Place): BatchResponse {
  const call = parseRequest(request, { strict: true });
  checkUser(call, place);
  const isOpening = "uploadType" in call && call.uploadType === "resumable";
  return isOpening ? place.uploads.open(request, place.host) : perform(call, place);
}

function checkUser({ userId = "me" }: GmailCall, { user }: Place): void {
  if (userId === "me" || userId.toLowerCase() === user.toLowerCase()) return;
  throw new NotFound("There is no such user");
}

function perform(call: GmailCall, place: Place): BatchResponse {
  const resource = answerCall(call, place);
  return resource === undefined ? { status: 204, headers: {} } : json(200, resource);
}

function attempt(request: GmailRequest, answer: () => BatchResponse): BatchResponse {
  try {
    return answer();
  } catch (error) {
    if (error instanceof NotFound) return formatError(404, error.message);
    if (error instanceof MimeError) return formatError(statusOf(error, request), error.message);
    return formatError(500, "This server failed");
  }
}

/** Gmail's status for what it refuses. */
function statusOf({ code }: MimeError, { url }: GmailRequest): number {
  if (code === "option-invalid") return 404; // a path that Gmail does not have
  // Too large are only messages: too many ids are a wrong argument.
  return code === "input-too-large" && !url.includes("/batchModify") ? 413 : 400;
}

const REASONS: ReadonlyMap<number, string> = new Map([
  [400, "INVALID_ARGUMENT"],
  [403, "PERMISSION_DENIED"],
  [404, "NOT_FOUND"],
  [500, "INTERNAL"],
]);

/** An error as Google's APIs say it. */
export function formatError(code: number, message: string): BatchResponse {
  const status = REASONS.get(code);
  return json(code, { error: { code, message, ...(status !== undefined && { status }) } });
}

function json(status: number, value: object): BatchResponse {
  const headers = { "Content-Type": "application/json; charset=UTF-8" };
  return { status, headers, body: JSON.stringify(value) };
}
