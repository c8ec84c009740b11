import { expect, test } from "vitest";
import { agentName } from "./agent-name.ts";

test("names browser and system in a word each, and nothing where both are strange", () => {
  expect(
    [
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/141.0 Chrome/141.0 Safari/537.36",
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 Edg/141.0",
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1",
      "Mozilla/5.0 (Linux; Android 15; HarmonyOS) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36 MicroMessenger/8.0",
      "curl/8.5.0",
      null,
    ].map(agentName),
  ).toEqual(["Chrome · Linux", "Edge · Windows", "Safari · iOS", "WeChat · HarmonyOS", null, null]);
});
