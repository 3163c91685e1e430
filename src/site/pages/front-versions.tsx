// What a front was and will be: its history, one version of it, how readers would see one.
import { translator } from '../../base/i18n/i18n.ts'
import type { Db, Reads } from '../../base/db/db.ts'
import { NotIndexed } from '../../base/ui/head.tsx'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page, type Site } from '../../base/web/route.ts'
import { frontState, restoreFront, takeOverDraft, unscheduleFront, type Editing } from '../../newsroom/front.ts'
import { frontId, layoutOf, shownVersions, versionOf, type FrontOf, type FrontVersion, type Layout } from '../../newsroom/reads/fronts.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { DataTable, Paging } from '../../people/views/desk-list.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { boardOf, deskFront, marked, type DeskFront } from '../desk-front.ts'
import { frontNow, placing } from '../front.ts'
import { FrontView } from '../views/front-view.tsx'
import { Slots } from '../views/front-slots-view.tsx'
import { nameOf, timeOf } from '../views/front-status-view.tsx'
import { listed, sectionList, topicList } from './list.tsx'

type Who = Staff<'place_articles'>
const pageLength = 30

export const history: Page<typeof paths.deskFrontHistory, Who, 'before'> = async ({ db, who, speaks, params, query, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper: { time_zone: zone } } } = desk
  const front = found(await deskFront(db, params.front, desk.facts))
  const id = (await frontId(db, front.of))?.id
  const last = query.before === undefined ? undefined : found(id === undefined ? undefined : await versionOf(db, id, found(numberIn(query.before))))
  const rows = id === undefined ? [] : await shownVersions(db, id, { before: last?.starts_at ?? now, limit: pageLength + 1 })
  const now_shown = last ? undefined : rows[0]?.id
  const restored = (version: FrontVersion) => (version.restored_from === null ? '' : t('fronts.restored_from', { n: version.restored_from }))
  return html(
    <DeskFrame {...desk} title={t('fronts.history_of', { name: front.name })} current={paths.deskFronts} back={{ path: url(paths.deskFront, params), label: t('fronts.of', { name: front.name }) }}>
      <DataTable caption={t('fronts.history')} empty={t('fronts.history_none')} rows={rows.slice(0, pageLength)} columns={[
        { label: t('fronts.since'), names: true, cell: (version) => <a href={url(paths.deskFrontVersion, { ...params, version: String(version.id) })}>{timeOf(version.starts_at, t, zone)}</a> },
        { label: t('fronts.number'), numeric: true, cell: ({ id: n }) => n },
        { label: t('fronts.by'), cell: (version) => nameOf(version, t) },
        { label: t('fronts.slots_placed'), numeric: true, cell: ({ placed }) => t.number(placed ?? 0) },
        { label: t('fronts.remark'), cell: (version) => (version.id === now_shown ? t('fronts.now') : restored(version)) },
      ]} />
      <Paging t={t} newest={last ? url(paths.deskFrontHistory, params) : undefined} older={rows.length > pageLength ? withQuery(url(paths.deskFrontHistory, params), { before: rows.at(pageLength)?.id }) : undefined} />
    </DeskFrame>)
}

async function versionAt(db: Reads, of: FrontOf, text: string): Promise<FrontVersion> {
  const id = found(await frontId(db, of)).id
  return found(await versionOf(db, id, found(numberIn(text))))
}

