// What moderators do about one comment; each a form of its own, answered by the page they came from.
import { textIn } from '../../base/web/form.ts'
import { seeOther } from '../../base/web/respond.ts'
import { found, NotFound, type Action } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { isPermitted } from '../../people/permissions.ts'
import { numberIn, paths, url } from '../../urls.ts'
import { claimComment } from '../claims.ts'
import { isClause } from '../clause.ts'
import { decide } from '../decision.ts'
import { effects, isDecisionKind } from '../decision-kinds.ts'
import { lockBranch, noteToColleagues, pickComment } from '../marking.ts'
import { nextIn, withDone } from '../queue.ts'
import { decisionById } from '../reads/decisions.ts'
import { askAuthor, longestQuestion, markRoute } from '../routing.ts'
import { plainText } from '../submission.ts'
import { undo } from '../undoing.ts'
import { commentPage } from './queue-comment.tsx'
import { readerPage } from './queue-reader.tsx'

type Act<P extends string> = Action<P, Staff<'moderate'>>

export const claim: Act<typeof paths.deskCommentClaim> = async ({ db, params, who, now, form }) => {
  await claimComment(db, found(numberIn(params.id)), { by: who, now })
  const next = nextIn(textIn(form, 'next'))
  return seeOther(`${url(paths.deskComment, params)}?${new URLSearchParams({ next })}`)
}

export const decision: Act<typeof paths.deskCommentDecision> = async ({ db, params, form, who, now, site, speaks }) => {
  const id = found(numberIn(params.id))
  const [kind, clause, reason, next] = [textIn(form, 'kind'), textIn(form, 'clause'), textIn(form, 'reason').trim().slice(0, 1000), nextIn(textIn(form, 'next'))]
  const known = found(isDecisionKind(kind) && effects[kind].from ? kind : undefined)
  const seen = Number(textIn(form, 'seen') || '0')
  const decided = await decide(db, { kind: known, comment_id: id, clause: isClause(clause) ? clause : null, reason, seen }, { by: who, now, site_url: site.url })
  if (!decided.refused) return seeOther(withDone(next, String(decided.id)))
  if (decided.refused === 'missing') throw new NotFound()
  const shown = { id, who, speaks, now, next, typed: { clause, reason } }
  if (decided.refused === 'decided') return commentPage(db, { ...shown, meanwhile: decided.latest })
  const { t } = await deskOf(db, { who, speaks })
  return commentPage(db, { ...shown, errors: { clause: t(`moderation.error.${decided.refused}`) } })
}

export const undoing: Act<typeof paths.deskUndoing> = async ({ db, params, form, who, now, site, speaks }) => {
  const next = nextIn(textIn(form, 'next'))
  const maySee = isPermitted(who.roles, 'set_moderation') ? 'all' : 'own'
  const refused = await undo(db, { id: found(numberIn(params.id)), maySee }, { by: who, now, site_url: site.url })
  if (refused === null) return seeOther(withDone(next, 'undone'))
  if (refused === 'missing') throw new NotFound()
  const { t } = await deskOf(db, { who, speaks })
  const { comment_id, reader_id } = found(await decisionById(db, found(numberIn(params.id))))
  const errors = { undo: t(`moderation.error.undo_${refused}`) }
  if (comment_id !== null) return commentPage(db, { id: comment_id, who, speaks, now, next, errors })
  return readerPage(db, { id: found(reader_id ?? undefined), who, speaks, now, errors })
}

export const lock: Act<typeof paths.deskCommentLock> = async ({ db, params, form, who, now }) => {
  const id = found(numberIn(params.id))
  if ((await lockBranch(db, { id, locked: textIn(form, 'to') !== 'no' }, { by: who, now })) !== null) throw new NotFound()
  return seeOther(backTo(id, form))
}

export const pick: Action<typeof paths.deskCommentPick, Staff<'pick_comments'>> = async ({ db, params, form, who, now, speaks }) => {
  const id = found(numberIn(params.id))
  const refused = await pickComment(db, { id, picked: textIn(form, 'to') !== 'no' }, { by: who, now })
  if (refused === 'missing') throw new NotFound()
  if (refused === null) return seeOther(backTo(id, form))
  const { t } = await deskOf(db, { who, speaks })
  return commentPage(db, { id, who, speaks, now, next: nextIn(textIn(form, 'next')), errors: { pick: t('moderation.error.not_shown') } })
}

export const note: Act<typeof paths.deskCommentNote> = async ({ db, params, form, who, now, speaks }) => {
  const id = found(numberIn(params.id))
  const text = textIn(form, 'text').trim().slice(0, 2000)
  const { t } = await deskOf(db, { who, speaks })
  if (text === '') return commentPage(db, { id, who, speaks, now, next: nextIn(textIn(form, 'next')), errors: { text: t('moderation.error.note') } })
  await noteToColleagues(db, { comment_id: id, reader_id: null, text }, { by: who, now })
  return seeOther(backTo(id, form))
}

export const route: Action<typeof paths.deskCommentRoute, Staff<'pick_comments'>> = async ({ db, params, form, who, now }) => {
  const id = found(numberIn(params.id))
  const way = textIn(form, 'route')
  found(await markRoute(db, { comment_id: id, route: found(way === 'correction' || way === 'answer' ? way : undefined) }, { by: who, now }))
  return seeOther(backTo(id, form))
}

export const question: Action<typeof paths.deskCommentQuestion, Staff<'pick_comments'>> = async ({ db, params, form, who, now, site, speaks }) => {
  const id = found(numberIn(params.id))
  const text = plainText(textIn(form, 'question')).slice(0, longestQuestion)
  const refused = await askAuthor(db, { comment_id: id, question: text }, { by: who, now, site_url: site.url })
  if (refused === null) return seeOther(backTo(id, form))
  const { t } = await deskOf(db, { who, speaks })
  return commentPage(db, { id, who, speaks, now, next: nextIn(textIn(form, 'next')), errors: { question: t(`moderation.error.${refused}`) }, question: text })
}

function backTo(id: number, form: Record<string, unknown>): string {
  return `${url(paths.deskComment, { id: String(id) })}?${new URLSearchParams({ next: nextIn(textIn(form, 'next')), done: 'saved' })}`
}
