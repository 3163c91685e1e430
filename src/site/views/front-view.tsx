import type { Child } from 'hono/jsx'
import type { Teaser as TeaserRow } from '../../articles/reads/lists.ts'
import type { ShownPicture } from '../../articles/reads/pictures.ts'
import { Caption, Picture } from '../../articles/views/picture.tsx'
import { Teaser, type TeaserProps } from '../../articles/views/teaser.tsx'
import { langOf, translator, type T } from '../../base/i18n/i18n.ts'
import { Frame, type FrameFacts } from '../../base/ui/frame.tsx'
import type { Appeal as ShownAppeal } from '../../funding/appeal.ts'
import { Appeal } from '../../funding/views/appeal.tsx'
import { articleUrl, commentsUrl, paths, url } from '../../urls.ts'
import type { Block } from '../edition.ts'
import type { Front, Place, Placing } from '../front.ts'

interface Shown { t: T; pictures: ShownPicture[]; counts: Map<number, number>; place: Placing }
interface BodyProps { t: T; front: Front; place: Placing; appeal: ShownAppeal | undefined }
interface FrontProps extends BodyProps { facts: FrameFacts; head: Child }

export function FrontView({ facts, head, ...body }: FrontProps) {
  const { t, front: { edition }, appeal } = body
  return (
    <Frame facts={facts} t={t} title={facts.paper.name} description={facts.paper.claim} head={head} asks={appeal !== undefined} scripts={appeal ? ['appeal.js'] : []} front edition={edition.lead?.published_at ?? null}>
      <FrontBody {...body} />
    </Frame>
  )
}

/** The front page without what stands around it. */
export function FrontBody({ t, front: { edition, most, pictures, counts }, place, appeal }: BodyProps) {
  const { lead, rows, main, feature, opinions, elsewhere } = edition
  const shown = { t, pictures, counts, place }
  return (
    <>
      {lead ? (
        <div class={most.length > 0 || edition.aside ? 'cols ruled block' : 'block'}>
          <Lead lead={lead} also={edition.also} shown={shown} />
          <Beside most={most} aside={edition.aside} shown={shown} />
        </div>
      ) : <Empty t={t} />}
      {/* What the paper has comes before what it asks for. */}
      {appeal ? <Appeal appeal={appeal} t={t} band /> : null}
      {main && main.articles.length > 0 ? <MainBlock block={main} shown={shown} /> : null}
      {rows.map((row) => <div class="cols ruled block">{row.map((block) => <Column block={block} shown={shown} />)}</div>)}
      {opinions.length > 0 || feature ? (
        <div class="cols ruled block">
          {feature ? <Feature block={feature} shown={shown} /> : null}
          {opinions.map((block) => <Opinions block={block} shown={shown} />)}
        </div>
      ) : null}
      {elsewhere.map((other) => <Elsewhere {...other} shown={shown} />)}
    </>
  )
}

function Empty({ t }: { t: T }) {
  return <div class="empty"><h2>{t('front.empty')}</h2><p>{t('front.empty_hint')}</p></div>
}

function Lead({ lead: own, also, shown: { t, pictures, counts, place } }: { lead: TeaserRow; also: TeaserRow[]; shown: Shown }) {
  const { article: lead, slot, mark } = place('lead', own)
  const picture = pictures.find((one) => one.id === lead.lead_picture_id)
  const names = lead.authors.map((author) => author.name)
  const comments = counts.get(lead.id) ?? 0
  const line = [names.length > 0 ? t('article.by', { names: t.list(names) }) : '', comments > 0 ? t('comments.count', { n: comments }) : ''].filter(Boolean).join(', ')
  return (
    <article class="lead w9">
      {mark}
      <h2 data-slot={slot}>{lead.kicker ? <span class="kicker">{lead.kicker}</span> : null} <a href={articleUrl(lead)}>{lead.headline}</a></h2>
      <div class={picture ? 'lead-body' : 'lead-body plain'}>
        {picture ? (
          <figure>
            <Picture picture={picture} crop="wide" sizes="(width >= 64rem) 38rem, calc(100vw - 2.5rem)" alt={lead.lead_alt ?? picture.alt} first />
            <Caption picture={picture} caption={lead.lead_caption ?? picture.caption} t={t} short />
          </figure>
        ) : null}
        <div>
          {lead.standfirst ? <p class="standfirst">{lead.standfirst}</p> : null}
          {line ? <p class="small">{line}</p> : null}
          {also.length > 0 ? <ul class="also">{also.map((one, n) => <Also {...place(`also-${n + 1}`, one)} />)}</ul> : null}
        </div>
      </div>
    </article>
  )
}

function Also({ article, slot, mark }: Place) {
  return <li data-slot={slot}>{mark}<a href={articleUrl(article)}>{article.headline}</a></li>
}

