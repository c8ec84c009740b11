"use server";

import { answerQuestionInput, askQuestionInput, setQuestionAsideInput } from "@peony/domain/demands";
import { requirePerson } from "@peony/domain/identity";
import { answerQuestion, askQuestion, setQuestionAside } from "@peony/features/demands";
import { action } from "#server/action.ts";
import { spend } from "#server/limits.ts";
import { demandNo } from "./paths.ts";

const back = (number: string, did: string) => ({ to: `/demands/${number}?did=${did}#questions` });

export const askQuestionAction = action(askQuestionInput.extend(demandNo), async (ctx, { no, ...input }) => {
  await spend("questions", requirePerson(ctx.actor).userId);
  await askQuestion(ctx, input);
  return back(no, "asked");
});

export const answerQuestionAction = action(answerQuestionInput.extend(demandNo), async (ctx, { no, ...input }) => {
  await answerQuestion(ctx, input);
  return back(no, "answered");
});

export const setQuestionAsideAction = action(setQuestionAsideInput.extend(demandNo), async (ctx, { no, ...input }) => {
  await setQuestionAside(ctx, input);
  return back(no, "aside-done");
});
