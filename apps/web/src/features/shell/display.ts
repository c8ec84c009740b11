import { cookies } from "next/headers";

/** What a reader may choose for this browser, with the cookie that remembers it; standard is when there is none. */
export const displayChoices = {
  size: { cookie: "peony-text", value: "large" },
  theme: { cookie: "peony-theme", value: "dark" },
} as const;

export type Display = { readonly "data-size"?: "large"; readonly "data-theme"?: "dark" };

/** How this browser wants pages: reading size and theme, as attributes of the html element. */
export async function displayAttributes(): Promise<Display> {
  const jar = await cookies();
  const { size, theme } = displayChoices;
  return {
    "data-size": jar.get(size.cookie)?.value === size.value ? size.value : undefined,
    "data-theme": jar.get(theme.cookie)?.value === theme.value ? theme.value : undefined,
  };
}
