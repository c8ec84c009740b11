"use client";

import en from "@peony/i18n/messages/en/problem";
import zh from "@peony/i18n/messages/zh/problem";
import { Button, ButtonLink } from "@peony/ui/Button";
import { Problem } from "@peony/ui/Feedback";
import { usePathname } from "next/navigation";
import { operatorSettings } from "../shell/operator.ts";

/**
 * Our own error: what is safe, the reference for the service line, and a way on. It runs in the browser, so its few words come
 * straight from their two files instead of all messages.
 */
export function ErrorView({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const english = usePathname().startsWith("/en");
  const words = english ? en : zh;
  return (
    <div className="wrap">
      <Problem
        title={words["error-title"]}
        actions={
          <>
            <Button variant="primary" icon="refresh" onClick={reset}>
              {words.again}
            </Button>
            <ButtonLink href={english ? "/en" : "/zh"}>{words["to-home"]}</ButtonLink>
          </>
        }
      >
        <p>{words["error-text"]}</p>
        <p>
          {words.call} <span className="nowrap">{operatorSettings.phone}</span>
        </p>
        {error.digest ? (
          <p className="quiet">
            {words.reference} <span className="mono">{error.digest}</span>
          </p>
        ) : null}
      </Problem>
    </div>
  );
}
