import { authenticate } from "#server/auth.ts";

export const GET = authenticate;
export const POST = authenticate;
