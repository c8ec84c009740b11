import { PatentRegistryError } from "@peony/domain/listings";

/** The services whose allowances the register counts apart. */
export type Service = "retrieval" | "inpadoc";
const windowMs = 60_000;

/**
 * Keeps to what the register allows per minute. Each answer says it anew:
 * `X-Throttling-Control: busy (retrieval=green:100, inpadoc=yellow:45, …)`; black, or nothing left, rests for a minute.
 * @param now milliseconds
 */
export const pace = (now: () => number) => {
  const allowed = new Map<Service, number>();
  const shutUntil = new Map<Service, number>();
  const calls: Record<Service, number[]> = { retrieval: [], inpadoc: [] };
  const wait = (service: Service, until: number): PatentRegistryError =>
    new PatentRegistryError("limited", `${service} is at its limit`, Math.max(1, Math.ceil((until - now()) / 1000)));

  /** Counts a call. @throws PatentRegistryError limited, where it would be one too many */
  const take = (service: Service): void => {
    const shut = shutUntil.get(service) ?? 0;
    if (now() < shut) throw wait(service, shut);
    const recent = calls[service].filter((at) => at > now() - windowMs);
    if (recent.length >= (allowed.get(service) ?? Number.POSITIVE_INFINITY))
      throw wait(service, (recent[0] ?? now()) + windowMs);
    calls[service] = [...recent, now()];
  };

  const heed = (header: string | null): void => {
    for (const [, name, light, most] of header?.matchAll(/(retrieval|inpadoc)=(green|yellow|red|black):(\d+)/g) ?? []) {
      const service = name as Service;
      if (light === "black" || most === "0") shutUntil.set(service, now() + windowMs);
      else allowed.set(service, Number(most));
    }
  };

  return { take, heed };
};
