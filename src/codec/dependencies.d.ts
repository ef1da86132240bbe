/** The little we use of packages whose own types need Node's, or that have none. */

declare module "iconv-lite" {
  const iconv: {
    encodingExists(label: string): boolean;
    decode(bytes: Uint8Array, label: string, options?: { stripBOM?: boolean }): string;
    encode(text: string, label: string): Uint8Array;
  };
  export default iconv;
}

declare module "encoding-japanese" {
  const japanese: {
    convert(
      bytes: Uint8Array | readonly number[],
      options: { to: string; from: string; type: "string" },
    ): string;
    convert(text: string, options: { to: string; from: string; type: "array"; fallback?: string }): number[];
  };
  export default japanese;
}

declare module "libmime" {
  const libmime: {
    decodeFlowed(text: string, delSp?: boolean): string;
    encodeFlowed(text: string, lineLength?: number): string;
    detectMimeType(filename: string): string;
    detectExtension(mimeType: string): string;
    encodeWord(data: string | Uint8Array, encoding?: "Q" | "B", maxLength?: number): string;
    decodeWord(charset: string, encoding: string, text: string): string;
  };
  export default libmime;
}
