import { badParameter } from "./errors.ts";
import { v1Account } from "./resources/accounts.ts";
import type { Scope } from "./scope.ts";

type Json = { [key: string]: unknown };

/** Which fields of an object hold an id that `expand` may replace by the object. */
const EXPANDABLE: Readonly<Record<string, readonly string[]>> = {
  balance_transaction: ["source"],
  charge: ["balance_transaction", "customer", "failure_balance_transaction", "payment_intent", "source_transfer"],
  "checkout.session": ["customer", "payment_intent", "line_items"],
  payment_intent: ["customer", "latest_charge"],
  payout: ["balance_transaction"],
  refund: ["balance_transaction", "charge", "payment_intent"],
  transfer: ["balance_transaction", "destination", "destination_payment", "source_transaction"],
};

const MAX_LEVELS = 4;

/** Replaces ids by objects along each path, e.g. `data.payment_intent.latest_charge`. Returns a new answer. */
export const expandAnswer = (scope: Scope, answer: object, paths: readonly string[]): object => {
  const copy = structuredClone(answer) as Json;
  for (const path of paths) {
    const steps = path.split(".");
    if (steps.length > MAX_LEVELS)
      throw cannotExpand(path, `You cannot expand more than ${MAX_LEVELS} levels of a property.`);
    expandPath(scope, copy, steps, path);
  }
  return copy;
};

const expandPath = (scope: Scope, at: Json, steps: readonly string[], whole: string): void => {
  const [step, ...rest] = steps;
  if (step === undefined) return;
  if (step === "data" && at.object === "list" && Array.isArray(at.data)) {
    for (const row of at.data) expandPath(scope, row, rest, whole);
    return;
  }
  if (!EXPANDABLE[String(at.object)]?.includes(step)) {
    throw cannotExpand(whole, `This property cannot be expanded (${whole}).`);
  }
  if (step === "line_items" && at.line_items === undefined) at.line_items = linesOf(scope, String(at.id));
  const held = at[step];
  if (typeof held === "string") at[step] = structuredClone(lookUp(scope, held) ?? held);
  const next = at[step];
  if (typeof next === "object" && next !== null) expandPath(scope, next as Json, rest, whole);
};

const cannotExpand = (path: string, message: string) =>
  badParameter("parameter_invalid_expand", `expand[${path}]`, message);

const linesOf = (scope: Scope, session: string): object => ({
  object: "list",
  data: scope.store
    .list("session_lines")
    .filter((line) => line.session === session)
    .map((line) => line.item)
    .reverse(),
  has_more: false,
  url: `/v1/checkout/sessions/${session}/line_items`,
});

/** Any object by its id, told apart by the prefix. Owner is not asked: a reference was already allowed to exist. */
const lookUp = ({ store }: Scope, id: string): object | undefined => {
  switch (id.slice(0, id.indexOf("_"))) {
    case "acct": {
      const account = store.find("accounts", id);
      return account === undefined ? undefined : v1Account(account);
    }
    case "ch":
    case "py":
      return store.find("charges", id);
    case "cus":
      return store.find("customers", id);
    case "pi":
      return store.find("payment_intents", id);
    case "po":
      return store.find("payouts", id);
    case "re":
      return store.find("refunds", id);
    case "tr":
      return store.find("transfers", id);
    case "txn":
      return store.find("balance_transactions", id);
    default:
      return undefined;
  }
};
