/** The way to a page in the words of schema.org. `origin` is the public address of the site. */
export const breadcrumbJsonLd = (
  steps: readonly { readonly label: string; readonly href: string }[],
  origin: string,
): Record<string, unknown> => ({
  "@context": "https://schema.org",
  "@type": "BreadcrumbList",
  itemListElement: steps.map((step, i) => ({
    "@type": "ListItem",
    position: i + 1,
    name: step.label,
    item: origin + step.href,
  })),
});
