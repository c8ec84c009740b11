import { type Locale, translator } from "@peony/i18n";
import { Form } from "@peony/ui/Form";
import { Icon } from "@peony/ui/Icon";
import { signOutAction } from "../identity/sign-in-actions.ts";

/** Ends the session; a form, because a link must never change anything. */
export function SignOut({ locale }: { locale: Locale }) {
  return (
    <Form action={signOutAction} className="menu-form">
      <button type="submit">
        <Icon name="lock" />
        {translator(locale, "shell")("sign-out")}
      </button>
    </Form>
  );
}
