import { assetParts, type Money } from "./money.ts";

const digit = "零壹贰叁肆伍陆柒捌玖";
const place = ["", "拾", "佰", "仟"];
const section = ["", "万", "亿", "万"];
const largest = 10n ** 18n;

/**
 * Yuan in Chinese capitals for contracts, payments and statements: 人民币壹佰贰拾万元整.
 * Rules of the payment regulations for bills: 整 after 元 or 角 and never after 分; one 零 for a run of zeros;
 * no 零 is written where the regulations leave it to the writer. Only CNY/2, 0 to below ten quadrillion yuan; else throws.
 */
export function moneyInCapitals(money: Money): string {
  if (money.asset !== "CNY/2") throw new Error(`capitals are for CNY/2, not ${assetParts(money.asset).code}`);
  if (money.amount < 0n || money.amount >= largest) throw new Error("amount outside the range of capitals");
  const yuan = money.amount / 100n;
  const jiao = Number((money.amount / 10n) % 10n);
  const fen = Number(money.amount % 10n);
  if (money.amount === 0n) return "人民币零元整";
  const whole = yuan === 0n ? "" : `${wholeYuan(yuan)}元`;
  if (jiao === 0 && fen === 0) return `人民币${whole}整`;
  if (fen === 0) return `人民币${whole}${digit[jiao]}角整`;
  const tens = jiao === 0 ? (whole ? "零" : "") : `${digit[jiao]}角`;
  return `人民币${whole}${tens}${digit[fen]}分`;
}

/** Four digits at a time, highest first; a lower section below one thousand is led by one 零. */
function wholeYuan(yuan: bigint): string {
  const parts: number[] = [];
  for (let rest = yuan; rest > 0n; rest /= 10000n) parts.push(Number(rest % 10000n));
  let text = "";
  let skipped = false;
  for (let i = parts.length - 1; i >= 0; i -= 1) {
    const value = parts[i] ?? 0;
    if (value === 0) {
      skipped = text !== "";
      // Ten thousand times 亿 is written 万亿, so an empty 亿 section must still say 亿.
      if (i === 2 && parts.length === 4) text += "亿";
      continue;
    }
    if (text !== "" && (skipped || value < 1000)) text += "零";
    text += fourDigits(value) + (section[i] ?? "");
    skipped = false;
  }
  return text;
}

function fourDigits(value: number): string {
  let text = "";
  let gap = false;
  for (let i = 3; i >= 0; i -= 1) {
    const d = Math.floor(value / 10 ** i) % 10;
    if (d === 0) {
      gap = text !== "";
      continue;
    }
    if (gap) text += "零";
    text += `${digit[d]}${place[i]}`;
    gap = false;
  }
  return text;
}
