/** One petal on a 48 x 48 field, pointing up from the centre (24, 25). */
export const petalPath =
  "M24 26.5C16 22.5 12.8 12.4 17.4 7.2 19.5 4.9 22.7 5.3 24 7.9 25.3 5.3 28.5 4.9 30.6 7.2 35.2 12.4 32 22.5 24 26.5Z";

/** Numbers of petals a ring may have. */
export const ringSizes = [5, 6, 7, 8] as const;

/** How a plate is drawn: colour 1-8, petals in a ring, turn of the first ring in degrees, and one scale for each ring. */
export type PlatePattern = { colour: number; petals: number; turn: number; scales: readonly number[] };

/**
 * The petal pattern of a patent class, a pure function of the IPC symbol (F16C 33/64): section and class
 * give the colour, the class the turn and the number of petals, the subclass the rings. The same class always looks the same.
 */
export function platePattern(ipc: string): PlatePattern {
  const match = /^\s*([A-H])\s*(\d{2})?\s*([A-Z])?/i.exec(ipc);
  const section = match?.[1] ? match[1].toUpperCase().charCodeAt(0) - 65 : 4;
  const klass = Number(match?.[2] ?? 0);
  const subclass = match?.[3] ? match[3].toUpperCase().charCodeAt(0) - 65 : 0;
  const inner = 0.55 + (subclass % 4) * 0.06;
  return {
    colour: ((section * 3 + klass) % 8) + 1,
    petals: 5 + (klass % 3),
    turn: (klass * 13 + subclass * 7) % 72,
    scales: [1.55, 1.05 + (subclass % 3) * 0.08, inner],
  };
}
