// One campaign: its goal, its texts as readers see them, what its versions bring, and under which articles it was followed.
import type { Reads } from '../../base/db/db.ts'
import { languages } from '../../base/i18n/i18n.ts'
import { dayOf, latest, noonOf } from '../../base/time.ts'
import { Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn, textsIn, type Form } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import type { Reader } from '../../people/session.ts'
import { Done } from '../../people/views/desk-said.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { appealOf, versionsOf } from '../appeal.ts'
import { endCampaign, saveCampaign, saveCampaignText } from '../campaign.ts'
import { campaignIn, textOf, typedCampaign } from '../campaign-form.ts'
import { compare } from '../comparing.ts'
import { fundingPages } from '../desk.ts'
import { allCampaigns, articlesFollowed, campaignWhole, slicesSince, type CampaignWhole } from '../reads/campaigns.ts'
import { fewest } from '../reads/figures.ts'
import { addDays } from '../rhythm.ts'
import { sliceOf } from '../slice.ts'
import { Appeal } from '../views/appeal.tsx'
import { CampaignForm } from '../views/campaign-form.tsx'
import { CampaignText, Followed, Versions } from '../views/campaign-parts.tsx'
import { FundingFrame } from '../views/funding-frame.tsx'

type Guarded = Staff<'ask_readers'>

export const show: Page<typeof paths.deskCampaign, Guarded, 'done' | 'version' | 'language'> = async ({ db, params, who, speaks, query, now }) =>
  campaignPage(db, { campaign: await campaignAt(db, params.id), who, speaks, now, done: query.done, wanted: query })

export const save: Action<typeof paths.deskCampaign, Guarded> = async ({ db, params, form, who, speaks, now }) => {
  const campaign = await campaignAt(db, params.id)
  const { t } = await deskOf(db, { who, speaks })
  const { fields, errors } = campaignIn(form, { t, currency: campaign.currency })
  const isTaken = fields !== undefined && (await allCampaigns(db)).some(({ id, slug }) => slug === fields.slug && id !== campaign.id)
  if (!fields || isTaken) return campaignPage(db, { campaign, who, speaks, now, typed: form, errors: errors ?? { slug: t('campaigns.error.taken') } })
  await saveCampaign(db, { id: campaign.id, ...fields }, { by: who, now })
  return seeOther(withQuery(url(paths.deskCampaign, params), { done: 'saved' }))
}

export const saveText: Action<typeof paths.deskCampaignText, Guarded> = async ({ db, params, form, who, speaks, now }) => {
  const campaign = await campaignAt(db, params.id)
  const { t, facts } = await deskOf(db, { who, speaks })
  const language = languages.find((one) => one === textIn(form, 'language')) ?? facts.paper.language
  const { text, errors } = textOf(form, t)
  if (!text) return campaignPage(db, { campaign, who, speaks, now, typedText: form, errors })
  await saveCampaignText(db, { campaign_id: campaign.id, language, ...text }, { by: who, now })
  return seeOther(withQuery(url(paths.deskCampaign, params), { done: 'saved', version: text.version, language }))
}

export const end: Action<typeof paths.deskCampaignEnd, Guarded> = async ({ db, params, who, speaks, now }) => {
  const campaign = await campaignAt(db, params.id)
  const { facts } = await deskOf(db, { who, speaks })
  const today = dayOf(now, facts.paper.time_zone)
  await endCampaign(db, { id: campaign.id, ends_on: campaign.starts_on > today ? campaign.starts_on : today }, { by: who, now })
  return seeOther(withQuery(url(paths.deskCampaign, params), { done: 'ended' }))
}

async function campaignAt(db: Reads, id: string): Promise<CampaignWhole> {
  return found(await campaignWhole(db, found(numberIn(id))))
}

interface Shown {
  campaign: CampaignWhole; who: Reader; speaks: string | undefined; now: Date; done?: string | undefined; typed?: Form; typedText?: Form; errors?: Errors
  /** The version and language whose text is looked at and changed. */
  wanted?: { version?: string | undefined; language?: string | undefined }
}

