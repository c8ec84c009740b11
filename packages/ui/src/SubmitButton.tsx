"use client";

import { type ReactNode, useContext } from "react";
import { useFormStatus } from "react-dom";
import { type ButtonLook, buttonClass } from "./Button.tsx";
import { FormContext } from "./form-context.ts";
import { Icon } from "./Icon.tsx";

/** Sends the form around it. While the answer is awaited it says `pendingLabel`, keeps its focus and refuses a second press. */
export function SubmitButton({
  children,
  pendingLabel,
  variant = "primary",
  large,
  wide,
  icon,
  name,
  value,
  form,
}: ButtonLook & {
  children: ReactNode;
  pendingLabel?: string;
  name?: string;
  value?: string;
  /** Id of the form, where the button stands outside it. */
  form?: string;
}) {
  const status = useFormStatus();
  const pending = useContext(FormContext)?.pending || status.pending;
  return (
    <button
      className={buttonClass({ variant, large, wide })}
      type="submit"
      name={name}
      value={value}
      form={form}
      aria-disabled={pending || undefined}
      data-pending={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : undefined}
    >
      {icon && !pending ? <Icon name={icon} /> : null}
      {pending && pendingLabel ? pendingLabel : children}
    </button>
  );
}
