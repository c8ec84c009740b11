import { describe, expect, test } from "vitest";
import * as confirm from "./[locale]/(public)/confirm/[token]/page.tsx";
import * as inventor from "./[locale]/(public)/inventor/[token]/page.tsx";
import * as invite from "./[locale]/(public)/invite/[token]/page.tsx";
import * as reset from "./[locale]/(public)/reset/[token]/page.tsx";

const props = { params: Promise.resolve({ locale: "zh", token: "a-token" }) };

// Without scripts a page that sends no referrer at all posts its form with `Origin: null`, which the server actions refuse.
describe("pages reached by a link with a token", () => {
  test("keep the token from other sites, and from search, while their forms still say where they come from", async () => {
    const said = [
      await confirm.generateMetadata(props),
      await inventor.generateMetadata(props),
      invite.metadata,
      await reset.generateMetadata(props),
    ];
    for (const metadata of said) expect(metadata).toMatchObject({ referrer: "same-origin", robots: { index: false } });
  });
});
