import { readIpc } from "@peony/domain/listings";
import { type Locale, translator } from "@peony/i18n";
import { regionName } from "#features/listings/region-name.ts";
import type { Applied } from "./search-params.ts";
import { words } from "./words.ts";

/** A filter in words, as its box and its chip say it. */
export const filterLabel = (locale: Locale, { kind, value }: Pick<Applied, "kind" | "value">): string => {
  const t = words(locale);
  const term = translator(locale, "terms");
  switch (kind) {
    case "trlBand":
      return t(`trl-band.${value as "1-3"}`);
    case "region":
      return regionName(locale, value);
    case "checked":
      return t("checked", { days: Number(value) });
    case "ipc":
      return t("ipc", { symbol: readIpc(value) ?? value });
    case "field":
      return term(`field.${value as "other"}`);
    case "rights":
      return term(`deal_type.${value as "sole"}`);
    case "priceMode":
      return term(`price_mode.${value as "ask"}`);
  }
};
