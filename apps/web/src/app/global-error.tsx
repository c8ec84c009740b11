"use client";

import { PetalShapes } from "@peony/ui/PetalMark";
import "./globals.css";
import { ErrorView } from "../features/statics/error-view.tsx";

/** When even the layout fails: the same page without head and foot. */
export default function GlobalError(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="zh-CN">
      <body>
        <PetalShapes />
        <main id="main">
          <ErrorView {...props} />
        </main>
      </body>
    </html>
  );
}
