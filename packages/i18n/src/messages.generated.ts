// Written by generate.ts from the folder messages/; do not edit by hand.
import enErrorsShared from "../messages/en/errors/shared.json" with { type: "json" };
import enFormats from "../messages/en/formats.json" with { type: "json" };
import enHome from "../messages/en/home.json" with { type: "json" };
import enShell from "../messages/en/shell.json" with { type: "json" };
import enStatics from "../messages/en/statics.json" with { type: "json" };
import enStatusShared from "../messages/en/status/shared.json" with { type: "json" };
import enTerms from "../messages/en/terms.json" with { type: "json" };
import enValidationShared from "../messages/en/validation/shared.json" with { type: "json" };
import zhErrorsShared from "../messages/zh/errors/shared.json" with { type: "json" };
import zhFormats from "../messages/zh/formats.json" with { type: "json" };
import zhHome from "../messages/zh/home.json" with { type: "json" };
import zhShell from "../messages/zh/shell.json" with { type: "json" };
import zhStatics from "../messages/zh/statics.json" with { type: "json" };
import zhStatusShared from "../messages/zh/status/shared.json" with { type: "json" };
import zhTerms from "../messages/zh/terms.json" with { type: "json" };
import zhValidationShared from "../messages/zh/validation/shared.json" with { type: "json" };

const zh = {
  errors: { ...zhErrorsShared },
  formats: { ...zhFormats },
  home: { ...zhHome },
  shell: { ...zhShell },
  statics: { ...zhStatics },
  status: { ...zhStatusShared },
  terms: { ...zhTerms },
  validation: { ...zhValidationShared },
};

const en = {
  errors: { ...enErrorsShared },
  formats: { ...enFormats },
  home: { ...enHome },
  shell: { ...enShell },
  statics: { ...enStatics },
  status: { ...enStatusShared },
  terms: { ...enTerms },
  validation: { ...enValidationShared },
};

/** The shape of all messages; a key that is missing in one language does not compile. */
export type Messages = typeof zh;

export const allMessages: Readonly<Record<"zh" | "en", Messages>> = { zh, en };
