"use client";

import { describedBy, FieldError, type FieldProps, labelIn, type Option } from "./field-parts.tsx";
import { useField } from "./form-context.ts";

/** One box with its sentence: `name` ends in `:boolean`. Never ticked in advance where consent is asked. */
export function CheckboxField({
  name,
  label,
  hint,
  defaultChecked = false,
  value = "on",
}: FieldProps & { defaultChecked?: boolean; value?: string }) {
  const field = useField(name, defaultChecked ? value : undefined, () => "✓");
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
      {field.stored ? <p className="hint hint-below field-stored">{field.stored}</p> : null}
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
  const { id, error, values, stored } = useField(name, defaultValue, labelIn(options));
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
      {stored ? <p className="hint hint-below field-stored">{stored}</p> : null}
      <FieldError id={id} error={error} />
    </fieldset>
  );
}
