import { isClosing } from "./process.ts";

/** Progress in plain sentences; several steps may run at once, so each line is written whole. */
export type Steps = { readonly run: <T>(number: number, what: string, work: () => Promise<T>) => Promise<T> };

export const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const seconds = (millis: number): string => (millis < 950 ? "less than 1 s" : `${Math.round(millis / 1000)} s`);

/** Numbered steps of a start with `total` of them. */
export const steps = (total: number): Steps => ({
  run: async (number, what, work) => {
    const since = Date.now();
    try {
      const result = await work();
      say(`${number}/${total} ${what} … done in ${seconds(Date.now() - since)}`);
      return result;
    } catch (error) {
      if (!isClosing()) say(`${number}/${total} ${what} … failed`);
      throw error;
    }
  },
});
