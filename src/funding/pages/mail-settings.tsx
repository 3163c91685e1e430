// When reminders, dunning letters and the yearly question go out.
import type { Db, Reads } from '../../base/db/db.ts'
import { Check, Choice, Field, Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn, type Form } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import type { Reader } from '../../people/session.ts'
import { Done } from '../../people/views/desk-said.tsx'
import { paths, withQuery } from '../../urls.ts'
import { fundingPages } from '../desk.ts'
import { mailCounts, mailSettingsForm, mailSettingsIn, saveMailSettings, type MailCount } from '../mail-settings.ts'
import { fundingMailSettings } from '../reads/mail-settings.ts'
import { FundingFrame } from '../views/funding-frame.tsx'

type Guarded = Staff<'set_funding'>
interface Shown { who: Reader; speaks: string | undefined; done?: string | undefined; typed?: Form; errors?: Errors }

export const show: Page<typeof paths.deskMailSettings, Guarded, 'done'> = ({ db, who, speaks, query }) => settingsPage(db, { who, speaks, done: query.done })

export const save: Action<typeof paths.deskMailSettings, Guarded> = async ({ db, who, speaks, form, now }) => {
  const { t } = await deskOf(db, { who, speaks })
  const { errors, settings } = mailSettingsIn(form, t)
  if (!settings) return settingsPage(db, { who, speaks, typed: form, errors })
  await saveMailSettings(db, settings, { by: `staff:${who.id}`, now })
  return seeOther(withQuery(paths.deskMailSettings, { done: 'saved' }))
}

async function settingsPage(db: Reads | Db, { who, speaks, done, typed, errors = {} }: Shown): Promise<Response> {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  const form = typed ?? mailSettingsForm(await fundingMailSettings(db))
  const number = (name: MailCount) => {
    const [, min, max] = mailCounts.find(([one]) => one === name) ?? [name, 0, 60]
    return <Field name={name} label={t(`mail_settings.${name}`)} value={textIn(form, name)} error={errors[name]} type="number" inputmode="numeric" min={min} max={max} required />
  }
  const onOff = (name: 'reminders' | 'dunning' | 'upgrade') => <Check name={name} label={t(`mail_settings.${name}`)} hint={t(`mail_settings.${name}.hint`)} checked={textIn(form, name) !== ''} />
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, who)} current={paths.deskFundingMails} title={t('mail_settings.title')} back={{ path: paths.deskFundingMails, label: t('funding_mails.title') }}>
      <Done text={done === 'saved' ? t('articles.done.saved') : undefined} />
      <Wrong errors={errors} t={t} />
      <form class="form settings" method="post" action={paths.deskMailSettings} novalidate>
        <h2>{t('mail_settings.friendly')}</h2>
        {onOff('reminders')}
        <div class="pairs">{number('reminder_after_days')}{number('reminder_between_days')}{number('reminder_count')}</div>
        <Choice name="after_reminders" label={t('mail_settings.after_reminders')} value={textIn(form, 'after_reminders')} options={(['stop', 'go_on'] as const).map((value) => ({ value, label: t(`mail_settings.after_reminders.${value}`), hint: t(`mail_settings.after_reminders.${value}.hint`) }))} />
        <h2>{t('mail_settings.owed')}</h2>
        {onOff('dunning')}
        <div class="pairs">{number('dunning_after_days')}{number('dunning_between_days')}{number('pay_within_days')}</div>
        <h2>{t('mail_settings.both')}</h2>
        <Field name="statement_days" label={t('mail_settings.statement_days')} hint={t('mail_settings.statement_days.hint')} value={textIn(form, 'statement_days')} error={errors.statement_days} type="number" inputmode="numeric" min={0} max={30} required />
        <Field name="due_from" label={t('mail_settings.due_from')} hint={t('mail_settings.due_from.hint')} value={textIn(form, 'due_from')} error={errors.due_from} type="date" />
        <h2>{t('mail_settings.more')}</h2>
        {onOff('upgrade')}
        <div class="pairs">{number('upgrade_after_months')}{number('upgrade_quiet_months')}</div>
        <div class="actions"><button class="button">{t('funding_settings.save')}</button></div>
      </form>
    </FundingFrame>, Object.values(errors).some(Boolean) ? 422 : 200)
}
