import { expect, test } from "vitest";
import { type AutosaveWords, sentence, told } from "./autosave-words.ts";

const words: AutosaveWords = {
  ...{
    idle: "自动保存",
    unsaved: "未保存",
    saving: "保存中",
    offline: "离线",
    stale: "他人已改",
    saved: "{time} 已保存",
  },
  ...{ left: "{time} 已保存，有缺", refused: "未保存：{reason}", kept: "{time}", putBack: "放回", discard: "丢弃" },
};
// by the clock of the house, wherever the browser is
const at = Date.parse("2026-11-25T01:05:00Z");

test("says when it was saved and why it was not", () => {
  expect(sentence({ kind: "saved", at }, words, "zh-CN")).toBe("09:05 已保存");
  expect(sentence({ kind: "left", at }, words, "zh-CN")).toBe("09:05 已保存，有缺");
  expect(sentence({ kind: "refused", reason: "题名 · 过长" }, words, "zh-CN")).toBe("未保存：题名 · 过长");
  expect(sentence({ kind: "offline" }, words, "zh-CN")).toBe("离线");
});

test("tells a conflict and a server that is away from a save", () => {
  const form = {} as HTMLFormElement;
  expect(told(form, { status: "stale" })).toEqual({ kind: "stale" });
  expect(told(form, { status: "away" })).toEqual({ kind: "offline" });
});
