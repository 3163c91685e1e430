// An appeal is what a campaign says in one place: the texts of the version that this slice of time shows.
import type { RunningCampaign } from './reads/campaigns.ts'
import { secondsLeft, sliceOf, versionIn } from './slice.ts'

export type Place = 'own' | 'front' | 'articles' | { section_id: number }

export interface Appeal extends Omit<RunningCampaign, 'sections' | 'texts'> {
  version: string
  language: string
  headline: string
  body: string
  button: string
  footnote: string
  /** For how long it stays as it is; undefined where it has one version only. */
  seconds: number | undefined
}

interface Moment { now: Date; language: string }

/** What stands in a place now, of campaigns that run: the newest that asks there, in the language wanted or the one there is. */
export function appealIn(campaigns: readonly RunningCampaign[], place: Place, { now, language }: Moment): Appeal | undefined {
  const campaign = campaigns.find((one) => one.texts.length > 0 && asksIn(one, place))
  return campaign && appealOf(campaign, { now, language })
}

export function appealOf({ texts, sections: _, ...campaign }: RunningCampaign, { now, language, version = versionAt(now, { ...campaign, texts }) }: { now: Date; language: string; version?: string | undefined }): Appeal | undefined {
  const ofVersion = texts.filter((text) => text.version === version)
  const text = ofVersion.find((one) => one.language === language) ?? ofVersion[0]
  return text && { ...campaign, ...text, seconds: versionsOf(texts).length > 1 ? secondsLeft(now) : undefined }
}

function versionAt(now: Date, { id, texts }: Pick<RunningCampaign, 'id' | 'texts'>): string | undefined {
  return versionIn(sliceOf(now), { campaign_id: id, versions: versionsOf(texts) })
}

export function versionsOf(texts: readonly { version: string }[]): string[] {
  return [...new Set(texts.map(({ version }) => version))].sort()
}

function asksIn({ on_articles, on_front, sections }: RunningCampaign, place: Place): boolean {
  if (place === 'own') return true
  if (place === 'front') return on_front
  return place === 'articles' ? on_articles : sections.includes(place.section_id)
}

/** Nobody is asked for money where the subject forbids it: by the article itself, its section, or one of its topics. */
export function mayAskUnder(article: { sensitive: boolean; topics: readonly { no_appeals: boolean }[] }, section: { no_appeals: boolean } | undefined): boolean {
  return !article.sensitive && !section?.no_appeals && !article.topics.some((topic) => topic.no_appeals)
}
