import { databaseTests, unitTests } from "@peony/config/vitest";
import { defineConfig } from "vitest/config";

const services = new URL("./infra/local/src/testing/", import.meta.url).pathname;

export default defineConfig({
  test: {
    projects: [
      { test: { ...unitTests, setupFiles: [`${services}seeds.ts`] } },
      {
        test: {
          ...databaseTests,
          globalSetup: [`${services}services.ts`],
          setupFiles: [`${services}seeds.ts`, `${services}publish.ts`],
        },
      },
    ],
  },
});
