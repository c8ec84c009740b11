/** A list is turned this far; who needs more narrows it. */
export const lastPage = 500;

type Params = Readonly<Record<string, string | string[] | undefined>>;

/** The page asked for in an address, from 1; what cannot be read is the first. */
export const readPage = (params: Params, name = "page"): number => {
  const value = params[name];
  const page = typeof value === "string" && /^[1-9]\d{0,5}$/.test(value) ? Number(value) : 1;
  return Math.min(page, lastPage + 1);
};

/** The page in an address; the first one is not said. */
export const pageQuery = (page: number, name = "page"): Record<string, string | undefined> => ({
  [name]: page > 1 ? `${page}` : undefined,
});
