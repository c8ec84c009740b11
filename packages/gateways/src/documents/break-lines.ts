/** Never at the start of a line. */
const closing = new Set("，。、；：？！）〕】》」』〉”’％‰…—·,.;:?!)]}%／/");
/** Never at the end of a line. */
const opening = new Set("（〔【《「『〈“‘([{¥￥");
/** Written without spaces: a line may end after any of these, but for the rules above. */
const ideographic = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;
const chineseQuotes = /[“”‘’…—·]/u;

/** Pieces that must stay whole: words, single Chinese characters, spaces; with the punctuation that clings to them. */
const pieces = (text: string, chinese: boolean): string[] => {
  const alone = (c: string): boolean => ideographic.test(c) || (chinese && chineseQuotes.test(c));
  const found: string[] = [];
  let word = "";
  const end = (): void => {
    if (word) found.push(word);
    word = "";
  };
  for (const c of text) {
    if (c === " " || alone(c)) {
      end();
      found.push(c);
    } else word += c;
  }
  end();
  return found;
};

/** True where no line may end between the two; a space stays with what it follows, a figure with its unit: 60 个月. */
const clings = (before: string, after: string, chinese: boolean): boolean =>
  after === " " ||
  closing.has(after.charAt(0)) ||
  opening.has(before.at(-1) ?? "") ||
  (chinese && /\d $/.test(before) && ideographic.test(after));

const clusters = (text: string, chinese: boolean): string[] => {
  const out: string[] = [];
  for (const piece of pieces(text, chinese)) {
    const before = out.at(-1);
    if (before !== undefined && clings(before, piece, chinese)) out[out.length - 1] = before + piece;
    else out.push(piece);
  }
  return out;
};

/** A piece wider than the line, cut where it must be. */
const cut = (piece: string, width: number, measure: (s: string) => number): string[] => {
  const out: string[] = [];
  let part = "";
  for (const c of piece) {
    if (part && measure(part + c) > width) {
      out.push(part);
      part = "";
    }
    part += c;
  }
  return part ? [...out, part] : out;
};

/**
 * Breaks a text into lines no wider than `width`: Chinese between characters with the rules for line starts and ends, Latin between
 * words, a line feed always. A last line of a single character takes company from the line before.
 */
export const breakLines = (text: string, width: number, measure: (s: string) => number, chinese: boolean): string[] =>
  text.split("\n").flatMap((part) => breakParagraph(part, width, measure, chinese));

const breakParagraph = (text: string, width: number, measure: (s: string) => number, chinese: boolean): string[] => {
  const lines: string[][] = [[]];
  let used = 0;
  const add = (piece: string): void => {
    const line = lines.at(-1) ?? [];
    if (line.length > 0 && used + measure(piece.trimEnd()) > width) {
      lines.push([piece]);
      used = measure(piece);
    } else {
      line.push(piece);
      used += measure(piece);
    }
  };
  for (const piece of clusters(text, chinese)) {
    if (measure(piece.trimEnd()) > width) for (const part of cut(piece, width, measure)) add(part);
    else add(piece);
  }
  const last = lines.at(-1);
  const before = lines.at(-2);
  if (last && before && before.length > 4 && [...last.join("").replace(/[，。；：、？！”）]/g, "")].length <= 1)
    last.unshift(before.pop() ?? "");
  return lines.map((l) => l.join("").trimEnd());
};
