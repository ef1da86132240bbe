/** How much an import brings into a page or worker: bundled and minified by esbuild, then gzipped. */

import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** The static tables, each in a file that holds hardly anything else. */
const TABLES =
  /(?:src.codec.(?:iconv|charset-names|libmime)\.ts|entities.dist.generated.decode-data-html\.js)$/;

const packages = createRequire(createRequire(import.meta.url).resolve("htmlparser2"));
const ENTITIES = packages.resolve("entities/decode").replace(/decode\.js$/, "generated/decode-data-html.js");

export interface ImportSize {
  readonly imported: string;
  /** As it is loaded. */
  readonly whole: number;
  /** The same without the static tables. */
  readonly code: number;
}

export interface Sizes {
  readonly imports: readonly ImportSize[];
  readonly tables: { readonly charsets: number; readonly mediaTypes: number; readonly entities: number };
  /** Everything of `gmail-mime/lite`. */
  readonly lite: number;
}

const IMPORTS = ["{ buildRaw }", "{ parsePayload }", "{ mimeToPayload }", "*"];

/** Measures what `dist` holds: it must have been built from the sources as they are. */
export async function measureSizes(): Promise<Sizes> {
  const imports: ImportSize[] = [];
  for (const imported of IMPORTS) {
    const [whole, code] = await Promise.all([
      sizeOf(`export ${imported} from "gmail-mime";`),
      sizeOf(`export ${imported} from "./src/index.ts";`, [withoutTables]),
    ]);
    imports.push({ imported, whole, code });
  }
  return {
    imports,
    tables: {
      charsets: await sizeOf(
        'export * from "./dist/portable/codec/iconv.js"; export * from "./dist/portable/codec/charset-names.js";',
      ),
      mediaTypes: await sizeOf('export * from "./dist/portable/codec/libmime.js";'),
      entities: await sizeOf(`export * from "${ENTITIES}";`),
    },
    lite: await sizeOf('export * from "gmail-mime/lite";'),
  };
}

/** The table of the README. */
export function formatSizes({ imports, tables, lite }: Sizes): string {
  const rows = imports.map(({ imported, whole, code }) => [
    imported === "*" ? "everything" : `\`${imported.replace(/[{} ]/g, "")}\``,
    kilobytes(whole),
    kilobytes(code),
  ]);
  return [
    "| import | min + gzip | without the tables |",
    "| --- | ---: | ---: |",
    ...[...rows, ["`gmail-mime/lite`, everything", kilobytes(lite), kilobytes(lite)]].map(
      (row) => `| ${row.join(" | ")} |`,
    ),
    "",
    "| table | min + gzip |",
    "| --- | ---: |",
    `| charsets (iconv-lite's, and their names) | ${kilobytes(tables.charsets)} |`,
    `| media types (libmime's) | ${kilobytes(tables.mediaTypes)} |`,
    `| names of HTML entities (htmlparser2's; only with snippets) | ${kilobytes(tables.entities)} |`,
    "",
  ].join("\n");
}

const withoutTables: Plugin = {
  name: "without-tables",
  setup({ onLoad }) {
    onLoad({ filter: TABLES }, () => ({ contents: "module.exports = globalThis.tables;" }));
  },
};

async function sizeOf(contents: string, plugins: Plugin[] = []): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: ROOT },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2023",
    write: false,
    logLevel: "error",
    plugins,
  });
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(formatSizes(await measureSizes()));
}
