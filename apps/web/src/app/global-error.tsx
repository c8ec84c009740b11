"use client";

import "./globals.css";
import { ErrorView } from "../features/statics/error-view.tsx";

/** When even the layout fails: the same page without head and foot. */
export default function GlobalError(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="zh-CN">
      <body>
        <main id="main">
          <ErrorView {...props} />
        </main>
      </body>
    </html>
  );
}
