/** The entity tree built from the mail a person means, in the fewest containers. */

import { copyBytes, EMPTY, utf8Into } from "../bytes/bytes.js";
import { checkOptions, isArray, own, ownString } from "../bytes/given.js";
import { withScratch } from "../bytes/scratch.js";
import { canonicalCharset, encodeCharset } from "../codec/charset.js";
import { encodeFlowed } from "../codec/flowed.js";
import { type EncodedText, encodeText } from "../codec/transfer-encoding.js";
import { isWritableBoundary } from "../entity/boundary.js";
import { type Entity, refield } from "../entity/entity.js";
import { MimeError } from "../errors.js";
import { formatContentType } from "../header/content-type.js";
import { checkField } from "../header/field.js";
import { checkLimits, type Limits } from "../limits.js";
import { hasCid } from "./attachment.js";
import { readAttachmentInputs } from "./attachment-input.js";
import { type Built, buildAttachment } from "./attachment-part.js";
import { bound } from "./delimiting.js";
import { formatEnvelope } from "./envelope.js";
import { checkParameter, type HeaderStyle } from "./header-text.js";
import type { MailInput } from "./mail.js";

/** How a mail is written; each has a default that is right for any mail. */
export interface BuildOptions {
  /** The outermost boundary; inner ones are "1-", "2-"… before it. It must not occur in the content. */
  readonly boundary?: string | undefined;
  /** The charset of texts and encoded words; utf-8 when not said. */
  readonly charset?: string | undefined;
  /** The encoding of texts; chosen by their content when not said. */
  readonly transferEncoding?: "quoted-printable" | "base64" | undefined;
  /** Writes plain text as format=flowed (RFC 3676). */
  readonly flowed?: boolean | undefined;
  /** Writes header text outside ASCII as UTF-8 (RFC 6532). */
  readonly utf8Headers?: boolean | undefined;
  readonly limits?: Partial<Limits> | undefined;
}

/** The options, checked. */
interface Style extends HeaderStyle {
  readonly boundary: string | undefined;
  readonly transferEncoding: "quoted-printable" | "base64" | undefined;
  readonly flowed: boolean;
  readonly limits: Limits;
}

/**
 * Builds the entity tree of a mail: mixed[ related[ alternative[ text, amp, html, calendar ], inline… ],
 * attachments… ], each container only where it is needed.
 *
 * @throws {MimeError} `address-invalid`, `date-invalid`, `message-id-invalid` for what is none; `header-name`,
 * `header-refused`, `header-injection`, `header-too-long` for a field that cannot be written; `media-type-invalid`,
 * `content-missing` for an attachment; `boundary-invalid`, `charset-invalid`, `option-invalid`, `limit-invalid` for
 * an option; `input-invalid` for any other value of a wrong type, `input-too-large` past the limits.
 * @example
 * mailToEntity({ to: "b@x.com", text: "hi" }).kind; // => "leaf"
 * @see {@link entityToMail} for the way back; RFC 2046 §5.1
 */
export function mailToEntity(mail: MailInput, options: BuildOptions = {}): Entity {
  if (typeof mail !== "object" || mail === null || isArray(mail)) {
    throw new MimeError("input-invalid", "Cannot build the mail: not an object");
  }
  const style = readStyle(options);
  const fields = formatEnvelope(mail, style, style.limits);
  const inputs = readAttachmentInputs(mail);
  if (inputs.length > style.limits.parts || fields.length > style.limits.fields) {
    throw new MimeError(
      "input-too-large",
      "Cannot build the mail: more attachments or fields than the limits allow",
    );
  }
  const isUsed = hasCid(ownString(mail, "html") ?? "");
  const attachments = inputs.map((input) => buildAttachment(input, style, isUsed));
  const root = arrange(buildBodies(mail, style), attachments);
  fields.push({ name: "MIME-Version", value: "1.0" });
  for (const field of fields) checkField(field);
  return bound(refield(root, [...fields, ...root.fields]), style.boundary);
}

function readStyle(options: BuildOptions): Style {
  checkOptions(options);
  const charset = ownString(options, "charset") ?? "utf-8";
  if (canonicalCharset(charset) === undefined) {
    throw new MimeError("charset-invalid", "Cannot use charset: it is unknown");
  }
  const transferEncoding = own(options, "transferEncoding");
  if (
    transferEncoding !== undefined &&
    transferEncoding !== "quoted-printable" &&
    transferEncoding !== "base64"
  ) {
    throw new MimeError("option-invalid", "Cannot use transferEncoding: neither quoted-printable nor base64");
  }
  const boundary = ownString(options, "boundary");
  if (boundary !== undefined && (!isWritableBoundary(boundary) || boundary.length > LONGEST_GIVEN)) {
    throw new MimeError("boundary-invalid", "Cannot use boundary: RFC 2046 does not allow it");
  }
  return {
    charset,
    utf8: checkFlag(options, "utf8Headers"),
    boundary,
    transferEncoding,
    flowed: checkFlag(options, "flowed"),
    limits: checkLimits(own(options, "limits")),
  };
}

/** Room for the "2-" before an inner boundary. */
const LONGEST_GIVEN = 68;

