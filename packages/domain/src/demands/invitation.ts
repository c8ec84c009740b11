/** What an invited organisation is asked for: an answer to the problem, or help in saying it. */
export const invitationSides = ["solver", "broker"] as const;
export type InvitationSide = (typeof invitationSides)[number];

/** Why an organisation was invited, as it was told: words of the inviter, and the listing of its own that was found, if one was. */
export type InvitationReason = { readonly words: string; readonly listingId: string | null };
