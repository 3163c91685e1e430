// Where to go after something, as an address or a form says it: only ever to a path of ours.

/** The path, with its query, if it is one of ours; undefined for anything a browser might take for another site's. */
export function ownPath(text: string): string | undefined {
  // Browsers read \ as /, and drop tabs and line ends wherever they stand.
  if (text.length > 1_000 || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(text)) return undefined
  const here = 'http://here.invalid'
  const address = URL.parse(text, here)
  if (!address || address.origin !== here || address.pathname.startsWith('//')) return undefined
  return address.pathname + address.search + address.hash
}
