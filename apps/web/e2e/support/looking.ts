import { AxeBuilder } from "@axe-core/playwright";
import { messages } from "@peony/i18n";
import { expect, type Page } from "@playwright/test";
import type { Locale } from "./words.ts";

type Told = { cls: number; csp: string[] };
type Watched = Window & { peonyTold?: Told };

/** Counts layout shifts and what the content security policy refused, from before the first byte of each page. */
const watch = (): void => {
  const told: Told = { cls: 0, csp: [] };
  (window as Watched).peonyTold = told;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
      if (!entry.hadRecentInput) told.cls += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  document.addEventListener("securitypolicyviolation", (e) => told.csp.push(`${e.violatedDirective} ${e.blockedURI}`));
};

const namespaces = Object.keys(messages("en")).join("|");
/** The key of a message where its words should be, such as `deals.title`. */
const untranslated = new RegExp(`\\b(${namespaces})\\.[a-z][\\w-]*\\b`, "g");

const widths = [390, 1440] as const;

const overflowAt = async (page: Page, width: number): Promise<string | null> => {
  await page.setViewportSize({ width, height: 900 });
  const found = await page.evaluate(() => {
    const wide = document.documentElement.scrollWidth;
    const own = document.documentElement.clientWidth;
    if (wide <= own) return null;
    const widest = [...document.querySelectorAll("main *")].find((e) => e.getBoundingClientRect().right > own + 1);
    return `${wide} px on ${own} px: ${widest?.outerHTML.slice(0, 160) ?? ""}`;
  });
  return found && `wider than ${width}: ${found}`;
};

const axeFaults = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  return violations
    .filter((v) => v.impact === "serious" || v.impact === "critical")
    .flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(" ")} ${n.html.slice(0, 160)}`));
};

/** A page that keeps what goes wrong in it, and says what is wrong with the way a screen looks. */
export const looking = async (page: Page, locale: Locale) => {
  await page.addInitScript(watch);
  const faults: string[] = [];
  const links = new Set<string>();
  page.on("console", (m) => m.type() === "error" && faults.push(`${page.url()} console: ${m.text()}`));
  page.on("pageerror", (e) => faults.push(`${page.url()} error: ${e.message}`));
  return {
    faults,
    links,
    /** Opens a screen and adds everything that is wrong with it to `faults`. @param status the answer it must give */
    look: async (path: string, status = 200): Promise<void> => {
      const say = (what: string): number => faults.push(`${path} ${what}`);
      await page.setViewportSize({ width: locale === "zh" ? widths[0] : widths[1], height: 900 });
      const before = faults.length;
      const answer = await page.goto(path, { waitUntil: "load" });
      // the browser itself reports an answer that is not a success as an error of the page
      if (status !== 200) faults.splice(before);
      if (answer?.status() !== status) say(`answers ${answer?.status()}`);
      await page.evaluate(() => document.fonts.ready);
      const told = await page.evaluate(() => (window as Watched).peonyTold);
      if (!told || told.cls > 0.05) say(`layout shift ${told?.cls.toFixed(3)}`);
      for (const refused of told?.csp ?? []) say(`CSP refused ${refused}`);
      const { text, heads, title, hrefs } = await page.evaluate(() => ({
        // biome-ignore lint/performance/useDomNodeTextContent: only what a reader sees counts
        text: document.body.innerText,
        heads: document.querySelectorAll("h1").length,
        title: document.title,
        hrefs: [...document.querySelectorAll("a[href^='/']")].map((a) => a.getAttribute("href") ?? ""),
      }));
      for (const key of text.match(untranslated) ?? []) say(`untranslated ${key}`);
      if (heads !== 1) say(`${heads} first headings`);
      if (title === "" || (status === 200 && !title.includes("Peony"))) say(`title “${title}”`);
      for (const href of hrefs) links.add(href.replace(/#.*/, ""));
      for (const width of widths) {
        const wide = await overflowAt(page, width);
        if (wide) say(wide);
      }
      for (const fault of await axeFaults(page)) say(fault);
    },
    /** Every kind of address that the screens named must answer; of one kind (`/t/…`) three are enough. */
    followLinks: async (known: ReadonlySet<string>): Promise<void> => {
      const kinds = new Map<string, number>();
      for (const href of links) {
        const kind = href.replace(/\?.*/, "?").replace(/(\/(?:t|org|deals|demands|listings)\/)[^/?]+/, "$1*");
        const seen = kinds.get(kind) ?? 0;
        kinds.set(kind, seen + 1);
        if (known.has(href) || href === "" || seen >= 3) continue;
        const answer = await page.request.get(href);
        if (answer.status() >= 400 && !href.endsWith("/nowhere"))
          faults.push(`${href} is a dead link: ${answer.status()}`);
      }
    },
    done: (): void => expect(faults, faults.join("\n")).toEqual([]),
  };
};
