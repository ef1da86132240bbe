/** The little we use of packages that have no types of their own. */

declare module "mailparser" {
  interface ParsedMail {
    readonly subject?: string;
    readonly text?: string;
    readonly html?: string | false;
    readonly headerLines: readonly unknown[];
    readonly attachments: readonly {
      readonly filename?: string;
      readonly contentType: string;
      readonly content: Uint8Array;
    }[];
  }
  const mailparser: {
    simpleParser(
      source: Buffer,
      options: {
        skipHtmlToText?: boolean;
        skipTextToHtml?: boolean;
        skipImageLinks?: boolean;
        skipTextLinks?: boolean;
      },
    ): Promise<ParsedMail>;
  };
  export default mailparser;
}

declare module "emailjs-mime-builder" {
  namespace emailjs {
    interface MimeNode {
      setContent(content: string | Uint8Array): this;
      setHeader(headers: Readonly<Record<string, string>>): this;
      addHeader(
        name: string,
        value: string | readonly { readonly name?: string; readonly address: string }[],
      ): this;
      appendChild(child: MimeNode): MimeNode;
      build(): string;
    }
  }
  const emailjs: {
    readonly default: new (
      type: string,
      options?: { readonly filename?: string | undefined },
    ) => emailjs.MimeNode;
  };
  export default emailjs;
}

declare module "gmail-api-parse-message" {
  interface File {
    readonly filename: string;
    readonly size: number;
  }
  export default function parseMessage(message: object): {
    readonly headers: Readonly<Record<string, string>>;
    readonly textPlain?: string;
    readonly textHtml?: string;
    readonly attachments?: readonly File[];
    readonly inline?: readonly File[];
  };
}

declare module "mail-parser-wasm/mail_parser_wasm_bg.js" {
  export { parse_message } from "mail-parser-wasm";
  export function __wbg_set_wasm(exports: object): void;
}

/** The types of Node tell no values of it. */
declare namespace WebAssembly {
  function instantiate(
    code: Uint8Array,
    imports: object,
  ): Promise<{ readonly instance: { readonly exports: Readonly<Record<string, unknown>> } }>;
}
