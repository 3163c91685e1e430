// The paper's rules: those in use, a form for a new one, and what it would have caught in the last month.
import type { Reads } from '../../base/db/db.ts'
import { secondsBefore } from '../../base/time.ts'
import { Area, Choice, Field, Select, Wrong, type Errors } from '../../base/ui/form.tsx'
import { langOf, type T } from '../../base/i18n/i18n.ts'
import { textIn, type Form } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import type { Reader } from '../../people/session.ts'
import { articleUrl, numberIn, paths, url } from '../../urls.ts'
import { clauses, isClause } from '../clause.ts'
import { moderationPages, withDone } from '../queue.ts'
import { listedRules, ruleById, type ListedRule } from '../reads/rules.ts'
import { ruleKinds, ruleRefusal, type RuleText } from '../rule.ts'
import { makeRule, retireRule, tryRule, type Trial } from '../rules-of-paper.ts'
import { Marked } from '../views/marked.tsx'
import { clauseWord } from '../views/queue-entry.tsx'
import { doneLine, ModerationFrame } from './queue.tsx'

const monthSeconds = 30 * 86_400

export const show: Page<typeof paths.deskRules, Staff<'set_moderation'>, 'done' | 'change'> = async ({ db, who, speaks, query, now }) => {
  const changed = await ruleById(db, numberIn(query.change ?? '') ?? 0)
  return rulesPage(db, { who, speaks, now, done: query.done, typed: changed ? { ...changed, instead: String(changed.id) } : {} })
}

interface Shown { who: Reader; speaks: string | undefined; now: Date; done?: string | undefined; typed: Form; errors?: Errors; trial?: Trial }

async function rulesPage(db: Reads, { who, speaks, now, done, typed, errors = {}, trial }: Shown): Promise<Response> {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts } = desk
  const rules = await listedRules(db, secondsBefore(now, monthSeconds))
  return html(
    <ModerationFrame desk={desk} pages={await moderationPages(db, { t, who, now })} current={paths.deskRules} title={t('rules.title')}>
      {await doneLine(db, { desk, done, next: paths.deskRules })}
      <Wrong errors={errors} t={t} />
      <p class="small about">{t('rules.about')}</p>
      <div class="side-by-side">
        <RuleForm typed={typed} errors={errors} t={t} />
        {trial ? <Tried trial={trial} t={t} /> : null}
      </div>
      <h2>{t('rules.in_use')}</h2>
      {rules.length === 0 ? <p class="nothing">{t('rules.none')}</p> : <div class="entries">{rules.map((rule) => <RuleEntry rule={rule} t={t} zone={facts.paper.time_zone} />)}</div>}
    </ModerationFrame>, Object.keys(errors).length > 0 ? 422 : 200)
}

function RuleForm({ typed, errors, t }: { typed: Form; errors: Errors; t: T }) {
  return (
    <form class="form" method="post" action={paths.deskRuleTrial}>
      <h2>{t(textIn(typed, 'instead') ? 'rules.change' : 'rules.new')}</h2>
      <input type="hidden" name="instead" value={textIn(typed, 'instead')} />
      <Choice name="kind" label={t('rules.kind')} value={textIn(typed, 'kind') || 'words'} options={ruleKinds.map((value) => ({ value, label: t(`rules.kind.${value}`), hint: t(`rules.kind.${value}.hint`) }))} />
      <Area name="pattern" label={t('rules.pattern')} hint={t('rules.pattern_hint')} value={textIn(typed, 'kind') === 'repeat' ? '' : textIn(typed, 'pattern')} error={errors.pattern} rows={6} maxlength={20_000} />
      <Select name="whose" label={t('rules.whose')} value={textIn(typed, 'whose') || textIn(typed, 'pattern')} options={(['reader', 'anyone'] as const).map((value) => ({ value, label: t(`rules.whose.${value}`) }))} />
      <Choice name="action" label={t('rules.action')} value={textIn(typed, 'action') || 'hold'} options={(['hold', 'refuse'] as const).map((value) => ({ value, label: t(`rules.action.${value}`), hint: t(`rules.action.${value}.hint`) }))} />
      <Select name="clause" label={t('moderation.clause')} value={textIn(typed, 'clause')} error={errors.clause} options={[{ value: '', label: t('moderation.choose_clause') }, ...clauses.map((value) => ({ value, label: t(`clause.${value}`) }))]} />
      <Field name="note" label={t('rules.note')} hint={t('rules.note_hint')} value={textIn(typed, 'note')} maxlength={200} />
      <div class="actions"><button class="button" name="do" value="try">{t('rules.try')}</button><button class="quiet" name="do" value="make">{t('rules.make')}</button></div>
    </form>
  )
}

