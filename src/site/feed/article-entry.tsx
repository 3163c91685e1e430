// An article as an entry of a feed: all of its text, with everything that the page shows of it but the discussion.
import { changedAt } from '../../articles/article.ts'
import { emptyDocument, keptDocument, pictureNames, type DocumentNode } from '../../articles/document.ts'
import type { Correction } from '../../articles/reads/articles.ts'
import type { FullText } from '../../articles/reads/full-texts.ts'
import type { ShownPicture } from '../../articles/reads/pictures.ts'
import { Corrections, Note } from '../../articles/views/article-foot.tsx'
import { credit } from '../../articles/views/picture.tsx'
import { pictureAddress, plainFile, PlainBody, PlainPicture, type PlainSetting } from '../../articles/views/plain-body.tsx'
import { spoken, translator, type T } from '../../base/i18n/i18n.ts'
import { articleUrl, commentsUrl, feedUrls, paths, url } from '../../urls.ts'
import type { Entry, FeedPicture } from './feed.ts'

interface Surroundings {
  paper: { name: string; language: string; time_zone: string }
  corrections: Correction[]
  pictures: ShownPicture[]
  /** Where the paper is found. */
  origin: string
}

export function articleEntry(article: FullText, { paper, corrections, pictures, origin }: Surroundings): Entry {
  const whole = (path: string) => `${origin}${path}`
  const address = whole(articleUrl(article))
  const t = translator(spoken(article.language, paper.language))
  const own = corrections.filter((correction) => correction.article_id === article.id)
  const published_at = article.published_at ?? new Date(0)
  const people = article.bylines.map(({ role, name, slug }) => ({ role, name, address: whole(url(paths.author, { slug })) }))
  const lead = pictures.find((picture) => picture.id === article.lead_picture_id)
  const view = <Text article={article} lead={lead} corrections={own} paper={paper} setting={{ t, pictures, page: address }} />
  return {
    id: whole(article.first_address ?? articleUrl(article)), address, title: [article.kicker, article.headline].filter(Boolean).join(': '), summary: article.standfirst,
    html: String(view), language: article.language, published_at,
    updated_at: changedAt(article, own) ?? published_at,
    authors: people.filter(({ role }) => role === 'text'), contributors: people.filter(({ role }) => role !== 'text'),
    topics: article.topics.map(({ slug, name }) => ({ slug, name, address: whole(url(paths.topic, { slug })) })),
    picture: lead ? enclosed(lead, { caption: article.lead_caption ?? lead.caption, page: address, t }) : null,
    comments: article.comment_mode === 'off' ? null : { address: whole(commentsUrl(article)), feeds: feedUrls(whole(commentsUrl(article))) },
    answers: null,
  }
}

/** The pictures an article shows, so that they can be asked for together. */
export function picturesShown(articles: FullText[]): { names: string[]; ids: number[] } {
  return { names: articles.flatMap((article) => pictureNames(documentOf(article))), ids: articles.flatMap((article) => article.lead_picture_id ?? []) }
}

function documentOf(article: FullText): DocumentNode {
  return keptDocument(article.body ?? emptyDocument)
}

function enclosed(picture: ShownPicture, { caption, page, t }: { caption: string; page: string; t: T }): FeedPicture | null {
  const file = plainFile(picture)
  return file ? { address: pictureAddress(file, page), type: `image/${file.format}`, bytes: Number(file.bytes), width: file.width, height: file.height, caption, credit: credit(picture, t) } : null
}

interface TextProps { article: FullText; lead: ShownPicture | undefined; corrections: Correction[]; paper: Surroundings['paper']; setting: PlainSetting }

function Text({ article, lead, corrections, paper, setting }: TextProps) {
  const { t, page } = setting
  const dateline = [article.dateline_place, article.dateline_source].filter(Boolean).join(' ')
  return (
    <>
      {lead ? <PlainPicture picture={lead} alt={article.lead_alt ?? lead.alt} caption={article.lead_caption ?? lead.caption} setting={setting} /> : null}
      {article.standfirst ? <p><strong>{article.standfirst}</strong></p> : null}
      <PlainBody doc={documentOf(article)} dateline={dateline} {...setting} />
      <Note note={article.note} t={t} />
      <Corrections corrections={corrections} t={t} zone={paper.time_zone} />
      {article.sensitive ? null : <p>{t('feed.free')} <a href={new URL(paths.support, page).href}>{t('frame.support_paper', { paper: paper.name })}</a></p>}
    </>
  )
}
