/** A stand-in for Gmail over HTTP, on loopback only: any Gmail client can be pointed at it in tests. */

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { acceptMessage, type BatchResponse, internalDateOf, parseEntity } from "../index.js";
import { formatError, respond } from "./respond.js";
import { Store } from "./store.js";
import { Uploads } from "./uploads.js";

export interface ServerOptions {
  /** What is in the inbox when it starts. */
  readonly messages: readonly Uint8Array[];
  /** The address of the mailbox's owner, whom `me` means. */
  readonly user: string;
  /** Any that is free when absent. */
  readonly port?: number;
}

export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

const LOOPBACK = "127.0.0.1";
/** The largest message, in base64, with room for what stands around it. */
const LARGEST_BODY = 80 * 1024 * 1024;

/**
 * Starts a server that answers as Gmail does; it ends with {@link RunningServer.close}, and what it holds with it.
 *
 * @throws {MimeError} `address-invalid` for a user that is no mailbox; what the system says of a port it cannot open.
 * @example
 * const server = await startServer({ messages: [], user: "me@x.com" });
 * await (await fetch(`${server.url}/gmail/v1/users/me/messages`)).json(); // => { resultSizeEstimate: 0 }
 * await server.close();
 */
export async function startServer({ messages, user, port = 0 }: ServerOptions): Promise<RunningServer> {
  acceptMessage("", { from: user }); // refuses a user whose mail it could not send
  const store = fill(messages);
  const uploads = new Uploads();
  const answer = async (incoming: IncomingMessage): Promise<BatchResponse> => {
    const host = incoming.headers.host ?? "";
    // A page of the web must not read this mailbox under a name it gave to this machine.
    if (!isLoopback(host)) return formatError(403, "This server is for its own machine only");
    const body = await readBody(incoming);
    if (body === undefined) return formatError(413, "The request is too large");
    const { method = "GET", url = "/" } = incoming;
    const request = { method, url, headers: headersOf(incoming), body };
    return respond(request, { store, user, now: Date.now(), host, uploads });
  };
  const server = createServer((incoming, outgoing) => {
    const sent = answer(incoming).then((response) => send(outgoing, response));
    sent.catch(() => outgoing.destroy()); // who asked is gone
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, LOOPBACK, resolve);
  });
  const address = server.address();
  const opened = typeof address === "object" ? address?.port : port;
  return {
    url: `http://${LOOPBACK}:${opened}`,
    close: () =>
      new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

/** A mailbox into which the messages came one after the other, the oldest first. */
function fill(messages: readonly Uint8Array[]): Store {
  const store = new Store();
  const dated = messages.map((raw) => ({ raw, date: Number(internalDateOf(parseEntity(raw))) }));
  for (const { raw } of dated.sort((a, b) => a.date - b.date)) {
    store.receive({ id: store.newId(), raw, labelIds: ["INBOX"] });
  }
  return store;
}

function isLoopback(host: string): boolean {
  return /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/i.test(host);
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const given = Object.entries(headers).map(([name, value]) => [name, [value ?? []].flat().join(", ")]);
  return Object.fromEntries(given);
}

/** Reads a body to its end; one that is too large is not kept. */
async function readBody(incoming: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size <= LARGEST_BODY) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size <= LARGEST_BODY ? Buffer.concat(chunks) : undefined;
}

function send(outgoing: ServerResponse, { status, headers, body }: BatchResponse): void {
  outgoing.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(body ?? "") }).end(body);
}
