/** The little we use of packages whose own types need Node's, or that have none. */

declare module "iconv-lite" {
  const iconv: {
    decode(bytes: Uint8Array, label: string): string;
    encode(text: string, label: string): Uint8Array;
  };
  export default iconv;
}

declare module "libmime/lib/mimetypes.js" {
  type Answers = Readonly<Record<string, string | readonly string[]>>;
  const table: { readonly list: Answers; readonly extensions: Answers };
  export default table;
}
