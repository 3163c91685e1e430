// The sheet of a certificate. Words and their order are those of the binding model (§ 50 (1) EStDV; letter of the Federal
// Ministry of Finance of 7 November 2013, IV C 4 - S 2223/07/0018 :005), always in German; only what applies is taken from it,
// nothing else may stand there, and it must not be longer than a page. The list of gifts is a page of its own.
import { translator } from '../base/i18n/i18n.ts'
import { noonOf } from '../base/time.ts'
import { sheetOfPaper, type Sheet } from '../base/type/sheet-of-paper.ts'
import { amountInWords } from './amount-in-words.ts'
import { countryName } from './countries.ts'
import type { WholeCertificate } from './reads/certificates.ts'

const t = translator('de')

export const words = {
  title: { single: 'Bestätigung über Geldzuwendungen', collective: 'Sammelbestätigung über Geldzuwendungen' },
  sense: 'im Sinne des § 10b des Einkommensteuergesetzes an eine der in § 5 Abs. 1 Nr. 9 des Körperschaftsteuergesetzes bezeichneten Körperschaften, Personenvereinigungen oder Vermögensmassen',
  no_waiver: 'Es handelt sich um den Verzicht auf Erstattung von Aufwendungen: Nein',
  only_for: (purposes: string) => `Es wird bestätigt, dass die Zuwendung nur zur Förderung ${purposes} verwendet wird.`,
  no_other: 'Es wird bestätigt, dass über die in der Gesamtsumme enthaltenen Zuwendungen keine weiteren Bestätigungen, weder formelle Zuwendungsbestätigungen noch Beitragsquittungen oder Ähnliches ausgestellt wurden und werden.',
  waiver_in_list: 'Ob es sich um den Verzicht auf Erstattung von Aufwendungen handelt, ist der Anlage zur Sammelbestätigung zu entnehmen.',
  told: (day: string) => `Diese Bestätigung wurde maschinell erstellt. Die Nutzung dieses Verfahrens wurde dem Finanzamt am ${day} angezeigt (R 10b.1 Abs. 4 EStR).`,
  liability: 'Wer vorsätzlich oder grob fahrlässig eine unrichtige Zuwendungsbestätigung erstellt oder veranlasst, dass Zuwendungen nicht zu den in der Zuwendungsbestätigung angegebenen steuerbegünstigten Zwecken verwendet werden, haftet für die entgangene Steuer (§ 10b Abs. 4 EStG, § 9 Abs. 3 KStG, § 9 Nr. 5 GewStG).',
  validity: 'Diese Bestätigung wird nicht als Nachweis für die steuerliche Berücksichtigung der Zuwendung anerkannt, wenn das Datum des Freistellungsbescheides länger als 5 Jahre bzw. das Datum der Feststellung der Einhaltung der satzungsmäßigen Voraussetzungen nach § 60a Abs. 1 AO länger als 3 Jahre seit Ausstellung des Bescheides zurückliegt (§ 63 Abs. 5 AO).',
  grounds: ({ grounds, purposes, tax_office, tax_number, noticed_on, period }: Terms) => (grounds === 'exemption'
    ? `Wir sind wegen Förderung ${purposes} nach dem Freistellungsbescheid bzw. nach der Anlage zum Körperschaftsteuerbescheid des Finanzamtes ${tax_office}, StNr. ${tax_number}, vom ${dayOf(noticed_on)} für den letzten Veranlagungszeitraum ${period} nach § 5 Abs. 1 Nr. 9 des Körperschaftsteuergesetzes von der Körperschaftsteuer und nach § 3 Nr. 6 des Gewerbesteuergesetzes von der Gewerbesteuer befreit.`
    : `Die Einhaltung der satzungsmäßigen Voraussetzungen nach den §§ 51, 59, 60 und 61 AO wurde vom Finanzamt ${tax_office}, StNr. ${tax_number} mit Bescheid vom ${dayOf(noticed_on)} nach § 60a AO gesondert festgestellt. Wir fördern nach unserer Satzung ${purposes}.`),
} as const
type Terms = WholeCertificate['terms']

