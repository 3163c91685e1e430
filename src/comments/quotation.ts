// A quotation names words of the comment that is answered: by where they stand in it, so that it can show nothing that is
// not shown there.

/** From, and up to but without, in UTF-16 units of the body. */
export interface Range { quote_from: number; quote_to: number }
export const noRange = { quote_from: null, quote_to: null }

/** The sentences of a text, each with where it stands. */
export function sentencesOf(body: string, language: string): (Range & { text: string })[] {
  return [...new Intl.Segmenter(language, { granularity: 'sentence' }).segment(body)].flatMap(({ segment, index }) => {
    const text = segment.trim()
    const quote_from = index + segment.indexOf(text)
    return text ? [{ quote_from, quote_to: quote_from + text.length, text }] : []
  })
}

/** One range from the first word of several to the last; undefined where there is none, or not within the text. */
export function rangeOver(ranges: Range[], body: string): Range | undefined {
  const quote_from = Math.min(...ranges.map((range) => range.quote_from))
  const quote_to = Math.max(...ranges.map((range) => range.quote_to))
  const range = whole({ quote_from, quote_to }, body)
  return body.slice(range.quote_from, range.quote_to).trim() === '' ? undefined : range
}

// No half of a character: a pair of surrogates is taken together.
function whole({ quote_from, quote_to }: Range, body: string): Range {
  const splits = (at: number) => /[\uDC00-\uDFFF]/.test(body.charAt(at)) && /[\uD800-\uDBFF]/.test(body.charAt(at - 1))
  return { quote_from: Math.max(0, splits(quote_from) ? quote_from - 1 : quote_from), quote_to: Math.min(body.length, splits(quote_to) ? quote_to + 1 : quote_to) }
}

/** A range as a form sends it: 12-80. */
export function rangeIn(text: string): Range[] {
  const [, from, to] = /^(\d{1,6})-(\d{1,6})$/.exec(text) ?? []
  return from !== undefined && to !== undefined && Number(to) > Number(from) ? [{ quote_from: Number(from), quote_to: Number(to) }] : []
}
