import { expect, type Locator, type Page } from "@playwright/test";

type Value = string | number | boolean | readonly string[];

const control = (scope: Page | Locator, name: string): Locator => scope.locator(`[name="${name}"]`);

/**
 * Fills the fields of a form by the names that the page gives them: text, choices by their value, boxes by true or by the list of
 * values to tick.
 */
export const fill = async (scope: Page | Locator, values: Readonly<Record<string, Value>>): Promise<void> => {
  for (const [name, value] of Object.entries(values)) {
    const field = control(scope, name);
    if (typeof value === "boolean") await field.setChecked(value);
    else if ((await field.first().getAttribute("type")) === "radio")
      await field.and(scope.locator(`[value="${value}"]`)).check();
    else if (typeof value === "object") {
      for (const one of value) await field.and(scope.locator(`[value="${one}"]`)).check();
    } else if ((await field.first().evaluate((e) => e.tagName)) === "SELECT") await field.selectOption(String(value));
    else await field.fill(String(value));
  }
};

/** Presses a button and waits until the address is another one, or has become what is asked for. */
export const press = async (page: Page, button: Locator, to?: RegExp): Promise<void> => {
  await button.click();
  if (to) await expect(page).toHaveURL(to);
};
