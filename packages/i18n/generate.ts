/**
 * Writes src/messages.generated.ts from the folders messages/zh and messages/en.
 * A file is a namespace (`listings.json` -> `listings`); a folder is a namespace shared by several
 * nouns (`errors/offers.json` adds its keys to `errors`). Run: `pnpm --filter @peony/i18n generate`.
 */
import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.join(import.meta.dirname, "messages");
const target = path.join(import.meta.dirname, "src/messages.generated.ts");

type Namespace = { name: string; files: { variable: string; file: string }[] };

/** The namespaces of one language folder, sorted by name, each with the files that make it. */
export function namespaces(languageFolder: string): Namespace[] {
  const found: Namespace[] = [];
  for (const entry of readdirSync(languageFolder, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      const parts = readdirSync(path.join(languageFolder, entry.name)).filter((f) => f.endsWith(".json"));
      const files = parts.sort().map((f) => source(`${entry.name}/${f}`));
      if (files.length > 0) found.push({ name: entry.name, files });
    } else if (entry.name.endsWith(".json")) {
      found.push({ name: entry.name.slice(0, -5), files: [source(entry.name)] });
    }
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function source(file: string) {
  const words = file.slice(0, -5).split(/[^a-zA-Z0-9]+/);
  return { file, variable: words.map((w) => w.charAt(0).toUpperCase() + w.slice(1)).join("") };
}

/** The text of src/messages.generated.ts for the folders as they are now. */
export function messagesModule(): string {
  const languages = (["zh", "en"] as const).map((locale) => ({ locale, spaces: namespaces(path.join(root, locale)) }));
  const imports = languages.flatMap(({ locale, spaces }) =>
    spaces.flatMap((s) =>
      s.files.map(
        ({ variable, file }) =>
          `import ${locale}${variable} from "../messages/${locale}/${file}" with { type: "json" };`,
      ),
    ),
  );
  const tables = languages.map(({ locale, spaces }) => {
    const lines = spaces.map(
      (s) => `  ${key(s.name)}: { ${s.files.map((f) => `...${locale}${f.variable}`).join(", ")} },`,
    );
    return `const ${locale} = {\n${lines.join("\n")}\n};`;
  });
  return `// Written by generate.ts from the folder messages/; do not edit by hand.
${imports.sort().join("\n")}

${tables.join("\n\n")}

/** The shape of all messages; a key that is missing in one language does not compile. */
export type Messages = typeof zh;

export const allMessages: Readonly<Record<"zh" | "en", Messages>> = { zh, en };
`;
}

function key(name: string): string {
  return /^[a-zA-Z_]\w*$/.test(name) ? name : JSON.stringify(name);
}

if (process.argv[1] === import.meta.filename) writeFileSync(target, messagesModule());
