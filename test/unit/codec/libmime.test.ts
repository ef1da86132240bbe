/** libmime's table, beside libmime itself, which wants Node's modules. */

import libmime from "libmime";
import table from "libmime/lib/mimetypes.js";
import { expect, test } from "vitest";
import { libmimeExtension, libmimeType } from "../../../src/codec/libmime.js";

test("libmime's table is read as libmime itself reads it", () => {
  for (const extension of Object.keys(table.extensions)) {
    const type = libmime.detectMimeType(extension);
    const sound =
      /^[a-z0-9]/.test(type) && !/^multipart|[ ,;]/.test(type) && type !== "application/octet-stream";
    expect([extension, libmimeType(extension)]).toEqual([extension, sound ? type : undefined]);
  }
  for (const type of Object.keys(table.list)) {
    const extension = libmime.detectExtension(type);
    const sound = /^[\w$-]+$/.test(extension) && extension !== "bin";
    expect([type, libmimeExtension(type)]).toEqual([type, sound ? extension : undefined]);
  }
});
