// The mails that money causes: when each goes out, whether it does, how many did; and how each reads, as it is set.
import type { PaymentConfig } from '../../base/config.ts'
import type { Reads } from '../../base/db/db.ts'
import { langOf, languages, spoken, type T } from '../../base/i18n/i18n.ts'
import { htmlOf, textOf, type Letter } from '../../base/mail/letter.tsx'
import { dayOf } from '../../base/time.ts'
import { Select } from '../../base/ui/form.tsx'
import { download, html } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { isPermitted } from '../../people/permissions.ts'
import { DataTable, Filters } from '../../people/views/desk-list.tsx'
import { paths, url, withQuery } from '../../urls.ts'
import { fundingPages } from '../desk.ts'
import { isOn, mailKindIn, mailKinds, whenInWords, type MailFacts, type MailKind } from '../funding-mails.ts'
import { minorOf, sampleOf, variants, type Variant } from '../mail-samples.ts'
import { providersOf } from '../provider.ts'
import { mailCounts } from '../reads/mail-counts.ts'
import { fundingMailSettings } from '../reads/mail-settings.ts'
import { creditorOf, fundingSettings } from '../reads/settings.ts'
import { addDays } from '../rhythm.ts'
import { upgradeTable } from '../upgrade.ts'
import { FundingFrame } from '../views/funding-frame.tsx'

type Guarded = Staff<'enter_funding'>
const countedDays = 30

export const show: Page<typeof paths.deskFundingMails, Guarded> = async ({ db, who, speaks, payments, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper } } = desk
  const facts = await mailFacts(db, payments)
  const counts = await mailCounts(db, addDays(dayOf(now, paper.time_zone), -countedDays))
  const count = (kind: MailKind) => counts.get(kind) ?? { taken: 0, refused: 0, waiting: 0 }
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, who)} current={paths.deskFundingMails} title={t('funding_mails.title')}>
      <p class="small about">{t('funding_mails.about')} {isPermitted(who.roles, 'set_funding') ? <a href={paths.deskMailSettings}>{t('mail_settings.title')}</a> : null}</p>
      <DataTable caption={t('funding_mails.caption', { days: countedDays })} rows={[...mailKinds]} empty="" columns={[
        { label: t('funding_mails.mail'), names: true, cell: (kind) => <a href={url(paths.deskFundingMail, { name: kind })}>{t(`funding_mails.kind.${kind}`)}</a> },
        { label: t('funding_mails.when'), cell: (kind) => whenInWords(kind, facts, t) },
        { label: t('funding_mails.state'), cell: (kind) => t(isOn(kind, facts) ? 'funding_mails.on' : 'funding_mails.off') },
        { label: t('funding_mails.taken'), numeric: true, cell: (kind) => t.number(count(kind).taken) },
        { label: t('funding_mails.waiting'), numeric: true, cell: (kind) => t.number(count(kind).waiting) },
        { label: t('funding_mails.refused'), numeric: true, cell: (kind) => t.number(count(kind).refused) },
      ]} />
      <p class="small">{t('funding_mails.counted', { days: countedDays })}</p>
    </FundingFrame>)
}

async function mailFacts(db: Reads, payments: PaymentConfig): Promise<MailFacts> {
  const [settings, funding, creditor] = await Promise.all([fundingMailSettings(db), fundingSettings(db), creditorOf(db)])
  return { settings, funding, creditor, hasProvider: providersOf(payments).length > 0 }
}

