import { petalPath, platePattern } from "@peony/ui/petal";

/** Ground and ink of the plates, as the style sheet has them for light. */
const colours = [
  ...[["#f5e8f1", "#862e6e"] as const, ["#fbf1dc", "#b7791f"] as const, ["#e3f1ea", "#1f5a43"] as const],
  ...[["#e5eff8", "#1d4f7c"] as const, ["#f3f0ec", "#8a3b1a"] as const, ["#edf3ef", "#3e8f70"] as const],
  ...[["#efedf5", "#5a4a91"] as const, ["#e8f2f2", "#2a7078"] as const],
];
const depth = [0.16, 0.34, 0.78];

/** The plate of a patent class as a piece of SVG, 300 by 300; the same class always looks the same. */
export const plateOrnament = (ipc: string): string => {
  const { colour, petals, turn, scales } = platePattern(ipc);
  const [ground, ink] = colours[colour - 1] ?? ["#f5e8f1", "#862e6e"];
  const ring = Array.from(
    { length: petals },
    (_, i) => `<path d="${petalPath}" transform="rotate(${(360 / petals) * i}) translate(-24 -28)"/>`,
  ).join("");
  const rings = scales.map((scale, i) => {
    const turned = turn + (i === 1 ? 180 / petals : 0);
    return `<g opacity="${depth[i]}" transform="translate(48 48) scale(${scale.toFixed(2)}) rotate(${turned})">${ring}</g>`;
  });
  return `<rect width="300" height="300" rx="20" fill="${ground}"/><g transform="scale(3.125)" fill="${ink}">${rings.join("")}</g>`;
};

/** The mark of the house as a piece of SVG, 48 by 48. */
export const houseMark = (): string => {
  const petals = [0, 72, 144, 216, 288].map(
    (turn) => `<path d="${petalPath}" fill="#862e6e" stroke="#fbfaf8" transform="rotate(${turn} 24 25)"/>`,
  );
  return `${petals.join("")}<circle cx="24" cy="25" r="2.6" fill="#e9c46a"/>`;
};
