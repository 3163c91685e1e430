import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { iptcField, iptcSegment } from '../../test/pictures.ts'
import { pictureWords, splitCredit } from './picture-metadata.ts'
import { creditXmp, xmpFields } from './picture-xmp.ts'

const nothing = { xmp: undefined, iptc: undefined, exif: undefined }
const rdf = (inner: string) => Buffer.from(`<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
  <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
    xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">${inner}</rdf:RDF></x:xmpmeta><?xpacket end="w"?>`)

for (const [creators, credit, credit_person, credit_agency] of [
  [['Henrike Sölter'], 'WA', 'Henrike Sölter', 'WA'],
  [['Henrike Sölter'], 'Henrike Sölter/WA', 'Henrike Sölter', 'WA'],
  [['Henrike Sölter/WA'], 'WA', 'Henrike Sölter', 'WA'],
  [[], 'Henrike Sölter/WA', 'Henrike Sölter', 'WA'],
  [[], 'Foto: Henrike Sölter (WA)', 'Henrike Sölter', 'WA'],
  [['HENRIKE SÖLTER'], 'Henrike Sölter', 'HENRIKE SÖLTER', ''],
  [[], 'picture alliance/dpa | Jo Ott', 'Jo Ott', 'picture alliance/dpa'],
  [['Jo Ott'], 'picture alliance/dpa', 'Jo Ott', 'picture alliance/dpa'],
  [['dpa'], 'dpa', '', 'dpa'],
  [[], 'Getty Images', '', 'Getty Images'],
  [['Anna Ott', 'Ben Uhl'], '', 'Anna Ott, Ben Uhl', ''],
  [[], '© Anna von der Ott', 'Anna von der Ott', ''],
  [['Banksy'], '', 'Banksy', ''],
  [[], '', '', ''],
] as const) {
  test(`by ${JSON.stringify(creators)} and for "${credit}" names "${credit_person}" and "${credit_agency}"`, () => {
    assert.deepEqual(splitCredit([...creators], credit), { credit_person, credit_agency })
  })
}

test('caption, credit, rights and alternative text are read from XMP, whatever its prefixes are called', async () => {
  const xmp = rdf(`<rdf:Description photoshop:Credit="A &amp; B Pictures">
    <d:description><rdf:Alt><rdf:li xml:lang="x-default">Die Brücke &lt;neu&gt;</rdf:li><rdf:li xml:lang="en">The bridge</rdf:li></rdf:Alt></d:description>
    <d:creator><rdf:Seq><rdf:li>Henrike Sölter</rdf:li></rdf:Seq></d:creator>
    <d:rights><rdf:Alt><rdf:li xml:lang="x-default">2026</rdf:li></rdf:Alt></d:rights>
    <Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">Eine Brücke im Nebel</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>
  </rdf:Description>`)
  const { alt, caption, credit_person, credit_agency, rights } = await pictureWords({ ...nothing, xmp })
  assert.deepEqual({ alt, caption, credit_person, credit_agency, rights }, {
    alt: 'Eine Brücke im Nebel', caption: 'Die Brücke <neu>', credit_person: 'Henrike Sölter', credit_agency: 'A & B Pictures', rights: '2026',
  })
})

test('what else an agency says is read: headline, keywords, place, day, terms, and from when until when it may be used', async () => {
  const xmp = rdf(`<rdf:Description xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
      photoshop:Headline="Brücke gesperrt" photoshop:City="Wallstedt" photoshop:Country="Deutschland" Iptc4xmpCore:Location="Süderbrücke" photoshop:DateCreated="2026-03-01T09:30:00+01:00"
      plus:LicenseStartDate="2026-03-02" plus:LicenseEndDate="2027-03-01T12:00:00Z">
    <d:subject><rdf:Bag><rdf:li>Verkehr</rdf:li><rdf:li>Brücke</rdf:li><rdf:li>Verkehr</rdf:li></rdf:Bag></d:subject>
    <xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">Nur für Zeitungen</rdf:li></rdf:Alt></xmpRights:UsageTerms>
  </rdf:Description>`)
  const { title, keywords, place, taken_at, usage_terms, rights_from, rights_until } = await pictureWords({ ...nothing, xmp })
  assert.deepEqual([title, keywords, place, usage_terms], ['Brücke gesperrt', ['Verkehr', 'Brücke'], 'Süderbrücke, Wallstedt, Deutschland', 'Nur für Zeitungen'])
  assert.deepEqual([taken_at, rights_from, rights_until].map((at) => at?.toISOString()), ['2026-03-01T08:30:00.000Z', '2026-03-02T00:00:00.000Z', '2027-03-01T12:00:00.000Z'])
})

