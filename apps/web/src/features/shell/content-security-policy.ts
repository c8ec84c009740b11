/** Where the provider shows its own pages. A stand-in on this machine may go by either name of it. */
const providerPages = (paymentsUrl: string | undefined): string => {
  if (!paymentsUrl) return "https://checkout.stripe.com https://connect.stripe.com";
  const url = new URL(paymentsUrl);
  const names = ["localhost", "127.0.0.1"].includes(url.hostname) ? ["localhost", "127.0.0.1"] : [url.hostname];
  return names.map((name) => Object.assign(new URL(url), { hostname: name }).origin).join(" ");
};

/**
 * What a page may load. Scripts need the nonce of this request; styles are files, and attributes for bar widths only.
 * A form may lead to the provider's pages (checkout, payout account), because some browsers check the redirect after a form too.
 */
export function contentSecurityPolicy(nonce: string, paymentsUrl: string | undefined): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    `form-action 'self' ${providerPages(paymentsUrl)}`,
  ].join("; ");
}
