// What a page says to machines in the words of schema.org, as a block of JSON-LD.

/** A thing of schema.org: its type and what is said of it; what is undefined is not said. */
export type Thing = { '@type': string | string[] } & { [name: string]: unknown }

/** Safe within a script element, whatever the words are: nothing in it can end the element, and no line end is one of JavaScript's alone. */
export function ldText(things: Thing[]): string {
  return JSON.stringify({ '@context': 'https://schema.org', '@graph': things }).replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** The way to the page from the front page, its own step last. Addresses are whole. */
export function breadcrumbs(steps: { name: string; address: string }[]): Thing {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: steps.map(({ name, address }, n) => ({ '@type': 'ListItem', position: n + 1, name, item: address })),
  }
}
