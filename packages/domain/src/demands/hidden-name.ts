import type { DemandTexts } from "./readiness.ts";
import { type NameMark, nameMarks, says, searched } from "./trade-name.ts";

const firstIn = (text: string, marks: readonly NameMark[]): string | null => {
  const ready = searched(text);
  return marks.find(({ mark }) => says(ready, mark))?.name ?? null;
};

/**
 * What a text says of an owner's names, or null: for answers, reasons and notices beside the demand. A trade name that is an ordinary
 * word besides is not held against a text. @param names as `nameMarks` takes them
 */
export const nameIn = (text: string, names: readonly string[]): string | null =>
  firstIn(
    text,
    nameMarks(names).filter((m) => !m.ordinary),
  );

/** Every place of a demand's public text, by the form's name of it. */
const places = (d: DemandTexts): [string, string][] => [
  ["title.zh", d.title.zh],
  ["title.en", d.title.en],
  ["background.zh", d.background.zh],
  ["background.en", d.background.en],
  ["testMethod.zh", d.testMethod.zh],
  ["testMethod.en", d.testMethod.en],
  ["constraints.zh", d.constraints.zh],
  ["constraints.en", d.constraints.en],
  ...d.targets.flatMap((t, i): [string, string][] => [
    [`targets.${i}.name.zh`, `${t.name.zh} ${t.unit.zh}`],
    [`targets.${i}.name.en`, `${t.name.en} ${t.unit.en}`],
  ]),
  ["keywordsZh", d.keywordsZh.join(" ")],
  ["keywordsEn", d.keywordsEn.join(" ")],
];

type Naming = { readonly field: string; readonly name: string };
const namings = (d: DemandTexts, marks: readonly NameMark[]): Naming[] =>
  places(d).flatMap(([field, text]) => {
    const name = firstIn(text, marks);
    return name === null ? [] : [{ field, name }];
  });

/**
 * Places at which a demand says whose it is, with what says it: compared without case, width and spelling variants, by whole names and
 * by the trade name alone.
 */
export const namesOwner = (d: DemandTexts, names: readonly string[]): Naming[] =>
  namings(
    d,
    nameMarks(names).filter((m) => !m.ordinary),
  );

/** Places that say a trade name which is an ordinary word besides: its writer alone knows which is meant, and is asked. */
export const mayNameOwner = (d: DemandTexts, names: readonly string[]): Naming[] =>
  namings(
    d,
    nameMarks(names).filter((m) => m.ordinary),
  );
