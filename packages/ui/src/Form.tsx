"use client";

import {
  type FormEvent,
  type ReactNode,
  startTransition,
  useActionState,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { ErrorSummary } from "./ErrorSummary.tsx";
import type { FilesLimit } from "./field-parts.tsx";
import { tooMuch } from "./files-limit.ts";
import { FormContext, type FormState, fieldId, placeOf } from "./form-context.ts";
import { Note } from "./Note.tsx";

const idle: FormState = { status: "idle" };

/** Files that the server would not even read, refused here at their field; null where all may be sent. */
const refusedFiles = (form: HTMLFormElement): FormState | null => {
  for (const input of form.querySelectorAll<HTMLInputElement>("input[type=file][data-limit]")) {
    const limit = JSON.parse(input.dataset.limit ?? "{}") as FilesLimit;
    const text = tooMuch(
      [...(input.files ?? [])].map((f) => f.size),
      limit,
    );
    if (text) return { status: "refused", message: limit.refused, errors: { [placeOf(input.name)]: text } };
  }
  return null;
};

/**
 * A form that calls a server action. Fields inside it (Field.tsx) find their own errors and typed values by name, so a page
 * written on the server only names them. Without JavaScript the browser posts it and the server renders it again.
 * Nothing typed is lost: a refused form keeps every entry and moves the focus to the summary.
 */
export function Form({
  action,
  children,
  id,
  className = "form",
  clearWhenDone = false,
  keepMessage = true,
  once = false,
  label,
}: {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  children: ReactNode;
  /** Only where another element must name the form; ids of the fields begin with it. */
  id?: string;
  /** `form` (one column), `form form-wide`, or the class of a row. */
  className?: string;
  /** For messages and other short forms: empty again after success. */
  clearWhenDone?: boolean;
  /** Whether the sentence of a success is shown in the form. */
  keepMessage?: boolean;
  /** Nothing more to fill in after a success: only its sentence stays. */
  once?: boolean;
  /** Accessible name, where a page has several forms. */
  label?: string;
}) {
  const own = useId();
  const formId = id ?? own;
  const [answer, send, pending] = useActionState(action, idle);
  const [early, setEarly] = useState<FormState | null>(null);
  const state = early ?? answer;
  const element = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (state.status === "done" && clearWhenDone) element.current?.reset();
  }, [state, clearWhenDone]);

  // Sending it ourselves keeps the entries: React would reset the form after its own submit, and take chosen files away.
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const { submitter } = event.nativeEvent as SubmitEvent;
    const refused = refusedFiles(event.currentTarget);
    setEarly(refused && { ...answer, ...refused });
    if (refused) return;
    const data = new FormData(event.currentTarget, submitter);
    startTransition(() => send(data));
  };

  return (
    <FormContext value={{ id: formId, state, pending }}>
      <form
        ref={element}
        id={formId}
        className={className}
        action={send}
        onSubmit={submit}
        aria-label={label}
        aria-busy={pending || undefined}
        noValidate
      >
        {state.status === "refused" ? <Refused formId={formId} state={state} /> : null}
        {state.status === "done" && state.message && keepMessage ? (
          <Note tone="done" live>
            {state.message}
            {state.secret ? <output className="mono"> {state.secret}</output> : null}
          </Note>
        ) : null}
        {once && state.status === "done" ? null : children}
      </form>
    </FormContext>
  );
}

function Refused({ formId, state }: { formId: string; state: FormState }) {
  const errors = Object.entries(state.errors ?? {}).map(([place, text]) => ({ id: fieldId(formId, place), text }));
  const changed = (state.changed ?? []).map((place) => ({ id: fieldId(formId, place), text: "" }));
  return <ErrorSummary title={state.message ?? ""} errors={[...errors, ...changed]} seal={state} />;
}
