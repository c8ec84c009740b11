import { platePattern } from "./petal.ts";

const depth = [0.16, 0.34, 0.78];

/** The petal pattern of a patent class (IPC symbol such as `F16C 33/64`, or any text); the same class always looks the same. */
export function Plate({ ipc, size = 84 }: { ipc: string; size?: number }) {
  const { colour, petals, turn, scales } = platePattern(ipc);
  return (
    <svg
      className={`plate plate-${colour}`}
      width={size}
      height={size}
      viewBox="0 0 96 96"
      aria-hidden="true"
      focusable="false"
    >
      {scales.map((scale, ring) => (
        <use
          key={scale}
          href={`#ring-${petals}`}
          opacity={depth[ring]}
          transform={`translate(48 48) scale(${scale.toFixed(2)}) rotate(${turn + (ring === 1 ? 180 / petals : 0)})`}
        />
      ))}
    </svg>
  );
}

const bloomRings = [
  { scale: 4.6, petals: 8 },
  { scale: 3.7, petals: 8 },
  { scale: 2.8, petals: 7 },
  { scale: 1.9, petals: 6 },
  { scale: 1.1, petals: 5 },
];

/** The large flower of the home page, an ornament only. */
export function Bloom({ size = 460 }: { size?: number }) {
  return (
    <svg className="bloom" width={size} height={size} viewBox="0 0 240 240" aria-hidden="true" focusable="false">
      {bloomRings.map(({ scale, petals }, ring) => (
        <use
          key={scale}
          href={`#ring-${petals}`}
          strokeWidth={1.4 / scale}
          transform={`translate(120 120) scale(${scale}) rotate(${ring * 17})`}
        />
      ))}
      <circle cx="120" cy="120" r="5" />
    </svg>
  );
}
