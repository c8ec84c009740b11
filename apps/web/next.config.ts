import path from "node:path";
import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const workspaces = ["db", "domain", "features", "gateways", "i18n", "ui"];

const config: NextConfig = {
  // Workspaces are consumed as source; only the apps are built.
  transpilePackages: workspaces.map((name) => `@peony/${name}`),
  // Native or worker-loading packages stay outside the bundle.
  serverExternalPackages: [
    ...["@node-rs/argon2", "@resvg/resvg-wasm", "fontkit", "nodemailer", "pdfkit", "pg", "pg-boss", "pino", "stripe"],
  ],
  turbopack: { root: path.join(import.meta.dirname, "../..") },
  poweredByHeader: false,
  // Types are checked by `npm test` in a second; checking them again here would only make a first start longer.
  typescript: { ignoreBuildErrors: true },
  reactStrictMode: true,
  typedRoutes: false,
  experimental: {
    globalNotFound: true,
    // Files come with their form: up to 50 MB together (checked again, with a sentence) and room for the rest of the form.
    serverActions: { bodySizeLimit: "52mb" },
    proxyClientMaxBodySize: "52mb",
  },
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
        { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=()" },
      ],
    },
  ],
};

export default createNextIntlPlugin("./src/i18n/request.ts")(config);
