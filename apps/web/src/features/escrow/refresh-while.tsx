"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const everyMs = 2_000;
const atMostMs = 60_000;

/** While it is on the page, the page is read again every two seconds, for a minute. Without scripts the link beside it does the same. */
export function RefreshWhile() {
  const router = useRouter();
  useEffect(() => {
    const until = Date.now() + atMostMs;
    const timer = setInterval(() => {
      if (Date.now() > until) clearInterval(timer);
      else if (document.visibilityState === "visible") router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
