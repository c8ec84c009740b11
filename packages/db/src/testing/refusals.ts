/** How a command ended, as one word: "done", or the code of the refusal or of the database's error below it. */
export const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (e: unknown) => {
      for (let x = e; x instanceof Error; x = x.cause) if ("code" in x && typeof x.code === "string") return x.code;
      return String(e);
    },
  );
