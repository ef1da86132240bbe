/** A mail as a builder is given it: the same people, texts and files that its written form holds. */

import { PEOPLE } from "./envelope.js";
import type { Part } from "./letter.js";

export interface Person {
  readonly name?: string;
  readonly address: string;
}

export interface Draft {
  readonly from: Person;
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly subject: string;
  readonly date: Date;
  readonly messageId: string;
  readonly inReplyTo: string | undefined;
  readonly references: readonly string[] | undefined;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly text: string;
  readonly html: string | undefined;
  readonly attachments: readonly {
    readonly filename: string | undefined;
    readonly contentType: string;
    readonly content: Uint8Array;
    readonly contentId: string | undefined;
  }[];
}

/** What a writer gives beside texts and files. */
export interface Extras {
  /** The message that is passed on. */
  readonly attached?: Uint8Array;
  readonly headers?: Draft["headers"];
}

/** What a program gives beside the people and the contents when it answers by a list. */
const ANSWER: Pick<Draft, "inReplyTo" | "references" | "headers"> = {
  inReplyTo: "<CAK5lVx0TqR2mZc8WnYb4e@example.org>",
  references: ["<CAJ9dHw7PsE1kUf6LiOa3r@example.org>", "<CAK5lVx0TqR2mZc8WnYb4e@example.org>"],
  headers: [
    [
      "List-Unsubscribe",
      "<https://mail.example.com/u/0vXa9dK2mPq7Rt4WzYc1>, <mailto:unsubscribe@mail.example.com>",
    ],
    ["List-Unsubscribe-Post", "List-Unsubscribe=One-Click"],
    ["X-Mailer", "Example Mailer 7.3 (build 2023.01)"],
  ],
};
const NOTE: typeof ANSWER = { inReplyTo: undefined, references: undefined, headers: [] };

/** Takes a message back to what its writer meant; what the hosts on the way added is left out. */
export function draftOf(subject: string, { fields, facts }: Part, extras: Extras): Draft {
  const { attached, headers = [] } = extras;
  const answer = fields.some((field) => field.startsWith("In-Reply-To:")) ? ANSWER : NOTE;
  // Who passes a message on writes the first text; the others stand in what is passed on.
  const texts = attached === undefined ? facts.text : facts.text.slice(0, 1);
  return {
    ...PEOPLE,
    subject,
    date: new Date("2023-01-02T12:04:05+09:00"),
    messageId: "<20230102.8sKd02mXvQpL4nTz@mail.example.com>",
    ...answer,
    headers: [...answer.headers, ...headers],
    text: texts.map(withLineFeeds).join("\n"),
    html: facts.html.map(withLineFeeds)[0],
    attachments: [
      ...facts.attachments.map(({ name, type, bytes, contentId }) => ({
        filename: name,
        contentType: type,
        content: bytes,
        contentId,
      })),
      ...(attached === undefined ? [] : [attachedFile(attached)]),
    ],
  };
}

function attachedFile(content: Uint8Array): Draft["attachments"][number] {
  return { filename: undefined, contentType: "message/rfc822", content, contentId: undefined };
}

/** Line ends as JavaScript writes text. */
function withLineFeeds(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
