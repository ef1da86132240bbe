/** A payload drawn as a tree: one line a part. */

import { findHeader, type GmailPart, parseContentType } from "../index.js";
import { type Paint, visible } from "./terminal.js";

const CHILD = "├─ ";
const LAST_CHILD = "└─ ";
/** Details start in one column, unless a part stands further to the right. */
const WIDEST = 48;

interface Row {
  readonly branch: string;
  readonly part: GmailPart;
  /** Columns up to the details. */
  readonly width: number;
}

/**
 * Draws the parts of a payload with partId, type, file name, size, charset and transfer encoding.
 *
 * @param paint - Puts the colours on, or none.
 * @returns The lines, each ended.
 */
export function drawTree(root: GmailPart, paint: Paint): string {
  const rows = layOut(root);
  const column = rows.reduce((widest, { width }) => (width <= WIDEST ? Math.max(widest, width) : widest), 0);
  let drawing = "";
  for (const { branch, part, width } of rows) {
    const details = describe(part, paint);
    const gap = details === "" ? "" : " ".repeat(Math.max(0, column - width) + 2);
    const place = `${paint("dim", branch)}${paint("cyan", label(part))}`;
    drawing += `${place}  ${paint("bold", visible(part.mimeType))}${gap}${details}\n`;
  }
  return drawing;
}

/** The parts from top to bottom, each with the branches to its left. */
function layOut(root: GmailPart): Row[] {
  const rows: Row[] = [];
  const stack = [{ part: root, indent: "", corner: "" }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { part, indent, corner } = next;
    const branch = indent + corner;
    rows.push({
      branch,
      part,
      width: branch.length + label(part).length + 2 + visible(part.mimeType).length,
    });
    const below = corner === "" ? "" : indent + (corner === LAST_CHILD ? "   " : "│  ");
    const children = part.parts ?? [];
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i] as GmailPart;
      stack.push({ part: child, indent: below, corner: i === children.length - 1 ? LAST_CHILD : CHILD });
    }
  }
  return rows;
}

/** The root's partId is the empty string, and shown so. */
function label({ partId }: GmailPart): string {
  return partId === "" ? '""' : partId;
}

function describe(part: GmailPart, paint: Paint): string {
  const { filename, body } = part;
  const charset = parseContentType(findHeader(part, "Content-Type") ?? "")?.parameters.get("charset");
  const encoding = findHeader(part, "Content-Transfer-Encoding");
  const subject = findHeader(part, "Subject");
  const details: string[] = [];
  if (subject !== undefined) details.push(paint("green", `Subject: ${visible(subject)}`));
  if (filename !== "") details.push(paint("yellow", `"${visible(filename)}"`));
  if (part.parts === undefined || body.size > 0) details.push(formatSize(body.size));
  if (charset !== undefined) details.push(paint("dim", visible(charset, 40)));
  if (encoding !== undefined) details.push(paint("dim", visible(encoding, 40)));
  return details.join("  ");
}

function formatSize(bytes: number): string {
  return bytes === 1 ? "1 byte" : `${bytes} bytes`;
}
