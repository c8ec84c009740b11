import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";

/**
 * Every field has a visible label; a hint says what is expected before it is typed, an error what to change.
 * `name` carries the place in the input and its codec (`title.zh`, `trl:number`, `upfront:money`).
 */
export type FieldProps = {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  /** The word "optional" in the reader's language, shown beside the label. */
  optional?: string;
  required?: boolean;
  /** Text under the control that follows what is typed, for example an amount in full. */
  below?: ReactNode;
};

export type Option = { value: string; label: string; hint?: string; disabled?: boolean };

/** What a value is called among its options. */
export const labelIn =
  (options: readonly Option[]) =>
  (value: string): string =>
    options.find((o) => o.value === value)?.label ?? value;

/** Ids of the sentences that belong to a control. */
export const describedBy = (
  id: string,
  { hint, below, error }: { hint?: ReactNode; below?: ReactNode; error?: string },
) =>
  [hint ? `${id}-hint` : "", below ? `${id}-below` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") ||
  undefined;

export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  if (!error) return null;
  return (
    <p className="field-error" id={`${id}-error`}>
      <Icon name="alert" small />
      <span>{error}</span>
    </p>
  );
}

/** How much a file field takes, with the sentences that say so: beside the field, and above the form. */
export type FilesLimit = {
  readonly eachBytes: number;
  readonly togetherBytes: number;
  readonly each: string;
  readonly together: string;
  readonly refused: string;
};