async function campaignPage(db: Reads, { campaign, who, speaks, now, done, typed, typedText, errors = {}, wanted = {} }: Shown): Promise<Response> {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper, sections } } = desk
  const today = dayOf(now, paper.time_zone)
  const text = campaign.texts.find((one) => one.version === (wanted.version ?? 'a') && one.language === (wanted.language ?? paper.language)) ?? (wanted.version === undefined ? campaign.texts[0] : undefined)
  const shown = text && appealOf(campaign, { now, language: text.language, version: text.version })
  const form = typed ?? typedCampaign(campaign, t.language)
  const id = String(campaign.id)
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, who)} current={paths.deskCampaigns} title={campaign.slug} back={{ path: paths.deskCampaigns, label: t('campaigns.title') }}>
      <Done text={done === 'saved' || done === 'ended' ? t(`campaigns.done.${done}`) : undefined} />
      <Wrong errors={errors} t={t} />
      <h2>{t('campaigns.results')}</h2>
      <Versions {...await compared(db, { campaign, today, now })} currency={campaign.currency} t={t} zone={paper.time_zone} />
      <Followed rows={(await articlesFollowed(db, campaign.id)).map((row) => ({ ...row, begun: said(row.begun), completed: said(row.completed) }))} fewest={fewest} currency={campaign.currency} t={t} />
      <h2>{t('campaigns.texts')}</h2>
      <p class="small">{t('campaigns.texts_lead')}</p>
      <CampaignText t={t} id={id} texts={campaign.texts} text={text} fresh={{ version: wanted.version ?? 'a', language: wanted.language ?? paper.language }} {...(typedText ? { typed: plain(typedText) } : {})} languages={[...languages]} errors={errors} />
      {shown ? <><h2>{t('campaigns.preview')}</h2><Appeal appeal={shown} t={t} isOwnPage /></> : null}
      <h2>{t('campaigns.change')}</h2>
      <CampaignForm t={t} action={url(paths.deskCampaign, { id })} typed={plain(form)} sections={sections.map((one) => ({ id: one.id, name: one.name, isChosen: textsIn(form, 'sections').includes(String(one.id)) }))} errors={errors} button={t('campaigns.save')} />
      {campaign.ends_on !== null && campaign.ends_on <= today ? null : <form method="post" action={url(paths.deskCampaignEnd, { id })} class="actions"><button class="quiet">{t('campaigns.end')}</button></form>}
    </FundingFrame>, Object.keys(errors).length > 0 ? 422 : 200)
}

/** Under an article nobody is to be found out. */
function said(people: number): number | null {
  return people < fewest ? null : people
}

function plain(form: Form): Record<string, string> {
  return Object.fromEntries(Object.keys(form).map((name) => [name, textIn(form, name)]))
}

/** Its versions of today, since they have been these and in these words. */
async function compared(db: Reads, { campaign, today, now }: { campaign: CampaignWhole; today: string; now: Date }) {
  const runs = ({ shown_from, shown_until }: { shown_from: string | null; shown_until: string | null }) => (shown_from === null || shown_from <= today) && (shown_until === null || shown_until >= today)
  const versions = versionsOf(campaign.texts.filter(runs))
  const changes = campaign.texts.flatMap(({ shown_from, shown_until }) => [...(shown_from && shown_from <= today ? [noonOf(shown_from)] : []), ...(shown_until && shown_until < today ? [noonOf(addDays(shown_until, 1))] : [])])
  const since = latest([campaign.compared_since, noonOf(campaign.starts_on), ...changes]) ?? now
  if (versions.length === 0) return { since, blocks: 0, compared: [] }
  const until = campaign.ends_on !== null && campaign.ends_on < today ? noonOf(campaign.ends_on) : now
  return { since, ...compare(await slicesSince(db, { campaign_id: campaign.id, slice: sliceOf(since) }), { campaign_id: campaign.id, versions, since, now: until }) }
}
