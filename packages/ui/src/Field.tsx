"use client";

import type { HTMLInputAutoCompleteAttribute, ReactNode } from "react";
import { describedBy, FieldError, type FieldProps, type FilesLimit, labelIn, type Option } from "./field-parts.tsx";
import { useField } from "./form-context.ts";

type Frame = FieldProps & { id: string; error: string | undefined; stored?: string | undefined; children: ReactNode };

function Frame({ id, label, hint, optional, below, error, stored, children }: Frame) {
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {optional ? <span className="field-optional">{optional}</span> : null}
      </label>
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {children}
      {below ? (
        <p className="hint hint-below" id={`${id}-below`} aria-live="polite">
          {below}
        </p>
      ) : null}
      {stored ? <p className="hint hint-below field-stored">{stored}</p> : null}
      <FieldError id={id} error={error} />
    </div>
  );
}

export type TextFieldProps = FieldProps & {
  type?: "text" | "email" | "password" | "search" | "tel" | "url" | "date" | "datetime-local" | "number";
  defaultValue?: string;
  placeholder?: string;
  autoComplete?: HTMLInputAutoCompleteAttribute;
  inputMode?: "text" | "numeric" | "decimal" | "email" | "tel" | "url";
  maxLength?: number;
  min?: string | number;
  max?: string | number;
  step?: string | number;
  /** Unit after the control: 个月, %. */
  unit?: ReactNode;
  /** Fixed-width digits, for numbers that are compared by eye. */
  mono?: boolean;
  lang?: string;
  readOnly?: boolean;
  autoFocus?: boolean;
  /** What is offered by name while it is typed; anything else may be typed as well. */
  suggestions?: readonly Option[];
  onInput?: (value: string) => void;
};

export function TextField(props: TextFieldProps) {
  const { name, type = "text", defaultValue, unit, mono, onInput, label, hint, optional, below, ...more } = props;
  const { suggestions, ...rest } = more;
  const { id, error, value, stored } = useField(name, defaultValue);
  const input = (
    <input
      className={mono ? "input input-mono" : "input"}
      id={id}
      name={name}
      type={type}
      defaultValue={type === "password" ? undefined : value}
      aria-invalid={error ? true : undefined}
      aria-describedby={describedBy(id, { hint, below, error })}
      onInput={onInput ? (event) => onInput(event.currentTarget.value) : undefined}
      list={suggestions ? `${id}-list` : undefined}
      {...rest}
    />
  );
  return (
    <Frame
      id={id}
      name={name}
      label={label}
      hint={hint}
      optional={optional}
      below={below}
      error={error}
      stored={stored}
    >
      {unit ? (
        <div className="input-with-unit">
          {input}
          <span className="unit">{unit}</span>
        </div>
      ) : (
        input
      )}
      {suggestions ? (
        <datalist id={`${id}-list`}>
          {suggestions.map((o) => (
            <option key={o.value} value={o.label}>
              {o.value}
            </option>
          ))}
        </datalist>
      ) : null}
    </Frame>
  );
}

export function TextArea({
  name,
  defaultValue,
  rows = 3,
  maxLength,
  placeholder,
  lang,
  required,
  ...frame
}: FieldProps & {
  defaultValue?: string;
  rows?: number;
  maxLength?: number;
  placeholder?: string;
  lang?: string;
}) {
  const { id, error, value, stored } = useField(name, defaultValue);
  return (
    <Frame id={id} name={name} error={error} stored={stored} {...frame}>
      <textarea
        className="input"
        id={id}
        name={name}
        rows={rows}
        maxLength={maxLength}
        placeholder={placeholder}
        lang={lang}
        required={required}
        defaultValue={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { hint: frame.hint, below: frame.below, error })}
      />
    </Frame>
  );
}

export function SelectField({
  name,
  options,
  defaultValue,
  placeholder,
  required,
  ...frame
}: FieldProps & {
  options: readonly Option[];
  defaultValue?: string;
  /** First entry without a value: 请选择. */
  placeholder?: string;
}) {
  const { id, error, value, stored } = useField(name, defaultValue, labelIn(options));
  return (
    <Frame id={id} name={name} error={error} stored={stored} {...frame}>
      <select
        // A select takes a new value to start from only when it is made anew.
        key={value}
        className="input"
        id={id}
        name={name}
        required={required}
        defaultValue={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { hint: frame.hint, below: frame.below, error })}
      >
        {placeholder !== undefined ? <option value="">{placeholder}</option> : null}
        {options.map((o) => (
          <option key={o.value} value={o.value} disabled={o.disabled}>
            {o.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

/** Files of the reader. `accept` and the hint must say the same kinds; `name` ends in `:files`. */
export function FileField({
  name,
  accept,
  multiple,
  required,
  limit,
  ...frame
}: FieldProps & { accept?: string; multiple?: boolean /** What is refused before it is sent. */; limit?: FilesLimit }) {
  const { id, error } = useField(name);
  return (
    <Frame id={id} name={name} error={error} {...frame}>
      <input
        className="input"
        id={id}
        name={name}
        type="file"
        data-limit={limit ? JSON.stringify(limit) : undefined}
        accept={accept}
        multiple={multiple}
        required={required}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { hint: frame.hint, error })}
      />
    </Frame>
  );
}
