import type { Locale } from "@peony/i18n";

/** Who runs this marketplace, as the foot of every page says it; numbers the law asks for are left out until there are any. */
export type OperatorSettings = {
  readonly name: Readonly<Record<Locale, string>>;
  readonly phone: string;
  readonly hours: Readonly<Record<Locale, string>>;
  readonly icp?: string;
  readonly police?: string;
  readonly fictional: boolean;
};

export const operatorSettings: OperatorSettings = {
  name: { zh: "Peony 平台运营", en: "Peony operations" },
  phone: "199-0000-0001",
  hours: { zh: "工作日 8:30-17:30", en: "working days 8:30-17:30 Beijing time" },
  fictional: true,
};
