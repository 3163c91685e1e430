// A query is what a reader looks for: words that must all be there, "words in this order", -words that must not, and
// `or` between alternatives. Whatever else is typed is looked for as it stands, or passed over.

export interface Term { text: string; quoted: boolean }
/** One alternative: an article must have all that is wanted, and nothing unwanted. */
export interface Alternative { wanted: Term[]; unwanted: Term[] }
export type QueryRefusal = 'long' | 'unreadable' | 'many' | 'only-unwanted'
export type Query = { alternatives: Alternative[]; refused?: undefined } | { refused: QueryRefusal; alternatives?: undefined }

export const longestQuery = 200
/** Each word is looked for in three languages and up to four spellings. */
export const mostWords = 16

/** Reads what was typed. No alternative at all means that nothing was asked. */
export function parseQuery(typed: string): Query {
  if (typed.length > longestQuery) return { refused: 'long' }
  if (/[^\P{Cc}\t\n\r]/u.test(typed) || !typed.isWellFormed()) return { refused: 'unreadable' }
  const alternatives = alternativesOf(piecesOf(plainSigns(typed)))
  const terms = alternatives.flatMap(({ wanted, unwanted }) => [...wanted, ...unwanted])
  if (terms.flatMap(({ text }) => wordsOf(text)).length > mostWords) return { refused: 'many' }
  if (alternatives.some(({ wanted }) => wanted.length === 0)) return { refused: 'only-unwanted' }
  return { alternatives }
}

/** The words that are wanted, each once, as they were typed. */
export function wantedWords(alternatives: Alternative[]): string[] {
  return [...new Set(alternatives.flatMap(({ wanted }) => wanted.flatMap(({ text }) => wordsOf(text))))]
}

/**
 * The spellings a term is looked for in: Mueller finds Müller and Müller finds Mueller, Leserinnen finds Leser:innen.
 * Muller finds both, since accents are not looked at.
 */
export function spellings(text: string): string[] {
  return [...new Set([text, umlauts(text), digraphs(text), text.replace(/(\p{L}{3})innen\b/giu, '$1 innen')])]
}

// After a vowel or q, ue is no umlaut: neue, Frauen, Quelle.
function umlauts(text: string): string {
  return text.replace(/([ao])e|(?<![aeq])(u)e/gi, (_, ao: string | undefined, u: string | undefined) => `${ao ?? u}\u0308`.normalize('NFC'))
}
function digraphs(text: string): string {
  return text.replace(/[äöü]/gi, (letter) => `${letter.normalize('NFD').charAt(0)}e`)
}

// Keyboards and word processors set quotation marks and hyphens of many kinds.
function plainSigns(typed: string): string {
  return typed.normalize('NFC').replace(/[„“”«»‟]/g, '"').replace(/[‐‑‒–—−]/g, '-').replace(/[’‘]/g, "'")
}

type Piece = 'or' | (Term & { unwanted: boolean })

function piecesOf(typed: string): Piece[] {
  return [...typed.matchAll(/(?<![^\s"])(-?)(?:"([^"]*)"|([^\s"]+))|"/g)].flatMap(([, minus = '', quotation, word]): Piece[] => {
    if (minus === '' && word !== undefined && /^(or|oder)$/i.test(word)) return ['or']
    const text = wordsOf(quotation ?? word ?? '').length > 0 ? (quotation ?? word ?? '').trim() : ''
    return text === '' ? [] : [{ text: apart(text), quoted: quotation !== undefined, unwanted: minus !== '' }]
  })
}

// Open-Air is what Open Air is, one word after the other.
function apart(text: string): string {
  return text.replace(/(?<=\p{L})-(?=\p{L})/gu, ' ')
}

function alternativesOf(pieces: Piece[]): Alternative[] {
  const alternatives: Alternative[] = [{ wanted: [], unwanted: [] }]
  for (const piece of pieces) {
    if (piece === 'or') alternatives.push({ wanted: [], unwanted: [] })
    else alternatives.at(-1)?.[piece.unwanted ? 'unwanted' : 'wanted'].push({ text: piece.text, quoted: piece.quoted })
  }
  return alternatives.filter(({ wanted, unwanted }) => wanted.length + unwanted.length > 0)
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? []
}
