/** The little we use of mailparser, which has no types of its own. */

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
