const browsers: readonly [RegExp, string][] = [
  [/MicroMessenger\//, "WeChat"],
  [/Edg(?:e|A|iOS)?\//, "Edge"],
  [/(?:OPR|Opera)\//, "Opera"],
  [/(?:Firefox|FxiOS)\//, "Firefox"],
  [/(?:Chrome|CriOS|Chromium)\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const systems: readonly [RegExp, string][] = [
  [/HarmonyOS|OpenHarmony/, "HarmonyOS"],
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "macOS"],
  [/Linux/, "Linux"],
];

/** The browser and system a user agent names, as people call them: `Chrome · Windows`. Null where neither is known. */
export const agentName = (agent: string | null): string | null => {
  const of = (known: typeof browsers) => known.find(([sign]) => sign.test(agent ?? ""))?.[1];
  return [of(browsers), of(systems)].filter(Boolean).join(" · ") || null;
};
