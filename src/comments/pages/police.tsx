// Handing a threat to life over to the police: what is kept, the page that is printed, and the button that sends it.
import type { Reads } from '../../base/db/db.ts'
import { Area, Wrong } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { DataTable } from '../../people/views/desk-list.tsx'
import { Facts } from '../../people/views/desk-said.tsx'
import { numberIn, paths, url } from '../../urls.ts'
import { openPoliceCase, policeMail, sendPoliceCase } from '../police.ts'
import { moderationPages } from '../queue.ts'
import { duties } from '../reads/cases.ts'
import { evidenceOf, policeCase, policeCases } from '../reads/police.ts'
import { ModerationFrame } from './queue.tsx'
import { Said } from '../views/said.tsx'

type Guarded = Staff<'moderate'>
const listed = 100
const longestTold = 5_000

export const list: Page<typeof paths.deskPolice, Guarded> = async ({ db, who, speaks, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper: { time_zone: zone } } } = desk
  return html(
    <ModerationFrame desk={desk} pages={await moderationPages(db, { t, who, now })} current={paths.deskPolice} title={t('case.police.all')}>
      <DataTable caption={t('case.police.all')} rows={await policeCases(db, listed)} empty={t('case.police.none')} columns={[
        { label: t('case.police.case'), names: true, cell: ({ id, told }) => <a href={url(paths.deskPoliceCase, { id: String(id) })}>{told.length > 80 ? `${told.slice(0, 79)}…` : told}</a> },
        { label: t('case.police.opened'), cell: ({ opened_at, opened_by_name }) => `${t.dateTime(opened_at, zone)}, ${opened_by_name ?? '–'}` },
        { label: t('case.police.sent'), cell: ({ sent_at }) => (sent_at ? t.dateTime(sent_at, zone) : '–') },
      ]} />
    </ModerationFrame>)
}

export const begin: Page<typeof paths.deskPoliceOf, Guarded> = async (c) => html(await beginning(c))

export const open: Action<typeof paths.deskPoliceOf, Guarded> = async (c) => {
  const { db, params, form, who, now, site, speaks } = c
  const told = textIn(form, 'told').trim()
  if (told === '' || told.length > longestTold) {
    const { t } = await deskOf(db, { who, speaks })
    return html(await beginning(c, told, t(told === '' ? 'case.police.wrong' : 'case.report.wrong.long', { n: longestTold })), 422)
  }
  const id = found(await openPoliceCase(db, { comment_id: found(numberIn(params.id)), told }, { by: who, now, site_url: site.url }))
  return seeOther(url(paths.deskPoliceCase, { id: String(id) }))
}

export const show: Page<typeof paths.deskPoliceCase, Guarded> = async ({ db, params, who, speaks }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper: { time_zone: zone } } } = desk
  const kept = found(await policeCase(db, found(numberIn(params.id))))
  const { police_address } = await duties(db)
  const to = policeMail(police_address)
  return html(
    <DeskFrame {...desk} title={t('case.police.title', { id: kept.id })} current={paths.deskModeration} back={{ path: paths.deskPolice, label: t('case.police.all') }}>
      <Facts facts={[
        [t('case.police.opened'), `${t.dateTime(kept.opened_at, zone)}, ${kept.opened_by_name ?? '–'}`], [t('case.police.told'), kept.told],
        [t('case.police.to'), police_address || t('case.police.no_address')],
        [t('case.police.sent'), kept.sent_at ? `${t.dateTime(kept.sent_at, zone)}, ${kept.sent_to}, ${kept.sent_by_name ?? '–'}` : t('case.police.not_sent')],
        ['SHA-256', kept.evidence_hash.toString('hex')],
      ]} />
      <p>{t('case.police.call')}</p>
      {to && !kept.sent_at ? (
        <form class="actions" method="post" action={url(paths.deskPoliceMail, { id: String(kept.id) })}><button class="button">{t('case.police.send', { to })}</button></form>
      ) : null}
      <h2>{t('case.police.evidence')}</h2>
      <pre class="evidence">{kept.evidence}</pre>
    </DeskFrame>)
}

export const send: Action<typeof paths.deskPoliceMail, Guarded> = async ({ db, params, who, now, site }) => {
  const { id } = found(await policeCase(db, found(numberIn(params.id))))
  await sendPoliceCase(db, { id }, { by: who, now, site_url: site.url })
  return seeOther(url(paths.deskPoliceCase, params))
}

interface Asked { db: Reads; who: Guarded; speaks: string | undefined; params: { id: string } }

async function beginning({ db, who, speaks, params }: Asked, told = '', error?: string) {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper: { time_zone: zone } } } = desk
  const comment = found(await evidenceOf(db, found(numberIn(params.id))))
  return (
    <DeskFrame {...desk} title={t('case.police.begin')} current={paths.deskModeration} back={{ path: paths.deskPolice, label: t('case.police.all') }}>
      <p>{t('case.police.lead')}</p>
      <p class="small">{comment.account?.name ?? '–'}, {t.dateTime(comment.submitted_at, zone)} · {comment.headline}</p>
      <blockquote class="judged"><Said text={comment.body} /></blockquote>
      <form class="form" method="post" action={url(paths.deskPoliceOf, params)}>
        <Wrong errors={error ? { told: error } : {}} t={t} />
        <Area name="told" label={t('case.police.told')} hint={t('case.police.told_hint')} value={told} error={error} rows={5} required maxlength={longestTold} />
        <div class="actions"><button class="button">{t('case.police.keep')}</button></div>
      </form>
    </DeskFrame>
  )
}
