// How long a text is: in characters, words, lines of a printed column, and minutes of reading.

export interface Counts { characters: number; /** Without spaces. */ letters: number; words: number; lines: number; minutes: number }

/** As a line of a manuscript has it. */
export const lineLength = 60
/** In a minute, silently: between what studies found for German (179) and English (228 and more). */
const wordsAMinute = 200

export type Counted = Omit<Counts, 'minutes'>
export const nothing: Counted = { characters: 0, letters: 0, words: 0, lines: 0 }

/** Of one paragraph. A sign outside the basic plane is one character, soft hyphens are none. */
export function countsOf(paragraph: string): Counted {
  const text = paragraph.replaceAll('\u00ad', '')
  const lines = text.split('\n').map(signsIn)
  const characters = lines.reduce((sum, one) => sum + one, 0)
  const breaks = lines.length - 1
  return {
    characters, letters: characters + breaks - found(text, /\s/g), words: found(text, /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.,-]*/gu),
    lines: lines.reduce((sum, one) => sum + Math.ceil(one / lineLength), 0),
  }
}

function signsIn(text: string): number {
  return text.length - found(text, /[\ud800-\udbff][\udc00-\udfff]/g)
}
function found(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0
}

export function summed(all: Iterable<Counted>): Counts {
  const sum = { ...nothing }
  for (const one of all) for (const name of ['characters', 'letters', 'words', 'lines'] as const) sum[name] += one[name]
  return { ...sum, minutes: sum.words === 0 ? 0 : Math.max(1, Math.round(sum.words / wordsAMinute)) }
}

/** What is missing to the length that is aimed at, or over it: within a twentieth it is met. */
export function distance(characters: number, aim: number): { isMet: boolean; by: number } {
  return { isMet: Math.abs(characters - aim) <= aim / 20, by: characters - aim }
}

interface Texted { type: string; text?: string | undefined; content?: readonly Texted[] | undefined }
const holdsText = new Set(['paragraph', 'heading', 'pull_quote', 'term', 'description', 'table_cell', 'table_header'])

/** The paragraphs of a document in the order they stand in it; of tables each cell. What is said in a footnote counts where it stands. */
export function paragraphsOf(node: Texted): string[] {
  if (holdsText.has(node.type)) return [textIn(node)]
  return (node.content ?? []).flatMap(paragraphsOf)
}
function textIn(node: Texted): string {
  return node.text ?? (node.type === 'hard_break' ? '\n' : (node.content ?? []).map(textIn).join(''))
}
