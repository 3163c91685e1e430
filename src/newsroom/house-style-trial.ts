// A trial says what a rule of house style would have found in what the paper published last, before it is kept.
import type { Reads } from '../base/db/db.ts'
import { checkerOf } from './client/editor/house-style/checking.ts'
import { defaultChecks, type CheckName, type StyleRule } from './client/editor/house-style/finding.ts'
import { checkedTexts } from './reads/articles-checked.ts'
import { asChecked } from './style-check.ts'

/** How many of the newest articles a rule is tried on. */
const triedArticles = 300

export interface Trial { looked: number; count: number; found: { id: number; headline: string; before: string; words: string; after: string; instead: string[] }[] }

/** What a rule would have found in what was published last. */
export async function tryStyleRule(db: Reads, rule: StyleRule): Promise<Trial> {
  const articles = await checkedTexts(db, triedArticles)
  const check = checkerOf({ rules: [rule], checks: defaultChecks })
  const isListed = ({ check: name }: { check: CheckName }) => name === rule.kind
  const found = articles.flatMap((article) => check(asChecked(article), () => undefined).filter(isListed).map(({ before, words, after, instead }) => ({ id: article.id, headline: article.headline, before, words, after, instead })))
  return { looked: articles.length, count: found.length, found: found.slice(0, 20) }
}
