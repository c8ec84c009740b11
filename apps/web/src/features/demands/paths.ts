import { z } from "zod";

/** The public number of a demand as its forms carry it, to go back to its page. */
export const demandNo = { no: z.string().regex(/^DN-\d{4}-\d{6}$/) };
