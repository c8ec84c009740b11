import { type ErrorCode, errorTable } from "@peony/domain/shared";
import { translator } from "@peony/i18n";
import { PageHead } from "@peony/ui/Layout";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { errorText } from "#server/refusal.ts";
import { type LocaleParams, pageLocale } from "../../../../../i18n/page.ts";

type Props = { params: Promise<{ locale: string; code: string[] }> & LocaleParams["params"] };

/** Sentences name what a call was about; here it stands for anything. */
const anything = { characters: "…", fields: "…" };

const isCode = (code: string): code is ErrorCode => Object.hasOwn(errorTable, code);
const codeOf = async ({ params }: Props): Promise<ErrorCode> => {
  const code = (await params).code.join("/");
  return isCode(code) ? code : notFound();
};

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: await codeOf(props), robots: { index: false } };
}

/** What a problem document of the API means: its `type` leads here. */
export default async function ProblemPage(props: Props) {
  const locale = await pageLocale(props.params);
  const code = await codeOf(props);
  const t = translator(locale, "problem");
  return (
    <div className="wrap page">
      <PageHead title={code} lead={errorText(locale, code, anything)} />
      <p>{t("type-status", { status: errorTable[code].status })}</p>
    </div>
  );
}
