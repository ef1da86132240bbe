import { defineConfig } from "vitest/config";

const project = (name: string, setupFiles: string[] = []) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], setupFiles, testTimeout: 120_000 },
});

export default defineConfig({
  test: {
    projects: [
      project("unit"),
      project("property", ["test/support/seed.ts"]),
      project("conformance"),
      project("integration"),
    ],
  },
});
