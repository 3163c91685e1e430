// A receipt says what somebody paid, on a sheet to print and keep. It is no donation certificate, and says so.
import { paper } from '../articles/reads/paper.ts'
import type { Reads } from '../base/db/db.ts'
import { spoken, translator, type T } from '../base/i18n/i18n.ts'
import { dayOf, noonOf } from '../base/time.ts'
import { sheetOfPaper, type Sheet } from '../base/type/sheet-of-paper.ts'
import { countryName } from './countries.ts'
import { paidDue, type PaidDue } from './reads/giving.ts'
import { spacedReference } from './reference.ts'

interface Facts {
  t: T
  paper: { name: string; publisher: string; mail_address: string; telephone: string }
  /** The number of the voucher. */
  number: string
  /** YYYY-MM-DD */
  issued_on: string
  due: PaidDue
}

/** As PDF, in the language of its supporter; undefined where that due is not theirs, or nothing came for it. */
export async function receiptOf(db: Reads, { due_id, supporter_id }: { due_id: number; supporter_id: number }, now: Date): Promise<{ number: string; bytes: Buffer } | undefined> {
  const [own, due] = await Promise.all([paper(db), paidDue(db, { due_id, supporter_id })])
  if (!due?.paid_on) return undefined
  const t = translator(spoken(due.language, 'en'))
  const number = due.voucher_number ?? `${due.paid_on.slice(0, 4)}-${due.id}`
  return { number, bytes: await receiptPdf({ t, paper: own, number, issued_on: dayOf(now, own.time_zone), due }) }
}

export function receiptPdf(facts: Facts): Promise<Buffer> {
  const { t, paper: { name }, number, issued_on } = facts
  const title = `${t('giving.receipt.title')} ${number}`
  return sheetOfPaper({ title, author: name, language: t.language, made_at: noonOf(issued_on), foot: (n, of) => `${name}   ·   ${title}   ·   ${t('giving.receipt.page', { n, of })}` }, (sheet) => {
    sheet.part('P', () => sheet.say(name, { cut: 'serif-bold', size: 20 }))
    sheet.y += 6
    sheet.rule('bold')
    sheet.y = 150
    parties(sheet, facts)
    payment(sheet, facts)
    sheet.y += 28
    sheet.part('P', () => sheet.say(t('giving.receipt.text'), { cut: 'serif', size: 12 }))
    sheet.y += 6
    sheet.part('P', () => sheet.say(t('giving.receipt.no_certificate'), { cut: 'sans', size: 9, isSoft: true }))
  })
}

function parties(sheet: Sheet, { t, paper: own, due }: Facts) {
  const top = sheet.y
  const width = (sheet.width - 28) / 2
  const column = (label: string, { lines, x }: { lines: string[]; x: number }) => sheet.part('P', () => {
    sheet.say(label, { cut: 'sans', size: 9, x, y: top, width, isSoft: true })
    sheet.say(lines, { cut: 'serif', size: 12, x, width })
  })
  column(t('giving.receipt.to'), { lines: addressOf(due, t), x: sheet.left })
  const end = sheet.y
  column(t('giving.receipt.from'), { lines: [...(own.publisher.trim() || own.name).split(/\s*\n\s*/), own.telephone, own.mail_address], x: sheet.left + width + 28 })
  sheet.y = Math.max(end, sheet.y)
}

function addressOf({ name, street, postcode, town, country }: PaidDue, t: T): string[] {
  return [name, street, [postcode, town].filter(Boolean).join(' '), country && countryName(country, t.language)]
}

function payment(sheet: Sheet, { t, number, issued_on, due }: Facts) {
  sheet.y += 40
  sheet.part('H1', () => sheet.say(t('giving.receipt.title'), { cut: 'serif-bold', size: 28 }))
  sheet.y += 10
  const rows = [
    [t('giving.receipt.number'), number], [t('giving.receipt.issued'), t.day(issued_on)], [t('giving.receipt.what'), t(`giving.receipt.what.${due.rhythm}`)],
    [t('giving.receipt.due_on'), t.day(due.due_on)], [t('giving.receipt.paid_on'), t.day(due.paid_on ?? due.due_on)], [t('giving.receipt.way'), t(`giving.way.${due.way}`)], [t('giving.receipt.reference'), spacedReference(due.reference)],
  ] as const
  for (const row of rows) line(sheet, row)
  sheet.rule('bold')
  const y = sheet.y + 10
  sheet.part('P', () => {
    sheet.say(t('giving.receipt.amount'), { cut: 'sans-bold', size: 11, y: y + 9, width: sheet.width / 2 })
    sheet.say(fullMoney(due, t), { cut: 'serif-bold', size: 22, x: sheet.left + sheet.width / 2, y, width: sheet.width / 2, align: 'right' })
  })
}

function line(sheet: Sheet, [label, value]: readonly [string, string]) {
  sheet.rule('hair')
  const y = sheet.y + 7
  sheet.part('P', () => {
    sheet.say(label, { cut: 'sans', size: 9, y: y + 2, width: 140, isSoft: true })
    sheet.say(value, { cut: 'serif', size: 12, x: sheet.left + 150, y, width: sheet.width - 150 })
  })
  sheet.y += 5
}

/** With its minor units: 5,00 € */
function fullMoney({ amount, currency }: { amount: number; currency: string }, t: T): string {
  const format = new Intl.NumberFormat(t.language, { style: 'currency', currency })
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}
