/** Text from elsewhere as a terminal may show it: signs that would give it orders are replaced. */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n]/gu, '\ufffd')
}
