/** What the compiler says of code that is in no file. */

import { fileURLToPath } from "node:url";
import ts from "typescript";
import { type Example, ROOT } from "./examples.js";

/**
 * Compiles examples as one program, each as if it were a file beside the one it stands in; lists what is wrong,
 * by the names of the examples.
 */
export function complaints(examples: readonly Example[]): Readonly<Record<string, string[]>> {
  const root = fileURLToPath(ROOT);
  const files = new Map(
    examples.map((example, n) => [`${root}${example.path.replace(/\.\w+$/, "")}-${n}.ts`, example]),
  );
  const system = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} };
  const config = ts.getParsedCommandLineOfConfigFile(`${root}test/tsconfig.json`, {}, system);
  const paths = { "gmail-mime": [`${root}src/index.ts`], "gmail-mime/lite": [`${root}src/lite.ts`] };
  const options = { ...config?.options, rootDir: root, paths };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path)?.code ?? readFile(path);
  const declarations = config?.fileNames.filter((name) => name.endsWith(".d.ts")) ?? [];
  const program = ts.createProgram([...files.keys(), ...declarations], options, host);
  const said = (diagnostics: readonly ts.Diagnostic[]): string[] =>
    diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
  // The sources are checked by themselves: here no more of them is looked at than the examples need.
  const entries = [...files].map(([path, { name }]): [string, string[]] => {
    const file = program.getSourceFile(path);
    return [name, said([...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])];
  });
  entries.push([
    "the program",
    said([...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()]),
  ]);
  return Object.fromEntries(entries.filter(([, wrong]) => wrong.length > 0));
}