function Beside({ most, aside, shown: { t, place } }: { most: Front['most']; aside: TeaserRow | undefined; shown: Shown }) {
  if (most.length === 0 && !aside) return null
  return (
    <section aria-label={t('front.most_discussed')}>
      {most.length > 0 ? (
        <>
          <h2 class="label">{t('front.most_discussed')}</h2>
          <ol class="ranked">
            {most.map(({ article, n }, rank) => (
              <li data-slot={place(`most-${rank + 1}`, article).slot}>{place(`most-${rank + 1}`, article).mark}<a href={commentsUrl(article)} lang={langOf(article, t)}>{article.headline}</a><span class="small">{t('comments.count', { n })}</span></li>
            ))}
          </ol>
        </>
      ) : null}
      {aside ? <Teaser {...place('aside', aside)} t={t} class={most.length > 0 ? 'tail' : ''} /> : null}
    </section>
  )
}

function Heading({ block: { section } }: { block: Block }) {
  return <h2 class="label" id={`s-${section.slug}`}><a href={url(paths.section, { slug: section.slug })}>{section.name}</a></h2>
}

/** The section with most to say: one large, the others in two columns beside it. */
function MainBlock({ block, shown }: { block: Block; shown: Shown }) {
  const [first, ...others] = block.articles
  const half = Math.ceil(others.length / 2)
  return (
    <section class="block" aria-labelledby={`s-${block.section.slug}`}>
      <Heading block={block} />
      <div class="cols ruled">
        {first ? <One slot="main-1" article={first} shown={shown} big class="w6" sizes="(width >= 64rem) 40rem, calc(100vw - 2.5rem)" /> : null}
        {[others.slice(0, half), others.slice(half)].filter((stack) => stack.length > 0).map((stack) => (
          <div class="stack">{stack.map((article, n) => <Teaser {...shown.place(`main-${block.articles.indexOf(article) + 1}`, article)} t={shown.t} show={{ standfirst: n % 2 === 0, authors: n === 0 }} />)}</div>
        ))}
      </div>
    </section>
  )
}

interface OneProps { slot: string; article: TeaserRow; shown: Shown; sizes: string; big?: boolean; class?: string }

function One({ slot, article, shown: { t, pictures, counts, place }, sizes, big = false, class: extra = '' }: OneProps) {
  const picture = pictures.find((one) => one.id === article.lead_picture_id)
  const show: NonNullable<TeaserProps['show']> = { picture, sizes, standfirst: true, authors: true, comments: counts.get(article.id) }
  return <Teaser {...place(slot, article)} t={t} big={big} class={extra} show={show} />
}

function Column({ block, shown }: { block: Block; shown: Shown }) {
  const [first, ...others] = block.articles
  const picture = shown.pictures.find((one) => one.id === first?.lead_picture_id)
  return (
    <section aria-labelledby={`s-${block.section.slug}`}>
      <Heading block={block} />
      <div class="stack">
        {first ? <Teaser {...shown.place(`s${block.section.id}-1`, first)} t={shown.t} show={{ picture, sizes: '(width >= 64rem) 19rem, (width >= 40rem) calc(50vw - 2.5rem), calc(100vw - 2.5rem)', standfirst: true }} /> : null}
        {others.map((article, n) => <Teaser {...shown.place(`s${block.section.id}-${n + 2}`, article)} t={shown.t} />)}
      </div>
    </section>
  )
}

function Feature({ block, shown }: { block: Block; shown: Shown }) {
  const [article] = block.articles
  if (!article) return null
  return (
    <section class="w6" aria-labelledby="feature">
      <h2 class="label" id="feature">{shown.t('front.more', { section: block.section.name })}</h2>
      <One slot="feature" article={article} shown={shown} big sizes="(width >= 64rem) 40rem, calc(100vw - 2.5rem)" />
    </section>
  )
}

function Opinions({ block, shown: { t, place } }: { block: Block; shown: Shown }) {
  return (
    <section class="w6" aria-labelledby={`s-${block.section.slug}`}>
      <Heading block={block} />
      <div class="stack">{block.articles.map((article, n) => <Teaser {...place(`s${block.section.id}-${n + 1}`, article)} t={t} />)}</div>
    </section>
  )
}

/** What the paper prints in another language, under a title in that language. */
function Elsewhere({ language, articles, shown }: { language: string; articles: TeaserRow[]; shown: Shown }) {
  const t = translator(language)
  const spoken = t('front.in_language')
  return (
    <section class="block" lang={language} aria-label={spoken}>
      <h2 class="label">{spoken}</h2>
      <div class="cols ruled">
        {articles.map((article, n) => {
          const picture = shown.pictures.find((one) => one.id === article.lead_picture_id)
          return <Teaser {...shown.place(`${language}-${n + 1}`, article)} t={t} show={{ picture, sizes: '(width >= 64rem) 19rem, (width >= 40rem) calc(50vw - 2.5rem), calc(100vw - 2.5rem)', standfirst: true, authors: true }} />
        })}
      </div>
    </section>
  )
}
