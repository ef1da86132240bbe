/** Laws 8 and 9 of requests, uploads and batches: any of them is read or refused, and what was read is what is asked. */

import { expect } from "vitest";
import {
  buildBatch,
  buildBatchResponse,
  buildRequest,
  buildUpload,
  buildUploadChunk,
  type GmailRequest,
  parseBatch,
  parseBatchResponse,
  parseRequest,
  parseUpload,
  parseUploadChunk,
} from "../../src/index.js";
import { fromJson, type Json } from "./trial.js";
import { orRefused } from "./writers.js";

interface Multipart {
  readonly contentType: string;
  readonly body: Uint8Array;
}

const ROADS: Readonly<Record<string, (given: never) => void>> = {
  upload: ({ contentType, body }: Multipart) => {
    const read = orRefused(() => parseUpload(contentType, body));
    const again = read && orRefused(() => buildUpload(read.metadata, read.bytes));
    if (again !== undefined) expect(parseUpload(again.contentType, again.body)).toEqual(read);
  },
  request: (given: GmailRequest) => {
    const strict = orRefused(() => parseRequest(given, { strict: true }));
    const read = orRefused(() => parseRequest(given));
    if (strict !== undefined) expect(read).toEqual(strict);
    const again = read && orRefused(() => buildRequest(read));
    if (again === undefined || isResumable(read)) return;
    expect(parseRequest(again)).toEqual(read);
  },
  batch: ({ contentType, body }: Multipart) => {
    const read = orRefused(() => parseBatch(contentType, body));
    const again = read && orRefused(() => buildBatch(read));
    if (again !== undefined) expect(parseBatch(again.contentType, again.body)).toEqual(read);
  },
  answers: ({ contentType, body }: Multipart) => {
    const read = orRefused(() => parseBatchResponse(contentType, body));
    const again = read && orRefused(() => buildBatchResponse(read));
    if (again !== undefined) expect(parseBatchResponse(again.contentType, again.body)).toEqual(read);
  },
  chunk: (given: GmailRequest) => {
    const read = orRefused(() => parseUploadChunk(given));
    const again = read && orRefused(() => buildUploadChunk({ ...read, sessionUrl: "https://x.example/" }));
    if (again !== undefined) expect(parseUploadChunk(again)).toEqual(read);
  },
};

export function expectSafeHttp(value: Json): void {
  const { road, given } = value as { road: string; given: Json };
  const check = ROADS[road] as (given: unknown) => void;
  const taken = fromJson(given);
  const told = JSON.stringify(taken);
  check(typeof taken === "object" && taken !== null ? taken : { contentType: taken, body: taken });
  expect(JSON.stringify(taken)).toBe(told);
}

/** Its message travels in chunks, not in the request. */
function isResumable(call: object | undefined): boolean {
  return (call as { uploadType?: string }).uploadType === "resumable";
}
