import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon.tsx";

/** `primary`: the one solid button of a page. `outline`: the second-best act. `quiet`, `link`: the rest. `danger`: only inside Confirm. */
export type ButtonVariant = "primary" | "outline" | "quiet" | "link" | "danger";

export type ButtonLook = { variant?: ButtonVariant; large?: boolean; wide?: boolean; icon?: IconName };

type Shared = ButtonLook & {
  children: ReactNode;
  /** Why it cannot be pressed now, as the id of the sentence that says who opens it. The button stays focusable. */
  blockedBy?: string;
  id?: string;
};

export type ButtonProps = Shared & {
  type?: "button" | "submit";
  name?: string;
  value?: string;
  form?: string;
  formAction?: string;
  /** Client components only. */
  onClick?: () => void;
};

export function buttonClass({ variant = "outline", large, wide }: ButtonLook): string {
  const names = ["button"];
  if (variant !== "outline") names.push(`button-${variant}`);
  if (large) names.push("button-large");
  if (wide) names.push("button-wide");
  return names.join(" ");
}

/** A plain button. Forms that call a server action use SubmitButton, which shows that it is busy. */
export function Button({ children, variant, large, wide, icon, blockedBy, type = "button", ...rest }: ButtonProps) {
  return (
    <button
      className={buttonClass({ variant, large, wide })}
      type={blockedBy ? "button" : type}
      aria-disabled={blockedBy ? true : undefined}
      aria-describedby={blockedBy}
      {...rest}
    >
      {icon ? <Icon name={icon} /> : null}
      {children}
    </button>
  );
}

/** A link that looks like a button: for going somewhere, never for changing something. */
export function ButtonLink({
  children,
  href,
  variant,
  large,
  wide,
  icon,
  id,
  lang,
  download,
}: ButtonLook & {
  children: ReactNode;
  href: string;
  id?: string;
  lang?: string;
  download?: boolean;
}) {
  return (
    <a className={buttonClass({ variant, large, wide })} href={href} id={id} lang={lang} download={download}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </a>
  );
}
