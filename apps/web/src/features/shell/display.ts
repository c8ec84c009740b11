import { cookies } from "next/headers";

export const textSizeCookie = "peony-text";
export const themeCookie = "peony-theme";

/** How this browser wants pages: reading size and theme, as attributes of the html element. */
export async function displayAttributes(): Promise<{ "data-size"?: "large"; "data-theme"?: "dark" }> {
  const jar = await cookies();
  return {
    "data-size": jar.get(textSizeCookie)?.value === "large" ? "large" : undefined,
    "data-theme": jar.get(themeCookie)?.value === "dark" ? "dark" : undefined,
  };
}
