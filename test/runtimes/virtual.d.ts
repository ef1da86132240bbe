/** What the bundle carries besides the tests. */

declare module "virtual:files" {
  /** Files of the repository by their path, in base64. */
  export const files: Readonly<Record<string, string>>;
}

declare module "virtual:mails" {
  export const mails: readonly {
    readonly folder: string;
    readonly name: string;
    /** In base64. */
    readonly content: string;
    /** What the library said of it on the Node that made the bundle. */
    readonly digest: string;
    readonly snippet: string;
  }[];
}

declare module "virtual:tests" {
  export const tests: Readonly<Record<string, () => Promise<unknown>>>;
}
