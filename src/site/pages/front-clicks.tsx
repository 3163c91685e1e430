// The front page as it stands now, and how often each of its slots is followed. For staff.
import type { Child } from 'hono/jsx'
import type { Teaser } from '../../articles/reads/lists.ts'
import { audiencePages } from '../../audience/desk.ts'
import { column, figureLines, isFew, type FigureTable } from '../../audience/figure-tables.ts'
import { clicksIn, frontFigures, spanOf, spans, type FrontFigures, type SpanName } from '../../audience/front-clicks.ts'
import { AudienceFrame } from '../../audience/views/audience-frame.tsx'
import { few, FigurePart, Figures, KeyFigures, perCent } from '../../audience/views/figure-parts.tsx'
import { csvTable } from '../../base/csv.ts'
import { langOf, translator, type T } from '../../base/i18n/i18n.ts'
import { download, html } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { paths, url, withQuery } from '../../urls.ts'
import { frontNow, placing } from '../front.ts'
import { slotName } from '../slot-names.ts'
import { FrontBody } from '../views/front-view.tsx'
import { SlotFigure } from '../views/slot-figure.tsx'

type Guarded = Staff<'see_audience'>

export const show: Page<typeof paths.deskAudienceFront, Guarded, 'of'> = async ({ db, who, speaks, query, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper, sections } } = desk
  const name = spanNamed(query.of)
  const figures = await frontFigures(db, spanOf(name, { now, zone: paper.time_zone }))
  const front = await frontNow(db, { sections, paper, now })
  const spoken = translator(paper.language)
  const { span, views, measured, rows } = figures
  return html(
    <AudienceFrame desk={desk} pages={audiencePages(t, who)} current={paths.deskAudienceFront} title={t('front_clicks.title')}>
      <nav class="figure-periods" aria-label={t('audience_figures.period')}>
        <ul>{spans.map((one) => <li><a href={withQuery(paths.deskAudienceFront, { of: one === 'today' ? undefined : one })} aria-current={one === name ? 'true' : undefined}>{t(`front_clicks.of.${one}`)}</a></li>)}</ul>
      </nav>
      <h2>{spanTitle(name, figures, t)}</h2>
      <KeyFigures figures={[
        { label: t('audience_figures.views'), value: t.number(views) },
        { label: t('audience_figures.measured_views'), value: t.number(measured), more: t('audience_figures.measured_of_share', { share: perCent(t, views > 0 ? Math.min(1, measured / views) : null) }) },
        { label: t('audience_figures.clicks'), value: few(t, rows.reduce((sum, { clicks }) => sum + clicks, 0)), more: t('front_clicks.to_articles') },
      ]} />
      <p class="small front-lead">{t('front_clicks.lead')} <a href="#table">{t('front_clicks.to_table')}</a></p>
      <div class="front-drawn" lang={langOf(paper, t)}>
        <FrontBody t={spoken} front={front} place={placing(front, marking(figures, t))} appeal={undefined} />
      </div>
      <FigurePart t={t} id="table" title={t('front_clicks.table')} files={[{ label: '', href: withQuery(paths.deskAudienceFrontCsv, { of: name }) }]} defined={[t('front_clicks.define'), t('front_clicks.define_scripts')]}>
        <Figures t={t} table={tableOf(figures, desk)} caption={spanTitle(name, { span }, t)} />
      </FigurePart>
    </AudienceFrame>)
}

export const csv: Page<typeof paths.deskAudienceFrontCsv, Guarded, 'of'> = async ({ db, who, speaks, query, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const span = spanOf(spanNamed(query.of), { now, zone: desk.facts.paper.time_zone })
  const hour = (at: number) => String(at).padStart(2, '0')
  return download(csvTable(figureLines(tableOf(await frontFigures(db, span), desk))), { name: `front-${span.from.day}-${hour(span.from.hour)}-${span.to.day}-${hour(span.to.hour)}.csv`, contentType: 'text/csv; charset=utf-8' })
}

function spanNamed(of: string | undefined): SpanName {
  return spans.find((one) => one === of) ?? 'today'
}

function spanTitle(name: SpanName, { span: { from, to } }: Pick<FrontFigures, 'span'>, t: T): string {
  if (name === 'week') return t('funding_figures.period_shown', { from: t.day(from.day), to: t.day(to.day) })
  return name === 'today' || name === 'yesterday' ? t.longDay(from.day) : t('front_clicks.since', { hour: from.hour })
}

/** What is said in each slot: how often it was followed, and how much of that is the article that stands there now. */
function marking({ measured, rows }: FrontFigures, t: T): (slot: string, article: Teaser) => Child {
  const most = Math.max(1, ...new Set(rows.map(({ slot }) => clicksIn(rows, { slot }))))
  return (slot, article) => {
    const [clicks, own] = [clicksIn(rows, { slot }), clicksIn(rows, { slot, article_id: article.id })]
    return <SlotFigure t={t} href={url(paths.deskAudienceArticle, { id: String(article.id) })} clicks={few(t, clicks)} width={isFew(clicks) ? 0 : clicks / most}
      share={shareOf(clicks, measured) === null ? null : perCent(t, shareOf(clicks, measured))} own={own === clicks ? null : few(t, own)} n={isFew(clicks) ? 5 : clicks} />
  }
}

/** A share of few would say how many they are. */
function shareOf(clicks: number, measured: number): number | null {
  return measured > 0 && !isFew(clicks) ? Math.min(1, clicks / measured) : null
}

function tableOf({ measured, rows }: FrontFigures, { t, facts: { sections } }: Desk): FigureTable {
  return {
    columns: [
      column('article', t('front_clicks.article'), 'name'), column('slot', t('front_clicks.slot'), 'name'),
      column('clicks', t('audience_figures.clicks'), 'few'), column('share', t('front_clicks.share'), 'share'),
    ],
    rows: rows.map(({ slot, article_id, headline, language, clicks }) => ({
      cells: [headline ?? t('audience_figures.others'), slotName(slot, { t, sections }), clicks, shareOf(clicks, measured)],
      href: article_id === null ? undefined : url(paths.deskAudienceArticle, { id: String(article_id) }), lang: language !== null && language !== t.language ? language : undefined,
    })),
  }
}
