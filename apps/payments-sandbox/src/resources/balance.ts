import { renderBalance, renderTransaction } from "../book.ts";
import { missing } from "../errors.ts";
import { v1List } from "../lists.ts";
import { currency, paging, span, text, withinSpan } from "../params.ts";
import { type Route, route } from "../routes.ts";

const filters = { ...paging, created: span, currency, payout: text(), source: text(), type: text() };

export const routes: readonly Route[] = [
  route("GET", "/v1/balance", {}, (scope) => renderBalance(scope, scope.account)),
  route("GET", "/v1/balance_transactions", filters, (scope, params) => {
    const rows = scope.store
      .list("balance_transactions", scope.account)
      .filter((one) => params.currency === undefined || one.currency === params.currency)
      .filter((one) => params.source === undefined || one.source === params.source)
      .filter((one) => params.payout === undefined || one.source === params.payout)
      .filter((one) => params.type === undefined || one.type === params.type)
      .filter((one) => withinSpan(one.created, params.created))
      .map((one) => renderTransaction(scope, one));
    return v1List(rows, params, "/v1/balance_transactions");
  }),
  route("GET", "/v1/balance_transactions/:id", {}, (scope, _, id) => {
    const found = scope.store.find("balance_transactions", id("id"), scope.account);
    if (found === undefined) throw missing("balance transaction", id("id"));
    return renderTransaction(scope, found);
  }),
];