test('the same is read from IPTC, whose days have no strokes; a span that ends before it begins has no beginning', async () => {
  const iptc = iptcSegment([[25, 'Verkehr'], [25, 'Brücke'], [30, '20270401'], [37, '20270301'], [40, 'Honorarpflichtig'], [55, '20260301'], [90, 'Wallstedt'], [105, 'Brücke gesperrt']], 'utf8')
  const { title, keywords, place, taken_at, usage_terms, rights_from, rights_until } = await pictureWords({ ...nothing, iptc })
  assert.deepEqual([title, keywords, place, usage_terms, rights_from], ['Brücke gesperrt', ['Verkehr', 'Brücke'], 'Wallstedt', 'Honorarpflichtig', null])
  assert.deepEqual([taken_at, rights_until].map((at) => at?.toISOString()), ['2026-03-01T12:00:00.000Z', '2027-03-01T23:59:59.000Z'])
})

test('days that are none are no reason to refuse a picture', async () => {
  for (const day of ['2026-13-45', 'soon', '0000-00-00', '99999999', '2026-02-30T99:99:99Z']) {
    const { taken_at } = await pictureWords({ ...nothing, xmp: rdf(`<rdf:Description photoshop:DateCreated="${day}"/>`) })
    assert.ok(taken_at === null || !Number.isNaN(taken_at.getTime()), day)
  }
})

test('what a montage was made from does not lend its caption to it', () => {
  const xmp = rdf(`<rdf:Description><xmpMM:Ingredients><rdf:Bag><rdf:li><rdf:Description><d:description>Something else</d:description></rdf:Description></rdf:li></rdf:Bag></xmpMM:Ingredients></rdf:Description>`)
  assert.deepEqual(xmpFields(xmp), {})
})

test('in broken XMP what stands before the break is read', () => {
  assert.deepEqual(xmpFields(rdf('<rdf:Description><d:creator>Jo Ott</d:creator><oops')), { creator: ['Jo Ott'] })
})

test('IPTC of an agency is read in UTF-8 and in the older Western characters', async () => {
  for (const encoding of ['utf8', 'latin1'] as const) {
    const iptc = iptcSegment([[80, 'Henrike Sölter'], [110, 'WA'], [116, '© WA'], [120, 'Brücke über die Süder']], encoding)
    const { caption, credit_person, credit_agency, rights } = await pictureWords({ ...nothing, iptc })
    assert.deepEqual([caption, credit_person, credit_agency, rights], ['Brücke über die Süder', 'Henrike Sölter', 'WA', '© WA'])
  }
})

test('IPTC that is cut off or nonsense is read as far as it goes', async () => {
  const whole = Buffer.concat([iptcField(80, 'Jo Ott', 'utf8'), iptcField(120, 'A caption', 'utf8')])
  for (let length = 0; length <= whole.length; length++) await pictureWords({ ...nothing, iptc: whole.subarray(0, length) })
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
    await pictureWords({ xmp: bytes, iptc: bytes, exif: bytes })
  }))
})

test('no text from a file brings characters that the database or a page cannot hold', async () => {
  const iptc = iptcSegment([[120, 'one\0two\r\nthree\u2028four']], 'utf8')
  assert.equal((await pictureWords({ ...nothing, iptc })).caption, 'one two three four')
})

test('a file that names tens of thousands of people costs no more than one that names a few', async () => {
  const people = Array.from({ length: 40_000 }, (_, n) => `<rdf:li>N${n}</rdf:li>`).join('')
  const begun = performance.now()
  const { credit_person } = await pictureWords({ ...nothing, xmp: rdf(`<rdf:Description><d:creator><rdf:Seq>${people}</rdf:Seq></d:creator></rdf:Description>`) })
  assert.ok(performance.now() - begun < 3_000)
  assert.match(credit_person, /^N0, N1, [^]*N19$/)
})

test('what is written into a rendition reads back as it was', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 40 }).map((value) => value.replace(/[\p{Cc}\p{Cs}\s\uFFFE\uFFFF]+/gu, ' ').trim())
  fc.assert(fc.property(text, text, text, text, (caption, credit_person, credit_agency, rights) => {
    const fields = xmpFields(Buffer.from(creditXmp({ caption, credit_person, credit_agency, rights })))
    const read = [fields.caption?.[0], fields.creator?.[0], fields.credit?.[0], fields.rights?.[0]].map((value) => value ?? '')
    assert.deepEqual(read, [caption, credit_person, credit_agency, rights])
  }))
})
