import { describe, expect, test } from "vitest";
import { cardSvg } from "./card.ts";
import { drawable } from "./glyphs.ts";
import { type Card, drawCard } from "./index.ts";
import { readPng } from "./testing/read-png.ts";

const card: Card = {
  chinese: true,
  kind: "",
  title: "磨床热漂移补偿方法",
  facts: [],
  owner: "",
  house: "",
  ornament: "",
  mark: "",
};
/** Where the first line of the title stands: nine characters of 54 pixels from the left edge of the text. */
const first = { x: 72, y: 142, size: 54 };

describe("drawCard", () => {
  test("draws every Chinese character of the title, and nothing where there is no text", async () => {
    const picture = readPng(await drawCard(card));
    expect([picture.width, picture.height]).toEqual([1200, 630]);
    for (const [i, c] of [...card.title].entries()) {
      const ink = picture.ink(first.x + i * first.size, first.y, first.size, first.size + 10);
      expect([c, ink > 0.08 && ink < 0.6]).toEqual([c, true]);
    }
    expect(picture.ink(first.x + 9 * first.size + 4, first.y, 200, 64)).toBe(0);
    expect(picture.ink(100, 260, 1000, 240)).toBe(0);
  });

  test("draws different characters differently, so that no box stands for all of them", async () => {
    const picture = readPng(await drawCard({ ...card, title: "一丁七万丈三上下" }));
    const inks = [..."一丁七万丈三上下"].map((_, i) => picture.ink(first.x + i * 54, first.y, 54, 64).toFixed(3));
    expect(new Set(inks).size).toBeGreaterThan(5);
  });

  test("draws a raised figure small and above the line, not as another number", async () => {
    const picture = readPng(await drawCard({ ...card, chinese: false, title: "⁶" }));
    expect(picture.ink(72, 142, 40, 30)).toBeGreaterThan(0.05);
    expect(picture.ink(72, 178, 40, 40)).toBe(0);
  });

  test("is the same picture for the same words", async () => {
    const [one, two] = [await drawCard(card), await drawCard(card)];
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
  });
});

describe("cardSvg", () => {
  test("carries outlines only: no text that could be markup, no font, no address", () => {
    const svg = cardSvg({ ...card, title: `<image href="https://example.com/x"/>&"'`, facts: ["]]><script>"] });
    expect(svg).not.toMatch(/<text|<image|<script|font|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
  });

  test("ends a long title with dots inside its column, in both languages", async () => {
    const chinese = readPng(await drawCard({ ...card, title: "轴承钢滚道超声滚压".repeat(20) }));
    const english = readPng(
      await drawCard({ ...card, chinese: false, title: "Ultrasonic rolling of bearing raceways ".repeat(20) }),
    );
    for (const picture of [chinese, english]) {
      expect(picture.ink(72, 142, 700, 216)).toBeGreaterThan(0.05);
      expect(picture.ink(776, 60, 420, 460)).toBe(0);
      expect(picture.ink(72, 380, 1100, 140)).toBe(0);
    }
  });
});

describe("drawable", () => {
  test("takes out what has no shape and marks what the font lacks", () => {
    expect(drawable(" 轴承\u200b\u202e\n钢\ufe0f ")).toBe("轴承 钢");
    expect(drawable("\u{e000}")).toBe("\u3013");
    expect(drawable("2.1×10⁶ · H₂O")).toBe("2.1×10⁶ · H₂O");
    expect(drawable("μm ≤ 8 · 150–260 万元")).toBe("μm ≤ 8 · 150–260 万元");
  });
});
