// The same decision about several comments at once. A page names first what will happen, to what; nobody is banned in bulk.
import { Area, Select, Wrong, type Errors } from '../../base/ui/form.tsx'
import { atomically } from '../../base/db/db.ts'
import { textIn, textsIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { numberIn, paths } from '../../urls.ts'
import { clauses, isClause, type Clause } from '../clause.ts'
import { decide } from '../decision.ts'
import { entriesOf, moderationPages, nextIn, withDone } from '../queue.ts'
import { ModerationFrame } from './queue.tsx'

/** A page of the queue holds no more. */
const most = 100

export const decideMany: Action<typeof paths.deskBulk, Staff<'moderate'>> = async (c) => {
  const { db, form, who, now, site, speaks } = c
  const next = nextIn(textIn(form, 'next'))
  const kind = found((['approve', 'reject'] as const).find((one) => one === textIn(form, 'kind')))
  const ids = [...new Set(textsIn(form, 'comment').flatMap((text) => numberIn(text) ?? []))].slice(0, most)
  if (ids.length === 0) return noneTicked(c, next)
  const [clause, reason] = [textIn(form, 'clause'), textIn(form, 'reason').trim().slice(0, 1000)]
  const isConfirmed = textIn(form, 'confirmed') === 'yes'
  const desk = await deskOf(db, { who, speaks })
  const errors: Errors = isConfirmed && kind === 'reject' && !isClause(clause) ? { clause: desk.t('moderation.error.clause') } : {}
  if (!isConfirmed || errors.clause) return confirmation({ ids, kind, next, clause, reason, errors, desk }, c)
  const seen = new Map(textsIn(form, 'seen').map((pair) => [Number(pair.split(':')[0]), Number(pair.split(':')[1])]))
  const done = await atomically(db, async (tx) => {
    let count = 0
    // One after the other in the order of their articles, as everyone who holds several articles takes them.
    for (const entry of (await entriesOf(tx, ids, now)).toSorted((a, b) => a.article_id - b.article_id)) {
      const own = kind === 'approve' ? kind : entry.state === 'shown' ? 'remove' : 'reject'
      const named: Clause | null = kind === 'reject' && isClause(clause) ? clause : null
      const decided = await decide(tx, { kind: own, comment_id: entry.id, clause: named, reason, seen: seen.get(entry.id) ?? 0 }, { by: who, now, site_url: site.url })
      if (!decided.refused) count += 1
    }
    return count
  })
  return seeOther(withDone(next, `bulk-${done}`))
}

async function noneTicked({ db, who, speaks, now }: Parameters<typeof decideMany>[0], next: string): Promise<Response> {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  return html(
    <ModerationFrame desk={desk} pages={await moderationPages(db, { t, who, now })} current={next.split('?')[0] ?? next} title={t('moderation.bulk.none')} back={{ path: next, label: t('moderation.back') }}>
      <p role="alert">{t('moderation.bulk.none_how')}</p>
    </ModerationFrame>, 422)
}

interface Asked { ids: number[]; kind: 'approve' | 'reject'; next: string; clause: string; reason: string; errors: Errors; desk: Awaited<ReturnType<typeof deskOf>> }

async function confirmation({ ids, kind, next, clause, reason, errors, desk }: Asked, { db, who, now }: Parameters<typeof decideMany>[0]): Promise<Response> {
  const { t } = desk
  const entries = (await entriesOf(db, ids, now)).filter(({ deleted_at, state }) => deleted_at === null && state !== 'removed')
  return html(
    <ModerationFrame desk={desk} pages={await moderationPages(db, { t, who, now })} current={next.split('?')[0] ?? next} title={t(`moderation.bulk.${kind}`, { n: entries.length })} back={{ path: next, label: t('moderation.back') }}>
      <Wrong errors={errors} t={t} />
      <ul class="named">{entries.map((entry) => <li><strong>{entry.name ?? t('moderation.nobody')}</strong> <small>{t(`moderation.state.${entry.state}`)}, {entry.headline}</small><br />{entry.body.length > 200 ? `${entry.body.slice(0, 200)} …` : entry.body}</li>)}</ul>
      <form class="form" method="post" action={paths.deskBulk}>
        <input type="hidden" name="next" value={next} /><input type="hidden" name="kind" value={kind} /><input type="hidden" name="confirmed" value="yes" />
        {entries.map(({ id, latest }) => <><input type="hidden" name="comment" value={String(id)} /><input type="hidden" name="seen" value={`${id}:${latest}`} /></>)}
        {kind === 'reject' ? (
          <>
            <Select name="clause" label={t('moderation.clause')} value={clause} error={errors.clause} required options={[{ value: '', label: t('moderation.choose_clause') }, ...clauses.map((value) => ({ value, label: t(`clause.${value}`) }))]} />
            <Area name="reason" label={t('moderation.reason_label')} value={reason} rows={2} maxlength={1000} />
          </>
        ) : null}
        <div class="actions"><button class="button">{t(`moderation.bulk.${kind}`, { n: entries.length })}</button><a class="quiet" href={next}>{t('moderation.cancel')}</a></div>
      </form>
    </ModerationFrame>, errors.clause ? 422 : 200)
}