function checkFlag(options: BuildOptions, key: "flowed" | "utf8Headers"): boolean {
  const flag = own(options, key) ?? false;
  if (typeof flag === "boolean") return flag;
  throw new MimeError("option-invalid", `Cannot use ${key}: neither true nor false`);
}

/** The texts of a mail as leaves, the plainest first (RFC 2046 §5.1.4). */
function buildBodies(mail: MailInput, style: Style): Entity[] {
  const bodies: Entity[] = [];
  const text = ownString(mail, "text");
  if (text !== undefined) {
    const flowed = style.flowed ? { format: "flowed" } : {};
    bodies.push(buildText(style.flowed ? encodeFlowed(text) : text, "text/plain", style, flowed));
  }
  const amp = ownString(mail, "amp");
  if (amp !== undefined) bodies.push(buildText(amp, "text/x-amp-html", style));
  const html = ownString(mail, "html");
  if (html !== undefined) bodies.push(buildText(html, "text/html", style));
  const calendar = own(mail, "calendar");
  if (calendar !== undefined) {
    const given = typeof calendar === "string" ? calendar : ownString(calendar, "text");
    if (given === undefined) {
      throw new MimeError("content-missing", "Cannot build the calendar: its text is not known");
    }
    const method = typeof calendar === "string" ? methodOf(given) : ownString(calendar, "method");
    const parameters = method === undefined ? {} : { method };
    checkParameter("method", method);
    bodies.push(buildText(given, "text/calendar", style, parameters));
  }
  return bodies;
}

/** The METHOD line of an iCalendar text (RFC 5546 §1.4). */
function methodOf(calendar: string): string | undefined {
  return /^METHOD:([A-Za-z-]{1,40})[ \t]*$/m.exec(calendar)?.[1]?.toUpperCase();
}

function buildText(
  text: string,
  type: string,
  style: Style,
  parameters: Readonly<Record<string, string>> = {},
): Entity {
  const { encoding, content } = encodeBody(text, type, style);
  const { charset } = style;
  return {
    kind: "leaf",
    fields: [
      { name: "Content-Type", value: formatContentType({ type, parameters: { charset, ...parameters } }) },
      { name: "Content-Transfer-Encoding", value: encoding },
    ],
    content,
  };
}

/** A byte-order mark needs a second one before it, which encodeCharset writes. */
const MARK = "\ufeff";

/** The text in its charset and its transfer encoding, every line ended by CRLF. */
function encodeBody(text: string, type: string, { charset, transferEncoding }: Style): EncodedText {
  const feeds = text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
  if (canonicalCharset(charset) === "utf-8" && !feeds.startsWith(MARK)) {
    // A line end is a byte of its own: it becomes CRLF while the text is encoded.
    return withScratch(3 * feeds.length, (memory) => {
      const bytes = utf8Into(feeds, memory);
      const { encoding, content } = encodeText(bytes, "\n", transferEncoding);
      return { encoding, content: content === bytes ? copyBytes(bytes) : content };
    });
  }
  const bytes = encodeCharset(feeds.replaceAll("\n", "\r\n"), charset);
  if (bytes !== undefined) return encodeText(bytes, "\r\n", transferEncoding);
  throw new MimeError("charset-invalid", `Cannot write ${type}: the charset ${charset} cannot hold it`);
}

/** Puts bodies and attachments into containers. */
function arrange(bodies: readonly Entity[], attachments: readonly Built[]): Entity {
  const [first, ...others] = bodies;
  // An unmarked text is none of the mail's only beside the root of a related: without a body another part is it.
  const isBare = first === undefined && attachments.some(({ unmarked }) => unmarked);
  const shelter = isBare ? attachments.find(({ unmarked }) => !unmarked) : undefined;
  const at = (place: Built["place"]): Entity[] =>
    attachments.filter((one) => one.place === place && one !== shelter).map(({ entity }) => entity);
  const alternatives = first === undefined ? at("alternative") : [first, ...at("alternative"), ...others];
  const body = isBare ? (shelter?.entity ?? mixed([])) : wrap("alternative", alternatives);
  const shown = body === undefined ? at("related") : [relate([body, ...at("related")])];
  const root = wrap("mixed", [...shown, ...at("mixed")]);
  if (root === undefined) return { kind: "leaf", fields: [], content: EMPTY };
  // The fields of a lone attachment would be those of the mail.
  return attachments.some(({ entity, headers }) => entity === root && headers) ? mixed([root]) : root;
}

function relate(parts: readonly [Entity, ...Entity[]]): Entity {
  const [root] = parts;
  if (parts.length < 2) return root;
  const type = root.fields[0]?.value.replace(/;.*$/s, "") ?? "text/plain";
  return multipart("related", parts, { type });
}

function wrap(subtype: string, parts: readonly Entity[]): Entity | undefined {
  return parts.length < 2 ? parts[0] : multipart(subtype, parts);
}

function mixed(parts: readonly Entity[]): Entity {
  return multipart("mixed", parts);
}

/** A multipart whose boundary is still to be found. */
function multipart(
  subtype: string,
  parts: readonly Entity[],
  parameters: Record<string, string> = {},
): Entity {
  const value = formatContentType({ type: `multipart/${subtype}`, parameters });
  return {
    kind: "multipart",
    fields: [{ name: "Content-Type", value }],
    parts,
    preamble: EMPTY,
    epilogue: EMPTY,
  };
}
