/** What the runner of the browser stage tells about the Peony it has started. */
const given = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; start the journeys with \`npm test -- browser\`.`);
  return value;
};

/** Languages in which this run looks at every screen: one of the two, or both where PEONY_LOOKS says so. */
export const looks = (["zh", "en"] as const).filter((l) => [l, "both"].includes(process.env.PEONY_LOOKS ?? "both"));

export const env = {
  /** Public origin of the web app. */
  url: () => given("PEONY_URL"),
  /** The mail inbox, also as JSON. */
  mailUrl: () => given("MAIL_URL"),
  sandboxUrl: () => given("SANDBOX_URL"),
  /** The database as its owner, for looking: no row is hidden. */
  adminUrl: () => given("PEONY_TEST_ADMIN_URL"),
  /** Holds processes.json, the ids of the running services. */
  dataDir: () => given("PEONY_DATA_DIR"),
};
