import type { Said } from "./said.ts";

/** A text with its language marked where it is not the page's. Line breaks of the writer stay. */
export function SaidText({ said }: { said: Said }) {
  return said.lang ? <span lang={said.lang}>{said.text}</span> : said.text;
}

/** A longer text as paragraphs in reading size. */
export function SaidParagraphs({ said }: { said: Said }) {
  return said.text.split(/\n+/).map((paragraph) => (
    <p className="read" key={paragraph} lang={said.lang}>
      {paragraph}
    </p>
  ));
}
