// What somebody who works for the paper wants to hear of what is read by mail; and yesterday's mail, as it would be.
import type { Reads } from '../../base/db/db.ts'
import { langOf, type T } from '../../base/i18n/i18n.ts'
import { htmlOf, textOf, type Letter } from '../../base/mail/letter.tsx'
import { dayOf } from '../../base/time.ts'
import { Check, Select, Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { download, html, seeOther } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import { addDays } from '../../funding/rhythm.ts'
import { audiencePages } from '../../audience/desk.ts'
import { hourIn, setMailWish } from '../../audience/mail-wish.ts'
import { mailsWanted } from '../../audience/reads/mails.ts'
import { AudienceFrame } from '../../audience/views/audience-frame.tsx'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { Done } from '../../people/views/desk-said.tsx'
import { paths, withQuery } from '../../urls.ts'
import { morningOf } from '../morning.ts'
import { morningLetter } from '../morning-letter.ts'
import { waitingFor } from '../waiting.ts'

type Who = Staff<'see_audience'>
interface Typed { alerts: boolean; daily_at: string }

export const show: Page<typeof paths.deskAudienceMails, Who, 'done'> = async ({ db, who, speaks, query, site, now }) => {
  const [desk, { alerts, daily_at }] = [await deskOf(db, { who, speaks }), await mailsWanted(db, who.id)]
  const letter = await yesterday(db, { desk, site, now })
  return html(<MailsPage desk={desk} typed={{ alerts, daily_at: daily_at === null ? '' : String(daily_at) }} errors={{}} done={query.done} letter={letter} />)
}

export const save: Action<typeof paths.deskAudienceMails, Who> = async ({ db, who, speaks, form, site, now }) => {
  const typed = { alerts: textIn(form, 'alerts') !== '', daily_at: textIn(form, 'daily_at') }
  const daily_at = hourIn(typed.daily_at)
  if (daily_at === undefined) {
    const desk = await deskOf(db, { who, speaks })
    return html(<MailsPage desk={desk} typed={typed} errors={{ daily_at: desk.t('audience_mails.wrong') }} done={undefined} letter={await yesterday(db, { desk, site, now })} />, 422)
  }
  await setMailWish(db, { reader_id: who.id, alerts: typed.alerts, daily_at }, now)
  return seeOther(withQuery(paths.deskAudienceMails, { done: 'saved' }))
}

/** As it looks in a mail program. */
export const file: Page<typeof paths.deskAudienceMailFile, Who> = async ({ db, who, speaks, site, now }) => {
  const letter = await yesterday(db, { desk: await deskOf(db, { who, speaks }), site, now })
  return download(only(htmlOf(letter)), { name: 'daily.html', contentType: 'text/html; charset=utf-8' })
}

async function* only(text: string): AsyncGenerator<string> {
  yield text
}

/** The mail that would go out now, to whoever looks. */
async function yesterday(db: Reads, { desk: { who, facts: { paper } }, site, now }: { desk: Desk; site: { url: string }; now: Date }): Promise<Letter> {
  const morning = await morningOf(db, addDays(dayOf(now, paper.time_zone), -1))
  return morningLetter(morning, { who, waiting: await waitingFor(db, who), paper: { ...paper, url: site.url } })
}

function MailsPage({ desk, typed, errors, done, letter }: { desk: Desk; typed: Typed; errors: Errors; done: string | undefined; letter: Letter }) {
  const { t, who } = desk
  const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: t('audience_mails.from', { hour }) }))
  return (
    <AudienceFrame desk={desk} pages={audiencePages(t, who)} current={paths.deskAudienceMails} title={t('audience_mails.title')}>
      <Done text={done === 'saved' ? t('audience_mails.saved') : undefined} />
      <form class="form settings" method="post" action={paths.deskAudienceMails}>
        <Wrong errors={errors} t={t} />
        <Select name="daily_at" label={t('audience_mails.daily')} hint={t('audience_mails.daily_hint')} value={typed.daily_at} error={errors.daily_at} options={[{ value: '', label: t('audience_mails.never') }, ...hours]} />
        <Check name="alerts" label={t('audience_mails.alerts')} hint={t('audience_mails.alerts_hint')} checked={typed.alerts} />
        <p class="hint">{t('audience_mails.to', { address: who.mail_address })}</p>
        <div class="actions"><button class="button">{t('audience_mails.save')}</button></div>
      </form>
      <Preview letter={letter} t={t} />
    </AudienceFrame>
  )
}

function Preview({ letter, t }: { letter: Letter; t: T }) {
  const lang = langOf({ language: letter.t.language }, t)
  return (
    <section class="letter mail-preview" aria-labelledby="preview">
      <h2 id="preview">{t('audience_mails.preview')}</h2>
      <p lang={lang}><b>{letter.subject}</b></p>
      <pre lang={lang}>{textOf(letter).trim()}</pre>
      <p><a href={paths.deskAudienceMailFile} download>{t('funding_mails.file')}</a></p>
    </section>
  )
}
