// Campaigns: those there are, a new one, and under what nobody is asked for money.
import { markNoAppeals } from '../../articles/paper.ts'
import type { Reads } from '../../base/db/db.ts'
import { dayOf } from '../../base/time.ts'
import { Area, Check, Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn, textsIn, type Form } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import type { Reader } from '../../people/session.ts'
import { DataTable } from '../../people/views/desk-list.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { saveCampaign } from '../campaign.ts'
import { campaignIn } from '../campaign-form.ts'
import { fundingPages } from '../desk.ts'
import { allCampaigns, topicsKnown, topicsWithoutAppeals } from '../reads/campaigns.ts'
import { currenciesTaken } from '../reads/currencies.ts'
import { CampaignForm } from '../views/campaign-form.tsx'
import { FundingFrame } from '../views/funding-frame.tsx'

type Guarded = Staff<'ask_readers'>

export const show: Page<typeof paths.deskCampaigns, Guarded, 'done'> = ({ db, who, speaks, query, now }) => campaignsPage(db, { who, speaks, now, done: query.done })

export const begin: Action<typeof paths.deskCampaigns, Guarded> = async ({ db, form, who, speaks, now }) => {
  const { t } = await deskOf(db, { who, speaks })
  const taken = await currenciesTaken(db)
  const currency = taken.find((one) => one === textIn(form, 'currency')) ?? taken[0] ?? ''
  const { fields, errors } = campaignIn(form, { t, currency })
  const isTaken = fields !== undefined && (await allCampaigns(db)).some(({ slug }) => slug === fields.slug)
  if (!fields || isTaken) return campaignsPage(db, { who, speaks, now, typed: form, errors: errors ?? { slug: t('campaigns.error.taken') } })
  const id = await saveCampaign(db, fields, { by: who, now })
  return seeOther(withQuery(url(paths.deskCampaign, { id: String(id) }), { done: 'saved' }))
}

export const mark: Action<typeof paths.deskAppealMarks, Guarded> = async ({ db, form, who, speaks, now }) => {
  const { t } = await deskOf(db, { who, speaks })
  const topics = [...new Set(textIn(form, 'topics').split(/\s+/).filter(Boolean))]
  const known = await topicsKnown(db, topics)
  const unknown = topics.filter((slug) => !known.includes(slug))
  if (unknown.length > 0) return campaignsPage(db, { who, speaks, now, marked: form, errors: { topics: t('campaigns.error.topics', { topics: t.list(unknown) }) } })
  await markNoAppeals(db, { sections: textsIn(form, 'unasked').flatMap((one) => numberIn(one) ?? []), topics })
  return seeOther(withQuery(paths.deskCampaigns, { done: 'marked' }))
}

interface Shown { who: Reader; speaks: string | undefined; now: Date; done?: string | undefined; typed?: Form; marked?: Form; errors?: Errors }

async function campaignsPage(db: Reads, { who, speaks, now, done, typed, marked, errors = {} }: Shown): Promise<Response> {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper, sections } } = desk
  const [campaigns, topics, taken] = await Promise.all([allCampaigns(db), topicsWithoutAppeals(db), currenciesTaken(db)])
  const today = dayOf(now, paper.time_zone)
  const chosen = new Set(typed ? textsIn(typed, 'sections') : [])
  const fresh = typed ? Object.fromEntries(Object.keys(typed).map((name) => [name, textIn(typed, name)])) : { on_articles: 'on', on_front: 'on', starts_on: today }
  const isUnasked = (section: { id: number; no_appeals: boolean }) => (marked ? textsIn(marked, 'unasked').includes(String(section.id)) : section.no_appeals)
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, who)} current={paths.deskCampaigns} title={t('campaigns.title')}>
      <Done text={done === 'marked' ? t('campaigns.done.marked') : undefined} />
      <Wrong errors={errors} t={t} />
      <p class="small">{t('campaigns.lead')}</p>
      <DataTable caption={t('campaigns.title')} rows={campaigns} empty={t('campaigns.none')} columns={[
        { label: t('campaigns.slug'), names: true, cell: ({ id, slug }) => <a href={url(paths.deskCampaign, { id: String(id) })}>{slug}</a> },
        { label: t('campaigns.days'), cell: ({ starts_on, ends_on }) => (ends_on ? t('transparency.period', { from: t.day(starts_on), to: t.day(ends_on) }) : t('campaigns.since', { day: t.day(starts_on) })) },
        { label: t('campaigns.state'), cell: ({ starts_on, ends_on }) => t(starts_on > today ? 'campaigns.state.waits' : ends_on !== null && ends_on < today ? 'campaigns.state.over' : 'campaigns.state.runs') },
        { label: t('campaigns.reached'), numeric: true, cell: ({ goal_kind, reached, goal, currency }) => (goal_kind === 'supporters' ? t('appeal.progress', { reached: t.number(reached), goal: t.number(goal) }) : t('appeal.progress', { reached: t.money(reached, currency), goal: t.money(goal, currency) })) },
      ]} />
      <h2>{t('campaigns.new')}</h2>
      <CampaignForm t={t} taken={taken} action={paths.deskCampaigns} typed={fresh} sections={sections.map(({ id, name }) => ({ id, name, isChosen: chosen.has(String(id)) }))} errors={errors} button={t('campaigns.begin')} />
      <h2>{t('campaigns.marks')}</h2>
      <p class="small">{t('campaigns.marks_lead')}</p>
      <form class="form" method="post" action={paths.deskAppealMarks}>
        <fieldset class="choice">
          <legend>{t('campaigns.marks_sections')}</legend>
          {sections.map((section) => <Check name="unasked" id={`unasked-${section.id}`} value={String(section.id)} label={section.name} checked={isUnasked(section)} />)}
        </fieldset>
        <Area name="topics" label={t('campaigns.marks_topics')} hint={t('campaigns.marks_topics_hint')} value={marked ? textIn(marked, 'topics') : topics.join('\n')} error={errors.topics} rows={4} maxlength={5_000} />
        <div class="actions"><button class="quiet">{t('campaigns.mark')}</button></div>
      </form>
    </FundingFrame>, Object.keys(errors).length > 0 ? 422 : 200)
}
