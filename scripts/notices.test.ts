import { describe, expect, test } from "vitest";
import { readRoot } from "./guards/files.ts";
import { directNames, isAllowed, packages } from "./notices.mjs";

const written = readRoot("THIRD-PARTY-NOTICES.md");
const installed = packages();

describe("third-party notices", () => {
  test("nothing in production is under a licence outside the list", () => {
    expect(installed.length).toBeGreaterThan(100);
    expect(installed.filter((p) => !isAllowed(p.licence)).map((p) => `${p.name}: ${p.licence}`)).toEqual([]);
  });

  test("a choice is enough where a licence leaves one, and every part counts where it asks for all", () => {
    for (const good of ["MIT", "(MIT OR EUPL-1.1+)", "MIT AND OFL-1.1"]) expect(isAllowed(good)).toBe(true);
    for (const bad of ["", "GPL-3.0-or-later", "LGPL-3.0-or-later", "MIT AND AGPL-3.0-only", "UNLICENSED"])
      expect(isAllowed(bad)).toBe(false);
  });

  test("name every package our manifests ask for, in the version that is installed: else run node scripts/notices.mjs", () => {
    const missing = installed
      .filter((p) => directNames().includes(p.name))
      .filter((p) => !written.includes(`| ${p.name} | ${p.version} | `));
    expect(missing.map((p) => `${p.name} ${p.version}`)).toEqual([]);
    expect(directNames().length).toBeGreaterThan(20);
  });

  test("name the tables in our own files that others made", () => {
    expect(written).toContain("OpenCC character table | packages/domain/src/shared/traditional-pairs.ts | Apache-2.0");
    expect(written).toContain("International Patent Classification");
  });
});
