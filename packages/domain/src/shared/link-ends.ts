/** Days after which an unanswered link to an inventor answers nothing any more; a fresh one can be sent. */
export const linkDays = 90;
/** Days for which an answered link still opens what was answered and follows from it; then the inventor's account does. */
export const answeredLinkDays = 30;
const dayMs = 86_400_000;

/** The last instant at which an inventor's link opens anything: it never lasts for ever, answered or not. */
export const linkEnds = ({
  askedAt,
  answeredAt,
}: {
  readonly askedAt: Date;
  readonly answeredAt: Date | null;
}): Date =>
  answeredAt === null
    ? new Date(askedAt.getTime() + linkDays * dayMs)
    : new Date(answeredAt.getTime() + answeredLinkDays * dayMs);
