import type { SandboxOptions } from "./server.ts";

type Reading = { readonly options: SandboxOptions; readonly problems: readonly string[] };

/**
 * The environment of the sandbox, read once. Wrong values are reported all together, one sentence each.
 *
 * PORT (0 = any free one), SANDBOX_DATA_DIR, STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, SANDBOX_WEBHOOK_URL,
 * SANDBOX_PUBLIC_URL, SANDBOX_CURRENCY, SANDBOX_FEE_BPS.
 */
export const readEnv = (env: NodeJS.ProcessEnv = process.env): Reading => {
  const problems: string[] = [];
  const wrong = (sentence: string): void => {
    problems.push(sentence);
  };
  const value = (name: string): string | undefined => env[name]?.trim() || undefined;

  const port = wholeNumber(value("PORT") ?? "0", 65535);
  if (port === undefined) wrong("PORT must be a whole number from 0 (any free port) to 65535.");

  const dataDir = value("SANDBOX_DATA_DIR");
  if (dataDir === undefined) wrong("SANDBOX_DATA_DIR must name the folder in which the sandbox keeps its state.");

  const secretKey = value("STRIPE_SECRET_KEY");
  if (secretKey?.startsWith("sk_live_"))
    wrong("STRIPE_SECRET_KEY is a live key; the sandbox accepts test keys (sk_test_…) only.");
  else if (!secretKey?.startsWith("sk_test_")) wrong("STRIPE_SECRET_KEY must be a test key that begins with sk_test_.");

  const webhookUrl = value("SANDBOX_WEBHOOK_URL");
  if (webhookUrl !== undefined && !isWeb(webhookUrl)) wrong("SANDBOX_WEBHOOK_URL must be an http or https address.");

  const webhookSecret = value("STRIPE_WEBHOOK_SECRET");
  if (webhookUrl !== undefined && !webhookSecret?.startsWith("whsec_")) {
    wrong("STRIPE_WEBHOOK_SECRET must be set and begin with whsec_ when SANDBOX_WEBHOOK_URL is set.");
  }

  const publicUrl = value("SANDBOX_PUBLIC_URL");
  if (publicUrl !== undefined && !isWeb(publicUrl)) wrong("SANDBOX_PUBLIC_URL must be an http or https address.");

  const currency = (value("SANDBOX_CURRENCY") ?? "cny").toLowerCase();
  if (!/^[a-z]{3}$/.test(currency)) wrong("SANDBOX_CURRENCY must be a currency code of three letters.");

  const feeBps = wholeNumber(value("SANDBOX_FEE_BPS") ?? "290", 10_000);
  if (feeBps === undefined) wrong("SANDBOX_FEE_BPS must be a whole number of basis points from 0 to 10000.");

  return {
    problems,
    options: {
      port: port ?? 0,
      dataDir: dataDir ?? "",
      secretKey: secretKey ?? "",
      currency,
      feeBps: feeBps ?? 0,
      ...(webhookUrl === undefined ? {} : { webhookUrl }),
      ...(webhookSecret === undefined ? {} : { webhookSecret }),
      ...(publicUrl === undefined ? {} : { publicUrl }),
    },
  };
};

const wholeNumber = (text: string, max: number): number | undefined => {
  const number = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  return number <= max ? number : undefined;
};

const isWeb = (text: string): boolean => {
  const url = URL.parse(text);
  return url?.protocol === "http:" || url?.protocol === "https:";
};
