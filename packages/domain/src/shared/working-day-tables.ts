/** How a government arranged one year: days off on weekdays (single days, or first/last) and weekend days that are worked instead. */
export type WorkingYear = {
  /** The notice that says so, with its day. */
  readonly source: string;
  readonly off: readonly string[];
  readonly on: readonly string[];
};

/**
 * Years as they were arranged, by country (ISO 3166-1 alpha-2). A year is added when its notice is out, mostly in November before it; what is
 * not here counts from Monday to Friday. Ranges may hold weekend days, which are off anyway.
 */
export const workingYears: Readonly<Record<string, Readonly<Record<number, WorkingYear>>>> = {
  CN: {
    2025: {
      source: "国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号，2024-11-12）",
      off: [
        "2025-01-01",
        "2025-01-28/2025-02-04",
        "2025-04-04/2025-04-06",
        "2025-05-01/2025-05-05",
        "2025-05-31/2025-06-02",
        "2025-10-01/2025-10-08",
      ],
      on: ["2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"],
    },
    2026: {
      source: "国务院办公厅关于2026年部分节假日安排的通知（2025-11-04）",
      off: [
        "2026-01-01/2026-01-03",
        "2026-02-15/2026-02-23",
        "2026-04-04/2026-04-06",
        "2026-05-01/2026-05-05",
        "2026-06-19/2026-06-21",
        "2026-09-25/2026-09-27",
        "2026-10-01/2026-10-07",
      ],
      on: ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"],
    },
  },
};