/** Such as Z-2027-000012. */
export function certificateNumber({ id, issued_on }: { id: number; issued_on: string }): string {
  return `Z-${issued_on.slice(0, 4)}-${String(id).padStart(6, '0')}`
}

/** One to print after the other, each on sheets of its own. The same certificates make the same bytes; what is a copy of one whose original is out says so. */
export async function certificatesPdf(given: readonly { certificate: WholeCertificate; isCopy: boolean }[]): Promise<Buffer> {
  const [first] = given
  if (!first) throw new Error('no certificate is to be printed')
  const begins: { page: number; foot: string }[] = []
  const title = given.length === 1 ? `${words.title[first.certificate.kind]} ${certificateNumber(first.certificate)}` : `Zuwendungsbestätigungen (${given.length})`
  const foot = (n: number) => begins.findLast(({ page }) => page <= n)
  const setting = {
    title, author: first.certificate.terms.issuer, language: 'de', made_at: noonOf(first.certificate.issued_on),
    foot: (n: number, of: number) => {
      const own = foot(n)
      const next = begins.find(({ page }) => page > n)?.page ?? of + 1
      return own ? `${own.foot}   ·   Seite ${n - own.page + 1} von ${next - own.page}` : ''
    },
  }
  return sheetOfPaper(setting, (sheet) => {
    for (const { certificate, isCopy } of given) {
      if (begins.length > 0) sheet.turn()
      begins.push({ page: sheet.page, foot: `${certificate.terms.issuer}   ·   ${certificateNumber(certificate)}${isCopy ? '   ·   Zweitschrift' : ''}` })
      front(sheet, { certificate, isCopy })
      if (certificate.kind === 'collective') list(sheet, certificate)
    }
  })
}

function front(sheet: Sheet, { certificate, isCopy }: { certificate: WholeCertificate; isCopy: boolean }) {
  const { terms, kind, name, street, postcode, town, country } = certificate
  sheet.y = 57
  labelled(sheet, { label: 'Aussteller (Bezeichnung und Anschrift der steuerbegünstigten Einrichtung)', lines: [terms.issuer, terms.street, `${terms.postcode} ${terms.town}`.trim()] })
  sheet.y += 14
  if (isCopy) sheet.part('P', () => sheet.say('Zweitschrift', { cut: 'sans-bold', size: 11 }))
  sheet.part('H1', () => sheet.say(words.title[kind], { cut: 'serif-bold', size: 22 }))
  sheet.part('P', () => sheet.say(words.sense, { cut: 'sans', size: 8.5 }))
  sheet.y += 10
  sheet.rule('bold')
  sheet.y += 8
  labelled(sheet, { label: 'Name und Anschrift des Zuwendenden', lines: [name, street, `${postcode} ${town}`.trim(), country === 'DE' ? '' : countryName(country, 'de')] })
  sheet.y += 8
  amounts(sheet, certificate)
  sheet.y += 10
  for (const text of statements(certificate)) {
    sheet.part('P', () => sheet.say(text, { cut: 'serif', size: 10 }))
    sheet.y += 5
  }
  signed(sheet, certificate)
  sheet.y += 8
  sheet.part('P', () => sheet.say('Hinweis:', { cut: 'sans-bold', size: 7.5 }))
  for (const text of [words.liability, words.validity]) sheet.part('P', () => sheet.say(text, { cut: 'sans', size: 7.5 }))
}

function labelled(sheet: Sheet, { label, lines }: { label: string; lines: string[] }) {
  sheet.part('P', () => {
    sheet.say(label, { cut: 'sans', size: 8, isSoft: true })
    sheet.y += 3
    sheet.say(lines.filter(Boolean), { cut: 'serif', size: 12 })
  })
}

