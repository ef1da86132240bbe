/** Makes the API reference in `docs`, grouped by spoke as the README is; anything TypeDoc warns of fails it. */

import { fileURLToPath } from "node:url";
import {
  Application,
  Comment,
  CommentTag,
  Converter,
  type DeclarationReflection,
  ReflectionKind,
} from "typedoc";

const ROOT = new URL("../", import.meta.url);

/** What a spoke is called, and which files below `src` belong to it: the first that fits counts. */
const SPOKES: readonly (readonly [string, RegExp])[] = [
  ["Whole trips", /^(?:convert|gmail\/raw|bytes\/source|codec\/base64url)\.ts$/],
  [
    "The tree",
    /^entity\/|^mail\/(?:reading|building)\.ts$|^gmail\/(?:payload|payload-reader|content-options)\.ts$/,
  ],
  ["A mail", /^mail\//],
  ["A payload, read in place", /^gmail\/part\.ts$/],
  ["Answering like Gmail", /^gmail\/(?:render|receipt|snippet|internal-date|attachment-id|accept)\.ts$/],
  ["Asking Gmail, and being asked", /^gmail\/(?:request|call|upload|upload-chunk|batch|http-multipart)\.ts$/],
  ["Header values", /^header\//],
  ["Errors and limits", /^(?:errors|limits)\.ts$/],
];

const { pathname: root } = ROOT;
const app = await Application.bootstrapWithPlugins({
  entryPoints: [`${root}src/index.ts`, `${root}src/lite.ts`],
  tsconfig: `${root}tsconfig.json`,
  basePath: root,
  readme: `${root}README.md`,
  out: fileURLToPath(new URL("docs", ROOT)),
  name: "gmail-mime",
  includeVersion: true,
  cleanOutputDir: true,
  hideGenerator: true,
  categorizeByGroup: false,
  defaultCategory: "Of no spoke",
  categoryOrder: SPOKES.map(([name]) => name),
  kindSortOrder: ["Module", "Function", "Class", "Interface", "TypeAlias", "Reference"],
  navigation: { includeCategories: true },
  highlightLanguages: ["typescript", "javascript", "json", "shell", "console", "python"],
  validation: { notExported: true, invalidLink: true, rewrittenLink: true },
  treatWarningsAsErrors: true,
});

app.converter.on(Converter.EVENT_RESOLVE_BEGIN, (context) => {
  const kinds =
    ReflectionKind.Class | ReflectionKind.Function | ReflectionKind.Interface | ReflectionKind.TypeAlias;
  for (const reflection of context.project.getReflectionsByKind(kinds) as DeclarationReflection[]) {
    const file = reflection.sources?.[0]?.fullFileName.slice(`${root}src/`.length) ?? "";
    const spoke = SPOKES.find(([, files]) => files.test(file))?.[0];
    if (spoke === undefined) app.logger.error(`${reflection.name} of ${file} belongs to no spoke`);
    for (const documented of reflection.signatures ?? [reflection]) {
      // Members often say it all by their name and type (`size: number`); what they stand in must say what it is.
      if (!documented.hasComment()) app.logger.warn(`${reflection.name} of ${file} has no docstring`);
      documented.comment ??= new Comment();
      documented.comment.blockTags.push(new CommentTag("@category", [{ kind: "text", text: spoke ?? "" }]));
    }
  }
});

const project = await app.convert();
if (project !== undefined) {
  app.validate(project);
  if (!app.logger.hasErrors() && !app.logger.hasWarnings()) await app.generateOutputs(project);
}
process.exitCode = project === undefined || app.logger.hasErrors() || app.logger.hasWarnings() ? 1 : 0;
