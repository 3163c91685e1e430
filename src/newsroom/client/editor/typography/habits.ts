// How languages set quotations and dashes. What is not here is set as English is.

export interface Habits {
  /** Around a quotation, and around one within. */
  quotes: readonly [string, string]
  inner: readonly [string, string]
  dash: string
  /** Whether there is a narrow space within quotation marks and before high signs. */
  isAiry: boolean
}

const nnbsp = '\u202f'
const german: Habits = { quotes: ['„', '“'], inner: ['‚', '‘'], dash: ' – ', isAiry: false }
const english: Habits = { quotes: ['“', '”'], inner: ['‘', '’'], dash: '—', isAiry: false }
const guillemets: Habits = { quotes: ['«', '»'], inner: ['“', '”'], dash: ' – ', isAiry: false }
const french: Habits = { quotes: [`«${nnbsp}`, `${nnbsp}»`], inner: ['“', '”'], dash: ' – ', isAiry: true }
const swiss: Habits = { ...guillemets, inner: ['‹', '›'] }

const byTag: Record<string, Habits> = {
  de: german, 'de-ch': swiss, 'de-li': swiss, 'it-ch': swiss, en: english, 'en-us': english, 'en-gb': { ...english, dash: ' – ' }, 'en-ie': { ...english, dash: ' – ' }, 'en-au': { ...english, dash: ' – ' }, 'en-nz': { ...english, dash: ' – ' },
  fr: french, 'fr-ch': french, it: guillemets, es: guillemets, pt: guillemets, ru: { ...guillemets, inner: ['„', '“'], dash: ' — ' }, uk: { ...guillemets, inner: ['„', '“'], dash: ' — ' }, el: guillemets,
  nl: { ...english, dash: ' – ' }, pl: { ...german, quotes: ['„', '”'], inner: ['«', '»'] }, cs: german, sk: german, sl: german, hr: { ...german, quotes: ['„', '”'] }, hu: { ...german, quotes: ['„', '”'], inner: ['»', '«'] },
  da: { ...english, dash: ' – ' }, nb: { ...guillemets, inner: ['‘', '’'] }, sv: { ...english, quotes: ['”', '”'], inner: ['’', '’'], dash: ' – ' }, fi: { ...english, quotes: ['”', '”'], inner: ['’', '’'], dash: ' – ' },
  tr: { ...english, dash: ' – ' }, ro: { ...german, quotes: ['„', '”'], inner: ['«', '»'] },
}

export function habitsOf(language: string): Habits {
  const tag = language.toLowerCase()
  return byTag[tag] ?? byTag[tag.split('-')[0] ?? ''] ?? english
}
