import { defineConfig } from "vitest/config";

/** By itself, for it builds, packs and installs: a part of `npm run check`, not of `npm test`. */
export default defineConfig({
  test: {
    name: "package",
    include: ["test/package/**/*.test.ts"],
    globalSetup: ["test/package/installed.ts"],
    testTimeout: 60_000,
  },
});