export const preview: Page<typeof paths.deskFundingMail, Guarded, 'language' | 'variant'> = async ({ db, who, speaks, params, query, payments, site, now }) => {
  const kind = found(mailKindIn(params.name))
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper } } = desk
  const chosen = chosenOf(kind, { ...query, otherwise: spoken(paper.language, 'en') })
  const facts = await mailFacts(db, payments)
  const letter = await sampleOf(db, kind, chosen.variant, { language: chosen.language, payments, site, now })
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, who)} current={paths.deskFundingMails} title={t(`funding_mails.kind.${kind}`)} back={{ path: paths.deskFundingMails, label: t('funding_mails.title') }}>
      <p>{whenInWords(kind, facts, t)}{isOn(kind, facts) ? '' : ` ${t('funding_mails.is_off')}`}</p>
      <Filters t={t} action={url(paths.deskFundingMail, { name: kind })}>
        <Select name="language" label={t('funding_mails.language')} value={chosen.language} options={languages.map((value) => ({ value, label: t.languageName(value) }))} />
        {variants[kind].length > 1 ? <Select name="variant" label={t('funding_mails.variant')} value={chosen.variant} options={variants[kind].map((value) => ({ value, label: t(`funding_mails.variant.${value}`) }))} /> : null}
      </Filters>
      <Preview letter={letter} t={t} />
      <p><a href={withQuery(url(paths.deskFundingMailFile, { name: kind }), chosen)} download>{t('funding_mails.file')}</a></p>
      {kind === 'upgrade' ? <Suggestions currency={facts.funding.currency} t={t} /> : null}
    </FundingFrame>)
}

/** As it looks in a mail program: the very HTML, with its pictures in it. */
export const file: Page<typeof paths.deskFundingMailFile, Guarded, 'language' | 'variant'> = async ({ db, who, speaks, params, query, payments, site, now }) => {
  const kind = found(mailKindIn(params.name))
  const { facts: { paper } } = await deskOf(db, { who, speaks })
  const chosen = chosenOf(kind, { ...query, otherwise: spoken(paper.language, 'en') })
  const letter = await sampleOf(db, kind, chosen.variant, { language: chosen.language, payments, site, now })
  return download(only(withPictures(letter)), { name: `${kind}-${chosen.variant}-${chosen.language}.html`, contentType: 'text/html; charset=utf-8' })
}

function chosenOf(kind: MailKind, { language, variant, otherwise }: { language?: string | undefined; variant?: string | undefined; otherwise: string }): { language: string; variant: Variant } {
  const all: readonly Variant[] = variants[kind]
  return { language: languages.find((one) => one === language) ?? otherwise, variant: all.find((one) => one === variant) ?? all[0] ?? 'pledge' }
}

function withPictures(letter: Letter): string {
  return letter.blocks.reduce((text, block) => ('picture' in block ? text.replaceAll(`cid:${block.picture.name}`, `data:image/png;base64,${block.picture.bytes.toString('base64')}`) : text), htmlOf(letter))
}

async function* only(text: string): AsyncGenerator<string> {
  yield text
}

function Preview({ letter, t }: { letter: Letter; t: T }) {
  return (
    <section class="letter mail-preview" aria-labelledby="preview">
      <h2 id="preview" lang={langOf({ language: letter.t.language }, t)}>{letter.subject}</h2>
      <p class="small">{t('mail.outbox_to', { address: letter.to })}</p>
      <pre lang={langOf({ language: letter.t.language }, t)}>{textOf(letter).trim()}</pre>
      {letter.blocks.map((block) => ('picture' in block ? <p><img src={`data:image/png;base64,${block.picture.bytes.toString('base64')}`} alt={block.picture.alt} width={block.picture.size} height={block.picture.size} /></p> : null))}
    </section>
  )
}

function Suggestions({ currency, t }: { currency: string; t: T }) {
  return (
    <DataTable caption={t('funding_mails.suggestions')} rows={[...upgradeTable]} empty="" columns={[
      { label: t('funding_mails.suggestions.now'), names: true, cell: ({ up_to }) => (up_to === Infinity ? t('funding_mails.suggestions.above') : t('funding_mails.suggestions.up_to', { amount: t.money(minorOf(up_to, currency), currency) })) },
      { label: t('funding_mails.suggestions.more'), numeric: true, cell: ({ more }) => `+ ${t.money(minorOf(more, currency), currency)}` },
    ]} />
  )
}
