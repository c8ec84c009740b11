import { PageHead } from "@peony/ui/Layout";
import type { ReactNode } from "react";

/** The narrow page of the way in: one heading, one sentence, one form. */
export function EntryPage({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <div className="wrap page">
      <div className="entry">
        <PageHead title={title} lead={lead} />
        {children}
      </div>
    </div>
  );
}
