import { headers } from "next/headers";
import { scriptText } from "./json-ld.ts";

/** Structured data for search engines, under the nonce of this request. */
export async function StructuredData({ data }: { data: Record<string, unknown> }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return <script type="application/ld+json" nonce={nonce} dangerouslySetInnerHTML={{ __html: scriptText(data) }} />;
}
