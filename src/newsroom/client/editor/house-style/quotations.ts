// Words in quotation marks that stand there without anybody who said them. A quotation counts as attributed when a colon
// leads to it, or a word of saying stands in its own paragraph or in the one before.
import type { Stretch } from './stretch.ts'

/** Words by which a text says that somebody said something; those of German and English together, since reports quote in both. */
const saying = new RegExp(`(?<!\\p{L})(?:${[
  'sag(?:t|te|ten|en)', 'erklär(?:t|te|ten|en)', 'beton(?:t|te|ten|en)', 'mein(?:t|te|ten)', 'fordert?e?n?', 'kritisier(?:t|te|ten)', 'berichte(?:t|te|ten|n)', 'erzähl(?:t|te|ten)', 'versicher(?:t|te|ten)', 'teil(?:t|te|ten)',
  'schreib(?:t|en)', 'schrieb(?:en)?', 'rief(?:en)?', 'ruf(?:t|en)', 'frag(?:t|te|ten)', 'antworte(?:t|te|ten)', 'nenn(?:t|en)', 'nannten?', 'spr(?:icht|ach|achen)', 'äußer(?:t|te|ten)', 'warn(?:t|te|ten)', 'begründe(?:t|te|ten)', 'füg(?:t|te|ten)', 'gab(?:en)? an', 'gibt an',
  'heißt es', 'hieß es', 'laut', 'zufolge', 'nach (?:Angaben|Worten|Ansicht|Meinung)', 'so', 'zitier(?:t|te|ten)', 'findet', 'fand(?:en)?', 'kündig(?:t|te|ten)', 'bestätig(?:t|te|ten)',
  'sa(?:ys?|id)', 'tells?', 'told', 'according to', 'add(?:s|ed)', 'ask(?:s|ed)', 'wr(?:ites?|ote)', 'argue[sd]?', 'explain(?:s|ed)', 'recall(?:s|ed)', 'insist(?:s|ed)', 'claim(?:s|ed)', 'warn(?:s|ed)', 'repl(?:ies|ied)', 'stat(?:es|ed)', 'call(?:s|ed)', 'admit(?:s|ted)', 'den(?:ies|ied)', 'report(?:s|ed)', 'announce[sd]?', 'put it', 'quoted',
].join('|')})(?!\\p{L})`, 'iu')

const quoted = /„[^„“”\n]+[“”]|“[^“”\n]+”|»[^»«\n]+«|«[^«»\n]+»|"[^"\n]+"/gu

/** Quotations of a paragraph that are at least `least` letters long and have nobody near them; pairs of from and up to. */
export function unattributed(stretch: Stretch, before: Stretch | undefined, least: number): [number, number][] {
  if (stretch.attribution !== undefined || stretch.type !== 'paragraph') return []
  const found = [...stretch.text.matchAll(quoted)].map(({ 0: words, index }): [number, number] => [index, index + words.length])
  const long = found.filter(([from, to]) => to - from - 2 >= least)
  if (long.length === 0) return []
  const around = withoutQuotations(stretch.text)
  if (saying.test(around) || saying.test(withoutQuotations(before?.text ?? ''))) return []
  // Paragraphs that are quoted one after the other belong to who was named before them.
  if (before && around.trim() === '' && quotedToTheEnd(before.text)) return []
  return long.filter(([from]) => !/[:：]\s*$/u.test(from > 0 ? stretch.text.slice(0, from) : before?.text ?? ''))
}

/** Whether a quotation on its own is introduced by what stands before it. */
export function isIntroduced(before: Stretch | undefined): boolean {
  const text = withoutQuotations(before?.text ?? '').trimEnd()
  return text.endsWith(':') || saying.test(text.slice(-200))
}

function withoutQuotations(text: string): string {
  return text.replace(quoted, ' ')
}
function quotedToTheEnd(text: string): boolean {
  return /[“”"»«]\s*$/u.test(text)
}
