import { type Locale, translator } from "@peony/i18n";
import { PageHead } from "@peony/ui/Layout";

/** Parts of each text page in reading order; every part has a heading and a text under `statics.<page>`. */
const parts = {
  privacy: ["what", "why", "who", "others", "cookies", "long", "rights"],
  accessibility: ["goal", "done", "large", "gaps", "contact"],
  help: ["find", "demand", "verify", "deal", "sign", "money", "share", "contact"],
} as const;

/** A page of plain text: privacy, accessibility, help. */
export function TextPage({ locale, page }: { locale: Locale; page: keyof typeof parts }) {
  const t = translator(locale, "statics");
  const say = (key: string) => t(`${page}.${key}` as Parameters<typeof t>[0]);
  return (
    <article className="wrap page">
      <div className="text-page">
        <PageHead title={say("title")} />
        <p>{say("intro")}</p>
        {parts[page].map((part) => (
          <section key={part}>
            <h2>{say(`${part}-title`)}</h2>
            <p>{say(`${part}-text`)}</p>
          </section>
        ))}
      </div>
    </article>
  );
}
