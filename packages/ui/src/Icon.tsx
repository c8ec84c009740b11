/** One line set on a 20 px grid; an icon always stands beside a word, so readers skip it. */
const paths = {
  alert: "M10 3.2 2.8 16.4h14.4zM10 8.2v3.8M10 14.2v.1",
  arrow: "M4 10h11.5M11 5.5l4.5 4.5-4.5 4.5",
  back: "M16 10H4.5M9 5.5 4.5 10 9 14.5",
  bell: "M5.5 14V9a4.5 4.5 0 0 1 9 0v5l1.2 1.2H4.3zM8.5 17.4h3",
  building: "M4.5 17V3.5h8V17M12.5 8h3.5v9M2.5 17h15M7 7h3M7 10h3M7 13h3",
  calendar: "M3.2 4.8h13.6v12H3.2zM3.2 8.6h13.6M7 2.8v3.4M13 2.8v3.4",
  chart: "M3.5 3.5v13h13M6.5 12.5l3-3.5 2.5 2 4-5.5",
  chat: "M3.2 4.2h13.6v9.6H9.2L5.6 17v-3.2H3.2z",
  check: "M4.2 10.6 8 14.4l8-8.8",
  chevron: "M7.5 5l5 5-5 5",
  clock: "M10 5.8V10l2.8 1.8M17.2 10a7.2 7.2 0 1 1-14.4 0 7.2 7.2 0 0 1 14.4 0z",
  close: "M5 5l10 10M15 5 5 15",
  copy: "M7.5 7.5h9v9h-9zM12.5 7.5v-4h-9v9h4",
  deal: "M3 7h11M11 4l3 3-3 3M17 13H6M9 10l-3 3 3 3",
  document: "M5.2 2.8h6.6l3.4 3.4v11H5.2zM11.6 3v3.4h3.4M7.8 10h4.8M7.8 13h4.8",
  down: "M5 7.5l5 5 5-5",
  download: "M10 3v9.5M5.8 8.6 10 12.8l4.2-4.2M3.6 16.8h12.8",
  edit: "M4 16l.8-3.4L13.4 4l2.6 2.6L7.4 15.2zM11.6 5.8l2.6 2.6",
  eye: "M2.5 10S5.3 5 10 5s7.5 5 7.5 5-2.8 5-7.5 5-7.5-5-7.5-5zM12.2 10a2.2 2.2 0 1 1-4.4 0 2.2 2.2 0 0 1 4.4 0z",
  filter: "M3 5.2h14M5.8 10h8.4M8.4 14.8h3.2",
  home: "M3.2 9.4 10 3.6l6.8 5.8v7.4H3.2zM8 16.6v-4.4h4v4.4",
  info: "M10 9.2v4.6M10 6.3v.1M17.2 10a7.2 7.2 0 1 1-14.4 0 7.2 7.2 0 0 1 14.4 0z",
  key: "M9.8 10.2 16.5 3.5M13.6 6.4l2.4 2.4M11 13a3.7 3.7 0 1 1-7.4 0 3.7 3.7 0 0 1 7.4 0z",
  list: "M3.4 5h.1M7 5h9.8M3.4 10h.1M7 10h9.8M3.4 15h.1M7 15h9.8",
  lock: "M4.8 9h10.4v8H4.8zM7 9V6.4a3 3 0 0 1 6 0V9",
  mail: "M2.8 4.8h14.4v10.4H2.8zM2.8 5.4 10 11l7.2-5.6",
  match: "M7.6 12.4a4.4 4.4 0 1 1 4.8-7.2M12.4 7.6a4.4 4.4 0 1 1-4.8 7.2M8 10h4",
  menu: "M3 5h14M3 10h14M3 15h14",
  minus: "M4.5 10h11",
  money:
    "M17.2 10a7.2 7.2 0 1 1-14.4 0 7.2 7.2 0 0 1 14.4 0zM7.2 6.2l2.8 3.6 2.8-3.6M10 9.8v4.4M7.6 10.4h4.8M7.6 12.4h4.8",
  need: "M10 2.8v14.4M2.8 10h14.4M15.4 10a5.4 5.4 0 1 1-10.8 0 5.4 5.4 0 0 1 10.8 0z",
  person: "M13 6.6a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM3.8 17c.5-3.6 2.8-5.4 6.2-5.4s5.7 1.8 6.2 5.4",
  plus: "M10 4.5v11M4.5 10h11",
  print: "M5.5 7V3h9v4M5.5 13H3V7h14v6h-2.5M5.5 11h9v6h-9z",
  refresh: "M16 6.5A7 7 0 1 0 17 10M16.5 3v3.8h-3.8",
  search: "M13 13l4.2 4.2M14.6 8.7a5.9 5.9 0 1 1-11.8 0 5.9 5.9 0 0 1 11.8 0z",
  settings: "M3 6h7M14 6h3M3 14h3M10 14h7M14 6a2 2 0 1 1-4 0 2 2 0 0 1 4 0zM10 14a2 2 0 1 1-4 0 2 2 0 0 1 4 0z",
  shield: "M10 2.8l6.2 2.4v4.6c0 3.8-3.6 6.2-6.2 7.4-2.6-1.2-6.2-3.6-6.2-7.4V5.2zM7.2 9.8l2 2 3.8-4",
  sign: "M3 16.8h14M4.2 13.4c2.4-6.6 5-10 6.2-9 1.4 1.2-3.2 7.6-1.6 8.4 1.2.6 2-2 3-1.8.8.2.2 1.8 1.2 2 .8.2 1.4-.6 2.6-.6",
  star: "M10 3l2.1 4.6 5 .6-3.7 3.4 1 5L10 14.1l-4.4 2.5 1-5-3.7-3.4 5-.6z",
  trash: "M4 5.5h12M8 5.5V3.5h4v2M5.5 5.5l.7 11.5h7.6l.7-11.5M8.5 8.5v5.5M11.5 8.5v5.5",
  undo: "M4 8h8.5a4 4 0 0 1 0 8H8M7.5 4.5 4 8l3.5 3.5",
  up: "M6 14 14 6M8 6h6v6",
  upload: "M10 13V3.5M5.8 7.4 10 3.2l4.2 4.2M3.6 16.8h12.8",
} as const;

export type IconName = keyof typeof paths;

/** `small` is 16 px, for use inside a line of text. */
export function Icon({ name, small = false }: { name: IconName; small?: boolean }) {
  return (
    <svg className={small ? "icon icon-small" : "icon"} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
