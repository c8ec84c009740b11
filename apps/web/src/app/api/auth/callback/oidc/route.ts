import { authenticate } from "#server/auth.ts";

/** The way back from the identity provider. All else that the library could answer is asked by our own forms, with their limits. */
export const GET = authenticate;
