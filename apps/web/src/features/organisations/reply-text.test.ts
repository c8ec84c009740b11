import { expect, test } from "vitest";
import { replyText } from "./reply-text.ts";

test.each([
  [600, "1 小时内（5 次答复的中位数）", "within an hour (median of 5 answers)"],
  [3_600, "1 小时（5 次答复的中位数）", "1 hour (median of 5 answers)"],
  [72 * 3_600, "72 小时（5 次答复的中位数）", "72 hours (median of 5 answers)"],
  [73 * 3_600, "3 天（5 次答复的中位数）", "3 days (median of 5 answers)"],
  [100 * 86_400, "100 天（5 次答复的中位数）", "100 days (median of 5 answers)"],
])("%i seconds are said in the unit people would use, with what they are the middle of", (medianSeconds, zh, en) => {
  expect(replyText("zh", { medianSeconds, count: 5 })).toBe(zh);
  expect(replyText("en", { medianSeconds, count: 5 })).toBe(en);
});
