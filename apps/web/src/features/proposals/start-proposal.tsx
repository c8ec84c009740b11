import type { ProposalStart } from "@peony/features/proposals";
import { formatDate, type Locale } from "@peony/i18n";
import { SelectField } from "@peony/ui/Field";
import { Form } from "@peony/ui/Form";
import { Card, Stack } from "@peony/ui/Layout";
import { KeyValue } from "@peony/ui/Lists";
import { Note } from "@peony/ui/Note";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { saidTitle } from "#features/listings/said.ts";
import { href } from "../../i18n/page.ts";
import { createProposalAction } from "./actions.ts";
import { AskedCard } from "./asked-card.tsx";
import { words } from "./words.ts";

type Props = { locale: Locale; start: ProposalStart; id: string; from?: string };

/** The demand that is answered, and the one choice before writing: blank, or the text of an earlier proposal. */
export function StartProposal({ locale, start, id, from }: Props) {
  return (
    <Stack>
      <AskedCard locale={locale} demand={start} />
      <Start locale={locale} start={start} id={id} from={from} />
    </Stack>
  );
}

function Start({ locale, start, id, from }: Props) {
  const t = words(locale);
  const title = saidTitle(locale, start);
  const barred = start.own
    ? t("new.own")
    : start.party
      ? t("new.party")
      : !start.officer
        ? t("new.who")
        : !start.open
          ? t("new.closed")
          : null;
  return (
    <Card>
      <KeyValue
        items={[
          {
            term: t("new.demand"),
            value: (
              <a href={href(locale, `/demands/${start.number}`)} lang={title.lang}>
                {title.text}
              </a>
            ),
          },
          { term: t("new.last-day"), value: start.lastDay ? formatDate(start.lastDay, locale) : null },
          { term: t("new.feedback-day"), value: start.feedbackDay ? formatDate(start.feedbackDay, locale) : null },
        ]}
      />
      {barred ? (
        <Note tone="warn">{barred}</Note>
      ) : (
        <Form action={createProposalAction}>
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="demand" value={start.number} />
          {start.earlier.length > 0 ? (
            <SelectField
              name="from"
              label={t("new.from")}
              hint={t("new.from-hint")}
              placeholder={t("new.from-none")}
              defaultValue={start.earlier.some((p) => p.id === from) ? from : ""}
              options={start.earlier.map((p) => ({ value: p.id, label: p.title || t("untitled") }))}
            />
          ) : null}
          <SubmitButton large>{t("new.start")}</SubmitButton>
        </Form>
      )}
    </Card>
  );
}
