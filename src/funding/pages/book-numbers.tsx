// Under which numbers the tax adviser knows the paper and its accounts.
import type { Reads } from '../../base/db/db.ts'
import { Field, Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn, type Form } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import type { Reader } from '../../people/session.ts'
import { Done } from '../../people/views/desk-said.tsx'
import { numberIn, paths, withQuery } from '../../urls.ts'
import { setNumbers } from '../bookkeeping.ts'
import { fundingPages } from '../desk.ts'
import { accountNumbers, bookkeepingSettings } from '../reads/bookkeeping.ts'
import { FundingFrame } from '../views/funding-frame.tsx'

type Guarded = Staff<'keep_books'>
const bounds = { consultant: [1001, 9_999_999], client: [1, 99_999], year_begins: [1, 12], account_digits: [4, 8] } as const
const fields = ['consultant', 'client', 'year_begins', 'account_digits'] as const

export const show: Page<typeof paths.deskBookNumbers, Guarded, 'done'> = async ({ db, who, speaks, query }) => {
  const settings = await bookkeepingSettings(db)
  const typed: Form = Object.fromEntries([...fields.map((name): [string, string] => [name, String(settings[name] ?? '')]), ...(await accountNumbers(db))])
  return numbersPage(db, { who, speaks, typed, isSaved: query.done !== undefined })
}

export const save: Action<typeof paths.deskBookNumbers, Guarded> = async ({ db, form, who, speaks, now }) => {
  const { t } = await deskOf(db, { who, speaks })
  const errors: Errors = {}
  const whole = (name: (typeof fields)[number]) => {
    const text = textIn(form, name).trim()
    const value = numberIn(text) ?? null
    const isEmpty = text === '' && (name === 'consultant' || name === 'client')
    if (!isEmpty && (value === null || value < bounds[name][0] || value > bounds[name][1])) errors[name] = t('books.error.number', { from: bounds[name][0], to: bounds[name][1] })
    return value
  }
  const [consultant, client, year_begins, account_digits] = [whole('consultant'), whole('client'), whole('year_begins'), whole('account_digits')]
  const numbers = new Map([...(await accountNumbers(db)).keys()].map((account) => [account, textIn(form, account).trim()] as const))
  for (const [account, number] of numbers) if (!new RegExp(`^\\d{${account_digits ?? 4}}$`).test(number)) errors[account] = t('books.error.account', { n: account_digits ?? 4 })
  if (Object.keys(errors).length > 0) return numbersPage(db, { who, speaks, typed: form, errors })
  await setNumbers(db, { consultant, client, year_begins: year_begins ?? 1, account_digits: account_digits ?? 4, numbers }, { by: who, now })
  return seeOther(withQuery(paths.deskBookNumbers, { done: 'saved' }))
}

interface Shown { who: Reader; speaks: string | undefined; typed: Form; errors?: Errors; isSaved?: boolean }

async function numbersPage(db: Reads, { who, speaks, typed, errors = {}, isSaved = false }: Shown): Promise<Response> {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, who)} current={paths.deskBooks} title={t('books.numbers')} back={{ path: paths.deskBooks, label: t('books.title') }}>
      <Done text={isSaved ? t('books.done.saved') : undefined} />
      <Wrong errors={errors} t={t} />
      <p class="small">{t('books.numbers_lead')}</p>
      <form class="form" method="post" action={paths.deskBookNumbers}>
        {fields.map((name) => <Field name={name} label={t(`books.${name}`)} value={textIn(typed, name)} error={errors[name]} inputmode="numeric" maxlength={7} />)}
        {[...(await accountNumbers(db)).keys()].map((account) => <Field name={account} label={t(`account.ledger.${account}`)} value={textIn(typed, account)} error={errors[account]} inputmode="numeric" maxlength={8} />)}
        <div class="actions"><button class="button">{t('books.save')}</button></div>
      </form>
    </FundingFrame>, Object.keys(errors).length > 0 ? 422 : 200)
}
