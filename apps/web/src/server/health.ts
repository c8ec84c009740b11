export type ServiceState = "up" | "degraded" | "down";
export type Probe = () => Promise<ServiceState>;
/** A probe that keeps its last answer; `last` is that answer, however old. */
export type Remembered = Probe & { readonly last: () => ServiceState | undefined };
export const serviceNames = ["postgres", "search", "payments", "storage", "worker"] as const;
export type Health = {
  readonly status: "ok" | "degraded";
  readonly services: Readonly<Record<(typeof serviceNames)[number], ServiceState>>;
};

/** What a probe says, or `late` where it has not said it in time; a failure is down. It goes on in the background. */
export const within = (ms: number, probe: Probe, late: () => ServiceState): Promise<ServiceState> =>
  new Promise((tell) => {
    const timer = setTimeout(() => tell(late()), ms);
    probe()
      .catch((): ServiceState => "down")
      .then((state) => {
        clearTimeout(timer);
        tell(state);
      });
  });

/**
 * Asks at most once in `ms` while the answer is good, and once in a second while it is not, so that healing shows at once. Askers
 * who come while a probe runs wait for that one.
 * @param now milliseconds, for the age of an answer only
 */
export const remembered = (ms: number, probe: Probe, now: () => number): Remembered => {
  let known: { at: number; state: ServiceState } | undefined;
  let running: Promise<ServiceState> | undefined;
  const ask = async (): Promise<ServiceState> => {
    try {
      const state = await probe().catch((): ServiceState => "down");
      known = { at: now(), state };
      return state;
    } finally {
      running = undefined;
    }
  };
  const probed = (): Promise<ServiceState> => {
    const fresh = known !== undefined && now() - known.at < (known.state === "up" ? ms : Math.min(ms, 1_000));
    if (known && fresh) return Promise.resolve(known.state);
    running ??= ask();
    return running;
  };
  return Object.assign(probed, { last: () => known?.state });
};

/** What a probe that is late stands for: the service is slow, or, where it was down when last heard of, still down. */
export const lateState = (probe: Remembered): ServiceState => (probe.last() === "down" ? "down" : "degraded");

/**
 * How a worker is that was last heard of so many milliseconds ago; null: never. It leaves a mark every five seconds. One that left
 * work to a person is not well, however alive.
 */
export const workerState = (agoMs: number | null, parked: boolean): ServiceState => {
  if (agoMs === null || agoMs >= 60_000) return "down";
  return agoMs < 20_000 && !parked ? "up" : "degraded";
};

export const healthOf = (services: Health["services"]): Health => ({
  status: serviceNames.every((n) => services[n] === "up") ? "ok" : "degraded",
  services,
});
