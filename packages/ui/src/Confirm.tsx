import type { ReactNode } from "react";
import { type ButtonLook, buttonClass } from "./Button.tsx";

/**
 * A second step before a binding or destructive act: the button opens a sheet that says what will happen and holds the form.
 * A plain disclosure, so it works without scripts; closing it changes nothing.
 */
export function Confirm({
  trigger,
  children,
  variant,
  large,
  open,
}: ButtonLook & { trigger: ReactNode; children: ReactNode; open?: boolean }) {
  return (
    <details className="confirm" open={open}>
      <summary className={buttonClass({ variant, large })}>{trigger}</summary>
      <div className="confirm-sheet">{children}</div>
    </details>
  );
}
