// What happens to an article besides being written: it is published, withdrawn, given a picture.
import { articleById } from '../../articles/reads/articles.ts'
import type { Db } from '../../base/db/db.ts'
import type { Errors } from '../../base/ui/form.tsx'
import { textIn, type Form } from '../../base/web/form.ts'
import { seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Call } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import type { Reader } from '../../people/session.ts'
import { still } from '../../people/still.ts'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { faultsInWords } from '../revised.ts'
import { publishNow, withdrawNow } from '../publishing.ts'
import { against } from '../views/publishing-box.tsx'
import { shown } from './article.tsx'

type Who = Staff<'publish_articles'>

export const publish: Action<typeof paths.deskArticlePublication, Who> = async ({ db, who, speaks, params, form, now }) => {
  const article = found(await articleById(db, found(numberIn(params.id))))
  const refusal = await still(db, who, (tx, { roles }) => publishNow(tx, { article_id: article.id, anyway: textIn(form, 'anyway') }, { reader_id: who.id, roles, now }))
  if (!refusal) return done(params, 'published')
  const desk = await deskOf(db, { who, speaks })
  if (refusal.why === 'faults') return shown(db, { desk, article, now, errors: faultsInWords(refusal.faults, desk.t), status: 422 })
  const said = against(refusal, { t: desk.t, zone: desk.facts.paper.time_zone })
  return refused({ db, who, speaks, params, form, now, wrong: refusal.why === 'style' && refusal.may_anyway ? { anyway: said } : { publication: said } })
}

export const withdraw: Action<typeof paths.deskArticleWithdrawal, Who> = async ({ db, who, speaks, params, form, now }) => {
  const article = found(await articleById(db, found(numberIn(params.id))))
  const reason = textIn(form, 'reason').trim()
  const { t } = await deskOf(db, { who, speaks })
  const refuse = (wrong: Errors) => refused({ db, who, speaks, params, form, now, wrong })
  if (!reason) return refuse({ reason: t('articles.wrong.reason') })
  const isTakenBack = await still(db, who, (tx) => withdrawNow(tx, { article_id: article.id, reason }, { reader_id: who.id, now }))
  return isTakenBack ? done(params, 'withdrawn') : refuse({ reason: t('articles.wrong.not_public') })
}

interface Refused extends Pick<Call<typeof paths.deskArticle, Reader>, 'who' | 'speaks' | 'params' | 'now'> { db: Db; form: Form; wrong: Errors }

async function refused({ db, who, speaks, params, form, now, wrong }: Refused): Promise<Response> {
  const article = found(await articleById(db, found(numberIn(params.id))))
  const given = { reason: textIn(form, 'reason'), anyway: textIn(form, 'anyway') }
  return shown(db, { desk: await deskOf(db, { who, speaks }), article, now, wrong, given, status: 422 })
}

function done(params: { id: string }, what: string): Response {
  return seeOther(withQuery(url(paths.deskArticle, params), { done: what }))
}