export const version: Page<typeof paths.deskFrontVersion, Who> = async ({ db, who, speaks, params, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper: { time_zone: zone } } } = desk
  const front = found(await deskFront(db, params.front, desk.facts))
  const row = await versionAt(db, front.of, params.version)
  const live = await boardOf(db, front, { now, t })
  const board = marked(await boardOf(db, front, { layout: await layoutOf(db, row.id), now, t }), live)
  const state = await frontState(db, front.of, { staff_id: who.id, now })
  const isPast = row.starts_at !== null && row.starts_at <= now
  return html(
    <DeskFrame {...desk} title={titleOf(row, { desk, now })} current={paths.deskFronts} back={{ path: url(paths.deskFront, { front: front.key }), label: t('fronts.of', { name: front.name }) }}>
      <p>{t('fronts.made', { name: nameOf(row, t), time: timeOf(row.made_at, t, zone) })}</p>
      <div class="actions">
        {isPast && row.id !== state.shown?.id ? <form method="post" action={url(paths.deskFrontRestoration, params)}><button class="button">{t('fronts.restore')}</button></form> : null}
        <a href={withQuery(url(paths.deskFrontPreview, { front: front.key }), { version: row.id })}>{t('fronts.preview')}</a>
      </div>
      {row.id === state.shown?.id ? <p class="nothing">{t('fronts.now_shown')}</p> : null}
      <div class="front-desk looked">
        <section class="front-draft" aria-labelledby="version-title"><h2 id="version-title">{t('fronts.version')}</h2><Slots t={t} zone={zone} board={board} id="slot" under="version-title" /></section>
        <section class="front-live" aria-labelledby="live-title"><h2 id="live-title">{t('fronts.live')}</h2><Slots t={t} zone={zone} board={live} id="live" under="live-title" /></section>
      </div>
    </DeskFrame>)
}

function titleOf(row: FrontVersion, { desk: { t, facts: { paper: { time_zone: zone } } }, now }: { desk: Desk; now: Date }): string {
  if (row.starts_at === null) return t('fronts.draft_by', { name: nameOf(row, t) })
  return t(row.starts_at > now ? 'fronts.version_from' : 'fronts.version_since', { time: timeOf(row.starts_at, t, zone) })
}

/** As readers would see it: one's draft, or a version, at its hour. */
export const preview: Page<typeof paths.deskFrontPreview, Who, 'version'> = async ({ db, who, speaks, params, query, site, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const front = found(await deskFront(db, params.front, desk.facts))
  const row = query.version === undefined ? (await frontState(db, front.of, { staff_id: who.id, now })).draft : await versionAt(db, front.of, query.version)
  const at = row?.starts_at && row.starts_at > now ? row.starts_at : now
  const layout = row ? await layoutOf(db, row.id) : undefined
  return html(await previewed(db, { desk, front, layout, at, site }))
}

async function previewed(db: Reads, { desk, front, layout, at, site }: { desk: Desk; front: DeskFront; layout: Layout | undefined; at: Date; site: Site }) {
  const given = layout ? { layout } : {}
  const list = front.of_topic ? topicList(front.of_topic) : front.of_section && sectionList(front.of_section, { before: undefined, now: at })
  if (list) return (await listed(db, list, { before: undefined, site, now: at, ...given })).view
  const { facts } = desk
  const shown = await frontNow(db, { sections: facts.sections, paper: facts.paper, now: at, ...given })
  return <FrontView facts={facts} t={translator(facts.paper.language)} head={<NotIndexed />} front={shown} place={placing(shown)} appeal={undefined} />
}

type Deed = (db: Db, about: { of: FrontOf; version_id: number }, act: Editing) => Promise<string | undefined>

/** One button of a version: what it does, and what is said then. */
function deed(done: Deed): Action<typeof paths.deskFrontVersion, Who> {
  return async ({ db, who, speaks, params, now }) => {
    const { facts } = await deskOf(db, { who, speaks })
    const front = found(await deskFront(db, params.front, facts))
    const { id: version_id } = await versionAt(db, front.of, params.version)
    return seeOther(withQuery(url(paths.deskFront, { front: front.key }), { done: await done(db, { of: front.of, version_id }, { staff_id: who.id, now }) }))
  }
}

export const restore = deed(async (db, about, act) => ((await restoreFront(db, about, act)) ? 'restored' : undefined))
export const unschedule = deed((db, about, act) => unscheduleFront(db, about, act))
export const takeOver = deed(async (db, about, act) => {
  await takeOverDraft(db, about, act)
  return 'taken_over'
})
