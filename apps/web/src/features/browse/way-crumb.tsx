import { type Locale, translator } from "@peony/i18n";
import { Breadcrumb } from "@peony/ui/Layout";
import { StructuredData } from "#features/listings/structured-data.tsx";
import { env } from "#server/env.ts";
import { breadcrumbJsonLd } from "./json-ld.ts";

/** The way to a page of the catalogue, for readers and for search engines; the last step is the page itself. */
export function WayCrumb({ locale, steps }: { locale: Locale; steps: readonly { label: string; href: string }[] }) {
  return (
    <>
      <Breadcrumb
        label={translator(locale, "shell")("breadcrumb")}
        items={steps.map((step, i) => (i === steps.length - 1 ? { label: step.label } : step))}
      />
      <StructuredData data={breadcrumbJsonLd(steps, env().PEONY_URL)} />
    </>
  );
}
