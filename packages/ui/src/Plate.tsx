import { petalPath, platePattern } from "./petal.ts";

/** The petal pattern of a patent class (IPC symbol such as `F16C 33/64`, or any text); the same class always looks the same. */
export function Plate({ ipc, size = 84 }: { ipc: string; size?: number }) {
  const { colour, petals, turn, scales } = platePattern(ipc);
  const step = 360 / petals;
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
        <g key={scale} opacity={[0.16, 0.34, 0.78][ring]} transform={`translate(48 48) scale(${scale.toFixed(2)})`}>
          {Array.from({ length: petals }, (_, i) => (
            <path
              key={i}
              d={petalPath}
              transform={`rotate(${turn + step * i + (ring === 1 ? step / 2 : 0)}) translate(-24 -29)`}
            />
          ))}
        </g>
      ))}
    </svg>
  );
}

/** The large flower of the home page: five rings of petals, an ornament only. */
export function Bloom({ size = 460 }: { size?: number }) {
  const rings = [
    { scale: 4.6, count: 8 },
    { scale: 3.7, count: 8 },
    { scale: 2.8, count: 7 },
    { scale: 1.9, count: 6 },
    { scale: 1.1, count: 5 },
  ];
  return (
    <svg className="bloom" width={size} height={size} viewBox="0 0 240 240" aria-hidden="true" focusable="false">
      {rings.map(({ scale, count }, ring) => (
        <g key={scale} transform={`translate(120 120) scale(${scale})`} strokeWidth={1}>
          {Array.from({ length: count }, (_, i) => (
            <path
              key={i}
              d={petalPath}
              vectorEffect="non-scaling-stroke"
              transform={`rotate(${(360 / count) * i + ring * 17}) translate(-24 -27)`}
            />
          ))}
        </g>
      ))}
      <circle cx="120" cy="120" r="5" />
    </svg>
  );
}
