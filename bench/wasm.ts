/** mail-parser-wasm: a Rust parser in WebAssembly, loaded by hand so that it needs no flag of the runtime. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as glue from "mail-parser-wasm/mail_parser_wasm_bg.js";
import { bytesGiven, type Contestant, synchronous, touch, touchLengths } from "./contestant.js";
import { filesOf } from "./peers.js";

const code = createRequire(import.meta.url).resolve("mail-parser-wasm/mail_parser_wasm_bg.wasm");
const { instance } = await WebAssembly.instantiate(readFileSync(code), {
  "./mail_parser_wasm_bg.js": glue,
});
glue.__wbg_set_wasm(instance.exports);
(instance.exports.__wbindgen_start as () => void)();

/** It takes text, so the bytes are decoded first; what it gives is copied out of its memory, then freed. */
export const mailParserWasm: Contestant = synchronous({
  name: "mail-parser-wasm",
  input: bytesGiven,
  work: (bytes) => {
    const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8");
    const message = glue.parse_message(source);
    const attachments = message.attachments.map((attachment) => {
      const { filename, content_type: type, content } = attachment;
      attachment.free();
      return { name: filename, type, content };
    });
    const values = message.headers.map((header) => {
      const { value } = header;
      header.free();
      return value;
    });
    const { subject, text, body_html: html } = message;
    message.free();
    touchLengths(values);
    const contents = attachments.map(({ content }) => content);
    return touch({ subject, text, html, fields: values.length, attachments }, [text, html], contents);
  },
  understand: ({ attachments, ...answer }) => ({ ...answer, makesHtml: true, ...filesOf(attachments) }),
});
