import type { ReactNode } from "react";
import { Avatar, FictionTag } from "./Marks.tsx";

/** Terms and their values side by side; entries without a value are left out. */
export function KeyValue({
  items,
  tight = false,
}: {
  items: readonly { term: ReactNode; value: ReactNode | null | undefined | false }[];
  tight?: boolean;
}) {
  const shown = items.filter(({ value }) => value !== null && value !== undefined && value !== false && value !== "");
  return (
    <dl className={tight ? "key-value key-value-tight" : "key-value"}>
      {shown.flatMap(({ term, value }, i) => [<dt key={`t${i}`}>{term}</dt>, <dd key={`v${i}`}>{value}</dd>])}
    </dl>
  );
}

/** Items under each other with hairlines; each is usually a RowLink with a line or two under it. */
export function Rows({ items }: { items: readonly { key: string; content: ReactNode }[] }) {
  return (
    <ul className="rows">
      {items.map((i) => (
        <li key={i.key}>{i.content}</li>
      ))}
    </ul>
  );
}

/** The title of a row: near-black and bold, purple only under the pointer. */
export function RowLink({ href, children, lang }: { href: string; children: ReactNode; lang?: string }) {
  return (
    <a className="row-title" href={href} lang={lang}>
      {children}
    </a>
  );
}

/** One line each: a name at the left, a remark at the right. */
export function LineRows({ items }: { items: readonly { key: string; content: ReactNode; aside?: ReactNode }[] }) {
  return (
    <ul className="line-rows">
      {items.map((i) => (
        <li key={i.key}>
          <span>{i.content}</span>
          {i.aside ? <span>{i.aside}</span> : null}
        </li>
      ))}
    </ul>
  );
}

/** What happened, newest first. `when` is the text shown, `dateTime` the ISO instant. */
export function Feed({
  items,
}: {
  items: readonly { key: string; when: string; dateTime: string; what: ReactNode }[];
}) {
  return (
    <ol className="feed">
      {items.map((i) => (
        <li key={i.key}>
          <time dateTime={i.dateTime}>{i.when}</time>
          <div>{i.what}</div>
        </li>
      ))}
    </ol>
  );
}

export type Person = { key: string; name: ReactNode; initials: string; detail?: ReactNode; fiction?: string };

/** People with what they are here for. */
export function People({ people }: { people: readonly Person[] }) {
  return (
    <ul className="people">
      {people.map((p) => (
        <li key={p.key}>
          <Avatar initials={p.initials} />
          <div>
            <b>{p.name}</b>
            {p.fiction ? <FictionTag>{p.fiction}</FictionTag> : null}
            {p.detail ? <p>{p.detail}</p> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Questions with their answers. */
export function Questions({ items }: { items: readonly { key: string; question: ReactNode; answer: ReactNode }[] }) {
  return (
    <dl className="questions">
      {items.map((i) => (
        <div key={i.key}>
          <dt>{i.question}</dt>
          <dd>{i.answer}</dd>
        </div>
      ))}
    </dl>
  );
}

export type Task = { key: string; label: ReactNode; href?: string; hint?: ReactNode; status: ReactNode };

/** A long job as parts that can be done in any order, each with its status (a Status). */
export function TaskList({ tasks }: { tasks: readonly Task[] }) {
  return (
    <ol className="tasks">
      {tasks.map((t) => (
        <li key={t.key}>
          <div>
            {t.href ? <a href={t.href}>{t.label}</a> : <b>{t.label}</b>}
            {t.hint ? <p>{t.hint}</p> : null}
          </div>
          {t.status}
        </li>
      ))}
    </ol>
  );
}
