const full = process.env.PEONY_PROOF === "full";

/**
 * How often a long proof repeats itself: few times whenever tests run, many times under `npm run check -- full`, which runs the
 * proof in parts and adds them up.
 */
export const rounds = (few: number, many: number): number => (full ? many : few);

/** The seed of every property in this run: the one given in SEED to replay a run, else a fresh one. */
export const seed = (): number => {
  const given = process.env.SEED;
  if (given === undefined || given === "") return Math.floor(Math.random() * 2 ** 31);
  if (!/^-?\d{1,10}$/.test(given)) throw new Error(`SEED is a whole number, not "${given}".`);
  return Number(given);
};
