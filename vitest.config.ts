import { defineConfig } from "vitest/config";

const project = (name: string) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], testTimeout: 120_000 },
});

export default defineConfig({
  test: { projects: ["unit", "property", "conformance", "integration"].map(project) },
});
