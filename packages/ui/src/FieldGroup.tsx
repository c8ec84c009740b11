import type { ReactNode } from "react";

/** A part of a long form under its own heading; fields that belong on one line go into FieldRow. */
export function FieldGroup({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset className="group">
      <legend>{legend}</legend>
      <div className="form">{children}</div>
    </fieldset>
  );
}

export function FieldRow({ children }: { children: ReactNode }) {
  return <div className="form-row">{children}</div>;
}
