import { inLocale } from "@peony/domain/shared";
import type { MoneyItem } from "@peony/features/escrow";
import type { Locale } from "@peony/i18n";
import { Confirm } from "@peony/ui/Confirm";
import { Form } from "@peony/ui/Form";
import { Card, Stack } from "@peony/ui/Layout";
import { LineRows } from "@peony/ui/Lists";
import { Note } from "@peony/ui/Note";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { acceptItemAction } from "./actions.ts";
import { capitals, exact } from "./amounts.ts";
import { Delivered } from "./delivered.tsx";
import { pieces, tags } from "./rich.ts";
import { RichText } from "./rich-text.tsx";
import { payeeName, type SideNames } from "./sentence.ts";
import { words } from "./words.ts";

type Props = { locale: Locale; number: string; item: MoneyItem; names: SideNames };

/** The second step of an acceptance: says what will be paid to whom before it is. */
function AcceptConfirm({ locale, number, item, names }: Props) {
  const t = words(locale);
  const big = capitals(item.due);
  const amount = exact(item.due, locale);
  const ask = big
    ? t.markup("accept.ask", { amount, capitals: big, ...tags })
    : t.markup("accept.ask-plain", { amount, ...tags });
  return (
    <Confirm trigger={t("accept.open")} variant="primary" large>
      <p>
        <RichText of={pieces(ask)} />
      </p>
      <LineRows
        items={item.lines.map((l) => ({
          key: `${l.role} ${l.orgId}`,
          content: payeeName(locale, l, names),
          aside: exact(l.money, locale),
        }))}
      />
      <Form action={acceptItemAction} label={t("accept.title", { item: inLocale(item.name, locale) })}>
        <input type="hidden" name="no" value={number} />
        <input type="hidden" name="itemId" value={item.id} />
        <SubmitButton pendingLabel={t("accept.busy")}>{t("accept.submit")}</SubmitButton>
      </Form>
    </Confirm>
  );
}

/** Inspection: what was agreed, what came, and the acceptance that releases the money. Both sides see it, the buyer acts. */
export function AcceptForm(props: Props & { buyer: boolean }) {
  const { locale, item, buyer } = props;
  const t = words(locale);
  return (
    <Card title={t("accept.title", { item: inLocale(item.name, locale) })}>
      <Stack small>
        <Delivered locale={locale} item={item} />
        {item.can.accept ? <AcceptConfirm {...props} /> : null}
        {buyer && !item.can.accept && !item.frozen ? <Note>{t("accept.who")}</Note> : null}
      </Stack>
    </Card>
  );
}
