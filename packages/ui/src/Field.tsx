"use client";

import type { HTMLInputAutoCompleteAttribute, ReactNode } from "react";
import { useField } from "./form-context.ts";
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

type Frame = FieldProps & { id: string; error: string | undefined; children: ReactNode };

const describedBy = (id: string, { hint, below, error }: { hint?: ReactNode; below?: ReactNode; error?: string }) =>
  [hint ? `${id}-hint` : "", below ? `${id}-below` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") ||
  undefined;

function Frame({ id, label, hint, optional, below, error, children }: Frame) {
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
      <FieldError id={id} error={error} />
    </div>
  );
}

function FieldError({ id, error }: { id: string; error: string | undefined }) {
  if (!error) return null;
  return (
    <p className="field-error" id={`${id}-error`}>
      <Icon name="alert" small />
      <span>{error}</span>
    </p>
  );
}

export type TextFieldProps = FieldProps & {
  type?: "text" | "email" | "password" | "search" | "tel" | "url" | "date" | "number";
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
  onInput?: (value: string) => void;
};

export function TextField(props: TextFieldProps) {
  const { name, type = "text", defaultValue, unit, mono, onInput, label, hint, optional, below, ...rest } = props;
  const { id, error, value } = useField(name, defaultValue);
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
      {...rest}
    />
  );
  return (
    <Frame id={id} name={name} label={label} hint={hint} optional={optional} below={below} error={error}>
      {unit ? (
        <div className="input-with-unit">
          {input}
          <span className="unit">{unit}</span>
        </div>
      ) : (
        input
      )}
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
  const { id, error, value } = useField(name, defaultValue);
  return (
    <Frame id={id} name={name} error={error} {...frame}>
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

export type Option = { value: string; label: string; hint?: string; disabled?: boolean };

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
  const { id, error, value } = useField(name, defaultValue);
  return (
    <Frame id={id} name={name} error={error} {...frame}>
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
  ...frame
}: FieldProps & { accept?: string; multiple?: boolean }) {
  const { id, error } = useField(name);
  return (
    <Frame id={id} name={name} error={error} {...frame}>
      <input
        className="input"
        id={id}
        name={name}
        type="file"
        accept={accept}
        multiple={multiple}
        required={required}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { hint: frame.hint, error })}
      />
    </Frame>
  );
}

/** One box with its sentence: `name` ends in `:boolean`. Never ticked in advance where consent is asked. */
export function CheckboxField({
  name,
  label,
  hint,
  defaultChecked = false,
  value = "on",
}: FieldProps & { defaultChecked?: boolean; value?: string }) {
  const field = useField(name, defaultChecked ? value : undefined);
  return (
    <div className="field">
      <div className="choice">
        <input
          type="checkbox"
          id={field.id}
          name={name}
          value={value}
          defaultChecked={field.values.includes(value)}
          aria-invalid={field.error ? true : undefined}
          aria-describedby={describedBy(field.id, { hint, error: field.error })}
        />
        <label htmlFor={field.id}>{label}</label>
      </div>
      {hint ? (
        <p className="hint" id={`${field.id}-hint`}>
          {hint}
        </p>
      ) : null}
      <FieldError id={field.id} error={field.error} />
    </div>
  );
}

/** Several of a list (`name` ends in `:list`) or one of a few. The legend is the label. */
export function ChoiceGroup({
  name,
  label,
  hint,
  optional,
  options,
  defaultValue,
  kind,
  inline = false,
}: FieldProps & {
  kind: "checkbox" | "radio";
  options: readonly Option[];
  defaultValue?: string | readonly string[];
  inline?: boolean;
}) {
  const { id, error, values } = useField(name, defaultValue);
  return (
    <fieldset
      className="field"
      id={id}
      aria-describedby={describedBy(id, { hint, error })}
      aria-invalid={error ? true : undefined}
    >
      <legend className="field-label" data-names={id}>
        {label}
        {optional ? <span className="field-optional">{optional}</span> : null}
      </legend>
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      <div className={inline ? "choices-inline" : undefined}>
        {options.map((o) => (
          <label className="choice" key={o.value}>
            <input
              type={kind}
              name={name}
              value={o.value}
              disabled={o.disabled}
              defaultChecked={values.includes(o.value)}
            />
            <span>
              {o.label}
              {o.hint ? <small>{o.hint}</small> : null}
            </span>
          </label>
        ))}
      </div>
      <FieldError id={id} error={error} />
    </fieldset>
  );
}
