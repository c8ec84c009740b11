import { expect, test } from "vitest";
import { lastPage, pageQuery, readPage } from "./paging.ts";

test("reads a page from 1, and takes anything else for the first", () => {
  expect(["1", "2", "17"].map((page) => readPage({ page }))).toEqual([1, 2, 17]);
  for (const page of ["0", "-1", "1.5", "two", "", "1e3", " 2", "9999999", undefined, ["2", "3"]])
    expect(readPage({ page })).toBe(1);
  expect(readPage({ page: "999999" })).toBe(lastPage + 1);
  expect(readPage({ demands: "3" }, "demands")).toBe(3);
});

test("does not say that it is the first page", () => {
  expect([pageQuery(1), pageQuery(2)]).toEqual([{ page: undefined }, { page: "2" }]);
});
