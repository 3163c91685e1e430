// The letters of what was pasted: white space and invisible characters as a text wants them.

/** Numbers with what they count, abbreviations, signs that do not stand at the beginning of a line. */
const bound = /(?:\d|(?:^|[\s(„“"»«‚‘])(?:\p{L}\.|§{1,2}|Nr\.|Art\.|Abs\.|Bd\.|Dr\.|Prof\.|St\.|No\.|pp?\.|Mr\.|Mrs\.|Ms\.))$/u

/** A stretch of text without what nobody sees. `before` and `after` are what stands around it. */
export function cleanLetters(text: string, before = '', after = ''): string {
  const plain = text
    .replace(/[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e]/g, '')
    .replace(/(?<!\p{Extended_Pictographic}|\ufe0f)\u200d/gu, '')
    .replace(/[\u2028\u2029\t\n\r\f]/g, ' ')
    .replace(/[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\ufffc]/g, '')
    .replace(/[\u2000-\u2008\u200a\u205f\u3000]/g, ' ')
    .toWellFormed()
  const spaced = plain.replace(/[\u00a0\u2009]/g, (space, at: number) => (isTypographic(before + plain.slice(0, at), plain.slice(at + 1) + after) ? (space === '\u2009' ? '\u202f' : space) : ' '))
  return spaced.replace(/ {2,}/g, ' ').replace(/ (?=[\u00a0\u202f])|(?<=[\u00a0\u202f]) /g, '')
}

/** Whether the space between the two must not break. */
function isTypographic(before: string, after: string): boolean {
  if (/^\s|^$/.test(after) || /\s$|^$/.test(before)) return false
  if (/^[–—;:!?»%‰°€$£]/.test(after) || /«$/.test(before)) return true
  return bound.test(before.slice(-12)) && /^[\p{L}\d]/u.test(after)
}
