import type { DealType } from "@peony/domain/contracts";
import type { MenuItem } from "@peony/domain/listings";
import type { Bilingual } from "@peony/domain/shared";

const fenPerWan = 1_000_000;
const nothing: Bilingual = { zh: "", en: "" };

/** What an entry of the demo's menus is called, by its right. */
const names: Readonly<Record<DealType, Bilingual>> = {
  assignment: { zh: "整体转让", en: "Assignment" },
  exclusive: { zh: "独占许可", en: "Exclusive licence" },
  sole: { zh: "排他许可", en: "Sole licence" },
  ordinary: { zh: "量产许可", en: "Production licence" },
  open_licence: { zh: "开放许可", en: "Open licence" },
  development: { zh: "联合开发", en: "Joint development" },
  service: { zh: "技术服务", en: "Technical service" },
  consulting: { zh: "技术咨询", en: "Consulting" },
  equity: { zh: "作价入股", en: "Equity" },
};
const licences: readonly DealType[] = ["exclusive", "sole", "ordinary"];
/** From the right that costs least to the one that costs most. */
const byPrice: readonly DealType[] = [
  "consulting",
  "service",
  "development",
  "open_licence",
  "ordinary",
  "sole",
  "exclusive",
  "equity",
  "assignment",
];

/** Twelve months to try it, no sales, a fixed fee (journey J2). */
const evaluation = (price: string): MenuItem => ({
  ...{ name: { zh: "评估许可", en: "Evaluation licence" }, right: "ordinary", price, months: 12, sales: false },
  note: {
    zh: "只供内部试验和评估，固定费用；转为量产许可时可抵扣。",
    en: "For own trials only, a fixed fee; counted towards a production licence.",
  },
});

/** A menu between two prices in 万元: what may be tried first, then each right the owner offers, the dearest last. */
export const menuBetween = (low: number, high: number, rights: readonly DealType[]): MenuItem[] => {
  const fen = (wan: number): string => String(Math.round(wan * fenPerWan));
  const ordered = byPrice.filter((r) => rights.includes(r));
  const tried = ordered.some((r) => licences.includes(r)) ? [evaluation(fen(low))] : [];
  const steps = Math.max(1, ordered.length - 1 + tried.length);
  return [
    ...tried,
    ...ordered.map((right, i): MenuItem => {
      const step = i + tried.length;
      const price = ordered.length + tried.length === 1 ? low : low + Math.round(((high - low) * step) / steps);
      const months = right === "assignment" ? null : licences.includes(right) ? 60 : 12;
      return { name: names[right], right, price: fen(price), months, sales: true, note: nothing };
    }),
  ];
};
