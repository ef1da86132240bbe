/** What `gmail-mime serve` serves: the messages of files, directories and mailboxes; and how to point a client at it. */

import { mailboxes, parseAddressList } from "../index.js";
import { FAILED, Failure, WRONG_USE } from "./failure.js";
import { inputToBytes, readInput } from "./input.js";
import { isMbox, splitMbox } from "./mbox.js";
import type { Options } from "./options.js";
import { visible } from "./terminal.js";

/** Whose mail is served, and where. */
export interface Place {
  readonly user: string;
  /** Any that is free when absent. */
  readonly port?: number;
}

/** Starts a server on loopback; it runs until the process ends. */
export type StartServer = (
  store: Place & { readonly messages: readonly Uint8Array[] },
) => Promise<{ readonly url: string }>;

const USER = "me@gmail.example";
const MOST_PORT = 65_535;

/**
 * Reads whose mail it is, and the port.
 *
 * @throws {Failure} for a user that is no address, a port that is none.
 */
export function readPlace({ user = USER, port }: Options): Place {
  const [mailbox, ...others] = mailboxes(parseAddressList(user));
  if (mailbox?.address !== user || others.length > 0) {
    throw new Failure(WRONG_USE, `--user needs an address, not "${visible(user, 40)}"`);
  }
  if (port === undefined) return { user };
  if (/^\d{1,5}$/.test(port) && Number(port) <= MOST_PORT) return { user, port: Number(port) };
  throw new Failure(WRONG_USE, `--port needs a number up to ${MOST_PORT}, not "${visible(port, 40)}"`);
}

/**
 * Reads the messages of files; an mbox holds many, any other file one, in any form the command takes.
 *
 * @throws {Failure} or {MimeError} for a file that holds none.
 */
export async function readMessages(
  files: Iterable<string>,
  read: (file: string) => Promise<Uint8Array>,
): Promise<Uint8Array[]> {
  const messages: Uint8Array[] = [];
  for (const file of files) {
    const bytes = await read(file);
    if (isMbox(bytes)) for (const message of splitMbox(bytes)) messages.push(message);
    else messages.push(inputToBytes(readInput(bytes)));
  }
  return messages;
}

/**
 * Serves messages, and says how a client is pointed at them.
 *
 * @throws {Failure} for a port that cannot be had.
 */
export async function serveMessages(
  messages: readonly Uint8Array[],
  place: Place,
  startServer: StartServer,
): Promise<string> {
  try {
    const { url } = await startServer({ ...place, messages });
    return formatDirections(messages.length, place.user, url.replace(/\/$/, ""));
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    const reason = code === "EADDRINUSE" ? "it is taken" : code === "EACCES" ? "no permission" : undefined;
    if (reason === undefined) throw cause;
    throw new Failure(FAILED, `Cannot listen on port ${place.port}: ${reason}`, { cause });
  }
}

function formatDirections(count: number, user: string, root: string): string {
  return `${count === 1 ? "1 message" : `${count} messages`} of ${visible(user)} at ${root}/, for this machine only.
It answers as Gmail does, whatever the access token; what it is told to store is gone when it ends (Ctrl-C).

  curl ${root}/gmail/v1/users/me/messages

  import { gmail } from "@googleapis/gmail";
  const here = { rootUrl: "${root}/" }; // given with each call, too: uploads look only there
  const client = gmail({ version: "v1", ...here });
  const { data } = await client.users.messages.list({ userId: "me" }, here);
`;
}
