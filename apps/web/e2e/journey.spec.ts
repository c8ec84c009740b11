import { expect } from "@playwright/test";
import { checkBooks, checkMails } from "./journey/books.ts";
import { signContract } from "./journey/contract.ts";
import { courseOf } from "./journey/course.ts";
import { openDeal, postDemand, seeMatches } from "./journey/demand.ts";
import { publishAndFind, readAsVisitor, searchAsVisitor, writeListing } from "./journey/listing.ts";
import { passMilestone, refuseOutOfTurn } from "./journey/money.ts";
import { acceptOffer, counterOffer, sendOffer } from "./journey/offer.ts";
import { openPayoutAccount } from "./journey/payout.ts";
import { test } from "./support/test.ts";
import { locales } from "./support/words.ts";

for (const locale of locales)
  test(`a technology goes from listing to released money, in ${locale}`, async ({ visitor, as }) => {
    test.setTimeout(360_000);
    const course = courseOf(locale, visitor, as);
    const step = <T>(what: string, walk: () => Promise<T>): Promise<T> => test.step(what, walk);

    await step("a visitor searches without an account", () => searchAsVisitor(course));
    const editor = await step("the office writes a listing", () => writeListing(course));
    const page = await step("publishes it, and it is found", () => publishAndFind(course, editor));
    await step("anybody reads it", () => readAsVisitor(course, page));
    const demand = await step("the firm posts its problem", () => postDemand(course));
    await step("both see that they match, and why", () => seeMatches(course, demand, page));
    const number = await step("the firm opens a deal", () => openDeal(course, demand, page));
    await step("sends an offer", () => sendOffer(course, number));
    await step("the office counters", () => counterOffer(course, number));
    await step("the firm agrees", () => acceptOffer(course, number));
    await step("both sign the contract in order", () => signContract(course, number));
    await step("the payees open their accounts", async () => {
      for (const account of ["unifinance", "broker"] as const)
        await openPayoutAccount(await course.as(account), locale);
    });
    await step("nobody pays out of turn", () => refuseOutOfTurn(course, number));
    await step("the first milestone is paid, delivered, accepted, split", () => passMilestone(course, number, 1));
    await step("and the second", () => passMilestone(course, number, 2));
    await step("the deal is closed", async () => {
      const firm = await course.as("firm");
      await firm.goto(`/${locale}/deals/${number}`);
      await expect(firm.getByText(course.t.deals("who.closed"))).toBeVisible();
    });
    await step("every statement equals the contract", () => checkBooks(course, number));
    await step("everybody was told, and no mail says a term", () => checkMails(number));
  });
