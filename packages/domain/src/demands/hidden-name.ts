import { normalise } from "../shared/index.ts";
import type { DemandTexts } from "./readiness.ts";

/** Legal forms at the end of a name say nothing of whose it is. */
const legalForm =
  /(股份|集团|有限|责任|公司|厂|（虚构）|\(虚构\)|co\.?|ltd\.?|inc\.?|limited|company|group|corporation)+$/iu;

/** The part of a name by which people know the organisation: 洛阳隐名重工有限公司 is known as 洛阳隐名重工. */
const known = (name: string): string => {
  let rest = name.trim();
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest.replace(legalForm, "").replace(/[\s,，.]+$/u, "");
  }
  return normalise(rest);
};

/** Too short to be told from an ordinary word. */
const leastName = { han: 3, other: 5 };
const tells = (name: string): boolean =>
  [...name].length >= (/\p{Script=Han}/u.test(name) ? leastName.han : leastName.other);

/** The first of an owner's names that a text says, or null: for answers, reasons and notices beside the demand. @param names as below */
export const nameIn = (text: string, names: readonly string[]): string | null => {
  const words = normalise(text);
  return names.find((name) => tells(known(name)) && words.includes(known(name))) ?? null;
};

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

/**
 * Places at which a demand says whose it is, with the name found there. Compared without case, width and spelling variants, whole
 * names and names without their legal form; names too short to tell from a word are not looked for.
 * @param names Chinese and English name, short name, credit code and slug of the owner
 */
export const namesOwner = (d: DemandTexts, names: readonly string[]): { field: string; name: string }[] =>
  places(d).flatMap(([field, text]) => {
    const name = nameIn(text, names);
    return name === null ? [] : [{ field, name }];
  });
