// What somebody was told: what became of the articles they wait for. And what they wait for.
import type { Reads } from '../../base/db/db.ts'
import { langOf } from '../../base/i18n/i18n.ts'
import { Check, Select, Wrong } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { DataTable, Paging } from '../../people/views/desk-list.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { moveInWords, moverOf, titleOf } from '../move-telling.ts'
import { noticesOf, stepsUsed, watchesOf } from '../reads/workflow.ts'
import { isUsed, stages } from '../stage.ts'
import { seeTold, watchFor, watchNoMore } from '../watching.ts'

type Who = Staff<'see_articles'>
const pageLength = 50

export const show: Page<typeof paths.deskTold, Who, 'before' | 'done'> = async ({ db, who, speaks, query: { before, done } }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts } = desk
  const all = await noticesOf(db, { reader_id: who.id, before: numberIn(before ?? '') }, pageLength + 1)
  const notices = all.slice(0, pageLength)
  const [first, last] = [notices[0], notices.at(-1)]
  return html(
    <DeskFrame {...desk} title={t('told.title')} current={paths.desk} pages={pages(desk, paths.deskTold)}>
      <Done text={done === 'seen' ? t('told.done.seen') : undefined} />
      {first && notices.some(({ seen_at }) => seen_at === null) ? <form class="actions" method="post" action={paths.deskTold}><input type="hidden" name="until" value={String(first.id)} /><button class="quiet">{t('told.seen')}</button></form> : null}
      <DataTable caption={t('told.title')} rows={notices} empty={t('told.none')} columns={[
        { label: t('articles.headline'), names: true, cell: (one) => <>{one.seen_at === null ? <strong class="new">{t('told.new')} </strong> : null}<a href={`${url(paths.deskArticle, { id: String(one.article_id) })}#stage`} lang={langOf(one, t)}>{titleOf(one)}</a></> },
        { label: t('told.what'), cell: (one) => <div>{moveInWords(one, t)}{one.note ? <small class="said">{one.note}</small> : null}</div> },
        { label: t('journal.who'), cell: (one) => moverOf(one, t) || '–' },
        { label: t('journal.when'), cell: ({ moved_at }) => t.dateTime(moved_at, facts.paper.time_zone) },
      ]} />
      <Paging t={t} newest={before === undefined ? undefined : paths.deskTold} older={all.length > pageLength && last ? withQuery(paths.deskTold, { before: last.id }) : undefined} />
    </DeskFrame>,
  )
}

export const seen: Action<typeof paths.deskTold, Who> = async ({ db, who, form, now }) => {
  await seeTold(db, { until: found(numberIn(textIn(form, 'until'))) }, { who, now })
  return seeOther(withQuery(paths.deskTold, { done: 'seen' }))
}

export const watching: Page<typeof paths.deskWatching, Who, 'done'> = async ({ db, who, speaks, query: { done } }) => html(await watchingPage(db, { desk: await deskOf(db, { who, speaks }), done }))

async function watchingPage(db: Reads, { desk, done, wrong }: { desk: Desk; done?: string | undefined; wrong?: string }) {
  const { t, who, facts } = desk
  const [watches, steps] = [await watchesOf(db, who.id), await stepsUsed(db)]
  return (
    <DeskFrame {...desk} title={t('watching.title')} current={paths.desk} pages={pages(desk, paths.deskWatching)}>
      <Done text={done === 'watched' || done === 'ended' ? t(`watching.done.${done}`) : undefined} />
      <Wrong errors={{ section: wrong }} t={t} />
      <p>{t('watching.about')}</p>
      <DataTable caption={t('watching.title')} rows={watches} empty={t('watching.none')} columns={[
        { label: t('watching.what'), names: true, cell: (one) => (one.article_id !== null ? <a href={url(paths.deskArticle, { id: String(one.article_id) })} lang={one.language === null ? undefined : langOf({ language: one.language }, t)}>{one.headline}</a> : one.section_name ?? t('watching.any_section')) },
        { label: t('watching.stage'), cell: ({ article_id, stage }) => (stage === null ? (article_id === null ? t('watching.any_stage') : '–') : t(`stage.${stage}`)) },
        { label: t('watching.by'), cell: ({ by_mail }) => t(by_mail ? 'watching.by_mail' : 'watching.in_desk') },
        { label: t('people.change'), cell: ({ id }) => <form method="post" action={url(paths.deskWatchingEnd, { id: String(id) })}><button class="quiet">{t('watching.end')}</button></form> },
      ]} />
      <form class="form" method="post" action={paths.deskWatching}>
        <h2>{t('watching.new')}</h2>
        <div class="pair">
          <Select name="section" label={t('articles.section')} options={[{ value: '', label: t('watching.any_section') }, ...facts.sections.map(({ slug, name }) => ({ value: slug, label: name }))]} error={wrong} />
          <Select name="stage" label={t('watching.stage')} options={[{ value: '', label: t('watching.any_stage') }, ...stages.filter((one) => isUsed(one, steps)).map((one) => ({ value: one, label: t(`stage.${one}`) }))]} />
        </div>
        <Check name="by_mail" label={t('watching.mail_too')} hint={t('watching.mail_hint')} />
        <div class="actions"><button class="button">{t('watching.add')}</button></div>
      </form>
    </DeskFrame>
  )
}

export const watch: Action<typeof paths.deskWatching, Who> = async ({ db, who, speaks, form, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const section = desk.facts.sections.find(({ slug }) => slug === textIn(form, 'section'))
  const stage = stages.find((one) => one === textIn(form, 'stage')) ?? null
  if (!section && !stage) return html(await watchingPage(db, { desk, wrong: desk.t('watching.wrong') }), 422)
  await watchFor(db, { section_id: section?.id ?? null, stage, by_mail: textIn(form, 'by_mail') !== '' }, { who, now })
  return seeOther(withQuery(paths.deskWatching, { done: 'watched' }))
}

export const unwatch: Action<typeof paths.deskWatchingEnd, Who> = async ({ db, who, params }) => {
  await watchNoMore(db, { id: found(numberIn(params.id)) }, { who })
  return seeOther(withQuery(paths.deskWatching, { done: 'ended' }))
}

function pages({ t }: Desk, current: string) {
  return { all: [{ path: paths.deskTold, label: t('told.title') }, { path: paths.deskWatching, label: t('watching.title') }], current }
}