function amounts(sheet: Sheet, { kind, amount, from_on, to_on }: WholeCertificate) {
  const y = sheet.y
  const cells = [
    { label: kind === 'single' ? 'Betrag der Zuwendung – in Ziffern –' : 'Gesamtbetrag der Zuwendung – in Ziffern –', value: euros(amount), size: 11, x: 0, width: 0.33 },
    { label: '– in Buchstaben –', value: amountInWords(amount), size: 9.5, x: 0.34, width: 0.37 },
    { label: kind === 'single' ? 'Tag der Zuwendung' : 'Zeitraum der Sammelbestätigung', value: kind === 'single' ? dayOf(from_on) : `${dayOf(from_on)} bis ${dayOf(to_on)}`, size: 11, x: 0.72, width: 0.28 },
  ]
  sheet.rule('hair')
  let end = y
  for (const { label, value, size, x, width } of cells) {
    const place = { x: sheet.left + sheet.width * x, width: sheet.width * width }
    sheet.part('P', () => {
      sheet.say(label, { cut: 'sans', size: 8, y: y + 6, isSoft: true, ...place })
      sheet.say(value, { cut: x === 0 ? 'serif-bold' : 'serif', size, y: y + 19, ...place })
    })
    end = Math.max(end, sheet.y)
  }
  sheet.y = end + 4
  sheet.rule('hair')
}

function statements({ kind, terms }: WholeCertificate): string[] {
  return [...(kind === 'single' ? [words.no_waiver] : []), words.grounds(terms), words.only_for(terms.purposes), ...(kind === 'collective' ? [words.no_other, words.waiver_in_list] : [])]
}

function signed(sheet: Sheet, { terms, issued_on }: WholeCertificate) {
  sheet.y += 12
  if (terms.told_on && terms.signature) sheet.picture(terms.signature, { width: 180, height: 44, alt: `Unterschrift: ${terms.signer}` })
  else sheet.y += 44
  sheet.part('P', () => sheet.say(`${terms.town}, ${dayOf(issued_on)}   ${terms.signer}`, { cut: 'serif', size: 11 }))
  sheet.rule('hair')
  sheet.y += 3
  sheet.part('P', () => sheet.say('(Ort, Datum und Unterschrift des Zuwendungsempfängers)', { cut: 'sans', size: 8, isSoft: true }))
  if (terms.told_on) {
    sheet.y += 4
    const day = dayOf(terms.told_on)
    sheet.part('P', () => sheet.say(words.told(day), { cut: 'sans', size: 8 }))
  }
}

const columns = [{ label: 'Datum der Zuwendung', x: 0, width: 0.22 }, { label: 'Art der Zuwendung', x: 0.24, width: 0.22 }, { label: 'Verzicht auf die Erstattung von Aufwendungen', x: 0.48, width: 0.3 }, { label: 'Betrag', x: 0.8, width: 0.2 }] as const

function list(sheet: Sheet, certificate: WholeCertificate) {
  sheet.turn()
  const day = dayOf(certificate.issued_on)
  sheet.part('H2', () => sheet.say(`Anlage zur Sammelbestätigung vom ${day}`, { cut: 'serif-bold', size: 18 }))
  sheet.part('P', () => sheet.say(`${certificateNumber(certificate)}, ${certificate.name}`, { cut: 'sans', size: 9, isSoft: true }))
  sheet.y += 12
  row(sheet, columns.map(({ label }) => label), true)
  for (const { given_on, amount } of certificate.gifts) row(sheet, [dayOf(given_on), 'Geldzuwendung', 'nein', euros(amount)])
  sheet.rule('bold')
  row(sheet, ['Gesamtsumme', '', '', euros(certificate.amount)], true)
}

function row(sheet: Sheet, texts: readonly string[], isHead = false) {
  if (sheet.room < 40) sheet.turn()
  const y = sheet.y + 4
  let end = y
  sheet.part('P', () => {
    for (const [n, { x, width }] of columns.entries()) {
      sheet.say(texts[n] ?? '', { cut: isHead ? 'sans-bold' : 'serif', size: isHead ? 8.5 : 11, x: sheet.left + sheet.width * x, y, width: sheet.width * width, align: n === 3 ? 'right' : 'left' })
      end = Math.max(end, sheet.y)
    }
  })
  sheet.y = end + 2
  sheet.rule('hair')
}

function dayOf(day: string): string {
  return day.split('-').reverse().join('.')
}
function euros(cents: number): string {
  return `${t.number(Math.trunc(cents / 100))},${String(cents % 100).padStart(2, '0')} €`
}
