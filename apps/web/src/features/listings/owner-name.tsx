import { type Locale, translator } from "@peony/i18n";
import { FictionTag } from "@peony/ui/Marks";
import { saidName } from "./said.ts";
import { SaidText } from "./said-text.tsx";

type Owner = { nameZh: string; nameEn: string; fictional: boolean; sample?: boolean };

/** What must be known about an organisation beside its name: it holds imported sample records, or is invented for the demonstration. */
export function OwnerTag({ locale, owner }: { locale: Locale; owner: Pick<Owner, "fictional" | "sample"> }) {
  if (owner.sample) return <FictionTag>{translator(locale, "terms")("sample_data")}</FictionTag>;
  return owner.fictional ? <FictionTag>{translator(locale, "shell")("fictional")}</FictionTag> : null;
}

/** An organisation's name with its tag; with `href` the name leads to its page. */
export function OwnerName({ locale, owner, href }: { locale: Locale; owner: Owner; href?: string }) {
  const name = <SaidText said={saidName(locale, owner)} />;
  return (
    <>
      {href ? <a href={href}>{name}</a> : name}
      <OwnerTag locale={locale} owner={owner} />
    </>
  );
}
