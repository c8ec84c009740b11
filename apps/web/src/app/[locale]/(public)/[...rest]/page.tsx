import { notFound } from "next/navigation";
import { type LocaleParams, pageLocale } from "../../../../i18n/page.ts";

/** Any address without a page of its own: one "not found" with the head and foot of the site. */
export default async function UnknownPage({ params }: LocaleParams) {
  await pageLocale(params);
  notFound();
}
