import { missing } from "../errors.ts";
import { v1List } from "../lists.ts";
import { paging, span, text, withinSpan } from "../params.ts";
import { type Route, route } from "../routes.ts";

const filters = { ...paging, created: span, customer: text(), payment_intent: text(), transfer_group: text() };

export const routes: readonly Route[] = [
  route("GET", "/v1/charges", filters, (scope, params) => {
    const rows = scope.store
      .list("charges", scope.account)
      .filter((one) => params.customer === undefined || one.customer === params.customer)
      .filter((one) => params.payment_intent === undefined || one.payment_intent === params.payment_intent)
      .filter((one) => params.transfer_group === undefined || one.transfer_group === params.transfer_group)
      .filter((one) => withinSpan(one.created, params.created));
    return v1List(rows, params, "/v1/charges");
  }),
  route("GET", "/v1/charges/:id", {}, (scope, _, id) => {
    const charge = scope.store.find("charges", id("id"), scope.account);
    if (charge === undefined) throw missing("charge", id("id"));
    return charge;
  }),
];
