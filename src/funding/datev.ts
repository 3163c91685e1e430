// A batch of postings as DATEV reads it: format EXTF 700, category 21 (Buchungsstapel), version 13. Two lines of head, then
// one line a posting, 125 fields, parted by semicolons, texts in quotes, amounts with a comma.
// Source: DATEV developer portal, DATEV format, header and "Buchungsstapel".
import { digitsOf } from './amount.ts'

export interface Batch {
  consultant: number
  client: number
  /** First day of the business year, and of the period with its last one; YYYY-MM-DD. */
  year_begins_on: string
  from: string
  to: string
  account_digits: number
  /** In which the books are kept. */
  currency: string
  rates: Rates
  label: string
  made_at: Date
  /** The months are closed: the postings cannot be changed in DATEV either. */
  closed: boolean
}
/** How much of another currency one of the books' own is, as the bookkeeper has it from the ministry of finance: 0.9345 for francs. */
export type Rates = ReadonlyMap<string, number>
export interface Row {
  /** Minor units, above zero: `account` is debited, `against` credited. */
  amount: number
  currency: string
  account: string
  against: string
  booked_on: string
  document: string
  text: string
}

/** DATEV takes so many lines in one batch at most. */
export const rowsAtMost = 99_999

const counted = (count: number, names: (n: number) => string[]) => Array.from({ length: count }, (_, n) => names(n + 1)).flat()

/** The names of the 125 fields, which DATEV looks at to know the version. */
export const fieldNames = [
  'Umsatz (ohne Soll/Haben-Kz)', 'Soll/Haben-Kennzeichen', 'WKZ Umsatz', 'Kurs', 'Basis-Umsatz', 'WKZ Basis-Umsatz', 'Konto', 'Gegenkonto (ohne BU-Schlüssel)', 'BU-Schlüssel',
  'Belegdatum', 'Belegfeld 1', 'Belegfeld 2', 'Skonto', 'Buchungstext', 'Postensperre', 'Diverse Adressnummer', 'Geschäftspartnerbank', 'Sachverhalt', 'Zinssperre', 'Beleglink',
  ...counted(8, (n) => [`Beleginfo - Art ${n}`, `Beleginfo - Inhalt ${n}`]),
  'KOST1 - Kostenstelle', 'KOST2 - Kostenstelle', 'Kost-Menge', 'EU-Land u. UStID (Bestimmung)', 'EU-Steuersatz (Bestimmung)', 'Abw. Versteuerungsart', 'Sachverhalt L+L',
  'Funktionsergänzung L+L', 'BU 49 Hauptfunktionstyp', 'BU 49 Hauptfunktionsnummer', 'BU 49 Funktionsergänzung',
  ...counted(20, (n) => [`Zusatzinformation - Art ${n}`, `Zusatzinformation- Inhalt ${n}`]),
  'Stück', 'Gewicht', 'Zahlweise', 'Forderungsart', 'Veranlagungsjahr', 'Zugeordnete Fälligkeit', 'Skontotyp', 'Auftragsnummer', 'Buchungstyp', 'USt-Schlüssel (Anzahlungen)',
  'EU-Land (Anzahlungen)', 'Sachverhalt L+L (Anzahlungen)', 'EU-Steuersatz (Anzahlungen)', 'Erlöskonto (Anzahlungen)', 'Herkunft-Kz', 'Buchungs GUID', 'KOST-Datum',
  'SEPA-Mandatsreferenz', 'Skontosperre', 'Gesellschaftername', 'Beteiligtennummer', 'Identifikationsnummer', 'Zeichnernummer', 'Postensperre bis', 'Bezeichnung SoBil-Sachverhalt',
  'Kennzeichen SoBil-Buchung', 'Festschreibung', 'Leistungsdatum', 'Datum Zuord. Steuerperiode', 'Fälligkeit', 'Generalumkehr (GU)', 'Steuersatz', 'Land', 'Abrechnungsreferenz',
  'BVV-Position', 'EU-Land u. UStID (Ursprung)', 'EU-Steuersatz (Ursprung)', 'Abw. Skontokonto',
]
const closedField = fieldNames.indexOf('Festschreibung')

/** The first two lines. */
export function head(batch: Batch): string {
  const day = (text: string) => text.replaceAll('-', '')
  const made = batch.made_at.toISOString().replace(/\D/g, '').slice(0, 17)
  const first = [
    quoted('EXTF'), 700, 21, quoted('Buchungsstapel'), 13, made, '', quoted('LF'), quoted(''), quoted(''), batch.consultant, batch.client, day(batch.year_begins_on), batch.account_digits,
    day(batch.from), day(batch.to), quoted(batch.label.slice(0, 30)), quoted(''), 1, 0, batch.closed ? 1 : 0, quoted(batch.currency), '', quoted(''), '', '', quoted(''), '', '', quoted(''), quoted(''),
  ]
  return `${first.join(';')}\r\n${fieldNames.join(';')}\r\n`
}

/** Another currency than the books' own comes with its rate and with the amount in the own one: DATEV takes it with all three, or not at all. */
export function line({ amount, currency, account, against, booked_on, document, text }: Row, { closed, currency: own, rates }: Pick<Batch, 'closed' | 'currency' | 'rates'>): string {
  const fields: (string | number)[] = fieldNames.map(() => '')
  const major = amount / 10 ** digitsOf(currency)
  fields[0] = comma(major, 2)
  fields[1] = quoted('S')
  if (currency !== own) {
    const rate = rates.get(currency) ?? missing(currency)
    fields[2] = quoted(currency)
    fields[3] = comma(rate, 6)
    fields[4] = comma(Math.max(major / rate, 0.01), 2)
    fields[5] = quoted(own)
  }
  fields[6] = account
  fields[7] = against
  fields[9] = `${booked_on.slice(8, 10)}${booked_on.slice(5, 7)}`
  // Of the marks only these are allowed there.
  fields[10] = quoted(document.replace(/[^A-Za-z0-9$&%*+/-]/g, '-').slice(0, 36))
  fields[13] = quoted(text.slice(0, 60))
  fields[closedField] = closed ? 1 : 0
  return `${fields.join(';')}\r\n`
}

function comma(value: number, digits: number): string {
  return value.toFixed(digits).replace('.', ',')
}
function missing(currency: string): never {
  throw new Error(`there is no rate for ${currency}`)
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}
