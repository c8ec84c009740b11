import { missing } from "../errors.ts";
import { renderEvent } from "../events.ts";
import { v1List } from "../lists.ts";
import { flag, list, paging, span, text, withinSpan } from "../params.ts";
import { type Route, route } from "../routes.ts";

const filters = { ...paging, created: span, delivery_success: flag, type: text(), types: list(text(), 20) };

const matches = (pattern: string, type: string): boolean =>
  pattern.endsWith(".*") ? type.startsWith(pattern.slice(0, -1)) : pattern === type;

export const routes: readonly Route[] = [
  route("GET", "/v1/events", filters, (scope, params) => {
    const { type, types, delivery_success: delivered } = params;
    const rows = scope.store
      .list("events", scope.account)
      .filter((one) => type === undefined || matches(type, one.type))
      .filter((one) => types === undefined || types.some((pattern) => matches(pattern, one.type)))
      .filter((one) => withinSpan(one.created, params.created))
      .map((one) => renderEvent(scope.store, one))
      .filter((one) => delivered === undefined || delivered === (one.pending_webhooks === 0));
    return v1List(rows, params, "/v1/events");
  }),
  route("GET", "/v1/events/:id", {}, (scope, _, id) => {
    const event = scope.store.find("events", id("id"), scope.account);
    if (event === undefined) throw missing("event", id("id"));
    return renderEvent(scope.store, event);
  }),
];
