import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "jsdom",
    include: ["**/*.test.ts"],
    setupFiles: ["testing/setup.ts"],
    restoreMocks: true,
    unstubGlobals: true,
  },
});