function Tried({ trial: { looked, count, caught }, t }: { trial: Trial; t: T }) {
  return (
    <section aria-labelledby="tried" role="status">
      <h2 id="tried">{t('rules.tried', { n: count, looked })}</h2>
      {caught.map((text) => (
        <article class="caught">
          <p class="small">{text.name ?? t('moderation.nobody')} · <a href={url(paths.deskComment, { id: String(text.id) })}>#{text.id}</a> · <a href={articleUrl({ id: text.article_id, slug: text.slug, section_slug: text.section_slug })}>{text.headline}</a></p>
          <Marked text={text.body} places={text.places} lang={langOf({ language: t.language }, t)} />
        </article>
      ))}
      {count > caught.length ? <p class="small">{t('rules.more', { n: count - caught.length })}</p> : null}
    </section>
  )
}

function RuleEntry({ rule, t, zone }: { rule: ListedRule; t: T; zone: string }) {
  const text = rule.kind === 'repeat' ? t(rule.pattern === 'anyone' ? 'rules.whose.anyone' : 'rules.whose.reader') : rule.kind === 'words' ? rule.pattern.split('\n').map((word) => word.trim()).filter(Boolean).join(', ') : rule.pattern
  return (
    <article class="entry" id={`rule-${rule.id}`}>
      <div class="what">
        <header><h2>{rule.note || t(`rules.kind.${rule.kind}`)}</h2><span>{t(`rules.kind.${rule.kind}`)}</span><span>{t(`rules.action.${rule.action}`)}</span><span>{clauseWord(rule.clause, t)}</span></header>
        <p class="pattern">{text.length > 400 ? `${text.slice(0, 400)} …` : text}</p>
      </div>
      <div class="why">
        <dl>
          <div><dt>{t('rules.caught')}</dt><dd>{t('rules.caught_n', { held: rule.held ?? 0, refused: rule.refused ?? 0 })}</dd></div>
          <div><dt>{t('rules.made')}</dt><dd>{rule.made_by_name ?? '–'}, {t.dateTime(rule.made_at, zone)}</dd></div>
          {rule.retired_at ? <div><dt>{t('rules.retired')}</dt><dd>{t.dateTime(rule.retired_at, zone)}</dd></div> : null}
        </dl>
      </div>
      {rule.retired_at ? null : (
        <div class="acts">
          <a class="act" href={`${paths.deskRules}?change=${rule.id}`}>{t('rules.change_it')}</a>
          <form method="post" action={url(paths.deskRuleRetirement, { id: String(rule.id) })}><button class="act">{t('rules.retire')}</button></form>
        </div>
      )}
    </article>
  )
}

/** Tries a rule, or makes it. */
export const make: Action<typeof paths.deskRuleTrial, Staff<'set_moderation'>> = async ({ db, form, who, speaks, now }) => {
  const { t } = await deskOf(db, { who, speaks })
  const kind = found(ruleKinds.find((one) => one === textIn(form, 'kind')))
  const pattern = kind === 'repeat' ? (textIn(form, 'whose') === 'anyone' ? 'anyone' : 'reader') : textIn(form, 'pattern').trim()
  const rule: RuleText = { kind, pattern }
  const wrong = ruleRefusal(rule)
  const isMade = textIn(form, 'do') === 'make'
  const clause = textIn(form, 'clause')
  const errors: Errors = { ...(wrong ? { pattern: t(`rules.error.${wrong}`) } : {}), ...(isMade && !isClause(clause) ? { clause: t('moderation.error.clause') } : {}) }
  if (Object.keys(errors).length > 0) return rulesPage(db, { who, speaks, now, typed: form, errors })
  if (!isMade || !isClause(clause)) return rulesPage(db, { who, speaks, now, typed: form, trial: await tryRule(db, rule, now) })
  const action = textIn(form, 'action') === 'refuse' ? 'refuse' : 'hold'
  await makeRule(db, { ...rule, action, clause, note: textIn(form, 'note').trim().slice(0, 200), instead: numberIn(textIn(form, 'instead')) ?? null }, { by: who, now })
  return seeOther(withDone(paths.deskRules, 'saved'))
}

export const retire: Action<typeof paths.deskRuleRetirement, Staff<'set_moderation'>> = async ({ db, params, who, now }) => {
  found(await retireRule(db, found(numberIn(params.id)), { by: who, now }))
  return seeOther(withDone(paths.deskRules, 'saved'))
}
