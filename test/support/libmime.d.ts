/** What tests ask libmime itself. */

declare module "libmime" {
  const libmime: {
    detectMimeType(filename: string): string;
    detectExtension(mimeType: string): string;
  };
  export default libmime;
}
