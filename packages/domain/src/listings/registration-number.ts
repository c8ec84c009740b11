import type { AssetKind } from "./listing.ts";

/** Kinds with a register of their own, whose numbers are no patent numbers. */
export type RegisteredKind = Extract<AssetKind, "software" | "plant_variety" | "layout_design">;

/**
 * Numbers as the registers print them, spaces left out: software copyright (中国版权保护中心, 2020SR0123456, or the certificate's
 * 软著登字第1234567号), plant varieties (CNA and eight or ten digits of agriculture with a mark behind the dot in older ones, eight digits
 * of forestry), layout designs of circuits (BS and nine digits).
 */
const forms: Readonly<Record<RegisteredKind, RegExp>> = {
  software: /^(?:\d{4}SRE?\d{5,7}|软著(?:登字|变补字|登字第|变补字第)?\d{5,8}号?)$/,
  plant_variety: /^(?:CNA\.?\d{8,12}(?:\.?[\dXE])?|(?:19|20)\d{6})$/,
  layout_design: /^BS\.?\d{8,9}(?:\.?[\dX])?$/,
};
const tidy = (text: string): string => text.normalize("NFKC").toUpperCase().replace(/[\s-]/g, "").replace("第", "");

export const isRegisteredKind = (kind: AssetKind | null): kind is RegisteredKind =>
  kind !== null && Object.hasOwn(forms, kind);

/** Whether a text is a number of this kind's register. */
export const isRegistrationNumber = (kind: RegisteredKind, text: string): boolean => forms[kind].test(tidy(text));

/** The kind whose register prints numbers like this one; null where none does, or digits alone could be anything. */
export const kindOfRegistration = (text: string): RegisteredKind | null =>
  /^\d*$/.test(tidy(text))
    ? null
    : ((Object.keys(forms) as RegisteredKind[]).find((kind) => isRegistrationNumber(kind, text)) ?? null);
