// A card is the picture by which other sites show a page of the paper that has none of its own: its headline, set in
// the paper's face. Its address says what it shows, so whoever has it may keep it for good.
import { createHash } from 'node:crypto'
import { paths, url } from '../../urls.ts'

export const cardSize = { width: 1200, height: 630 }
/** Goes up when cards are to look different: they have other addresses then. */
const look = 1

/** What a card stands for: its kind and its number or slug, as in its address. */
export type CardSubject = 'paper' | `article-${number}` | `${'section' | 'topic' | 'author' | 'page'}-${string}`
export interface CardWords {
  paper: string
  /** What kind of thing it is, or the article's own kicker. */
  kicker: string
  headline: string
  /** Below: the section, or the paper's claim. */
  foot: string
}

/** A picture as other sites show it beside a link; of the paper's own making, so its address is a path. */
export interface SharedPicture { address: string; width: number; height: number; alt: string; type: string }

/** The card as pages name it to others. */
export function cardPicture(subject: CardSubject, words: CardWords): SharedPicture {
  return { address: url(paths.card, { file: `${subject}-${cardHash(words)}.png` }), ...cardSize, alt: [words.kicker, words.headline].filter(Boolean).join(': '), type: 'image/png' }
}

export function paperCard(paper: Named): SharedPicture {
  return cardPicture('paper', paperWords(paper))
}
export function articleCard(article: Told, paper: Named): SharedPicture {
  return cardPicture(`article-${article.id}`, articleWords(article, paper))
}

interface Named { name: string; claim: string }
interface Told { id: number; kicker: string; headline: string; section_name: string }

export function paperWords({ name, claim }: Named): CardWords {
  return { paper: '', kicker: '', headline: name, foot: claim }
}
export function articleWords({ kicker, headline, section_name }: Omit<Told, 'id'>, { name }: Named): CardWords {
  return { paper: name, kicker, headline, foot: section_name }
}
/** For a list or a static page. */
export function titleWords({ title, kicker }: { title: string; kicker: string }, { name, claim }: Named): CardWords {
  return { paper: name, kicker, headline: title, foot: claim }
}

function cardHash({ paper, kicker, headline, foot }: CardWords): string {
  return createHash('sha256').update(JSON.stringify([look, paper, kicker, headline, foot])).digest('hex').slice(0, 12)
}

/** Which card an address means, and what it should show. */
export function cardAsked(file: string): { kind: string; key: string; hash: string } | undefined {
  const [, kind, key = '', hash] = /^(paper|article|section|topic|author|page)(?:-([a-z0-9]+(?:-[a-z0-9]+)*))?-([0-9a-f]{12})\.png$/.exec(file) ?? []
  return kind && hash && (kind === 'paper') === (key === '') ? { kind, key, hash } : undefined
}
