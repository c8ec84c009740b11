/**
 * What a page may load. Scripts need the nonce of this request; styles are files, and attributes for bar widths only.
 * A form may lead to the hosted checkout, because some browsers check the redirect after a form too.
 */
export function contentSecurityPolicy(nonce: string, paymentsUrl: string | undefined): string {
  const checkout = paymentsUrl ? new URL(paymentsUrl).origin : "https://checkout.stripe.com";
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
    `form-action 'self' ${checkout}`,
  ].join("; ");
}
