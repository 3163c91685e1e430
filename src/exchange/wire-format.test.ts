// What agencies and feeds send, in the shapes their standards show; the contents are made up.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newsItem, ninjs, paragraphs, rss } from '../../test/wire-makers.ts'
import { readWire } from './wire-format.ts'
import { blocksText, contentHash, wireText } from './wire-text.ts'
import { WireRefused } from './wired.ts'

const read = async (text: string | Buffer) => readWire(typeof text === 'string' ? Buffer.from(text) : text)
const one = async (text: string | Buffer) => { const [first, ...others] = await read(text); assert.deepEqual(others, []); return first! }
const textOf = (wired: Awaited<ReturnType<typeof one>>) => wireText(wired, { base: '', language: 'de' })

test('ninjs is read in versions 1, 2 and 3, which call the same things otherwise', async () => {
  const one_ = { uri: 'urn:1', type: 'text', version: '4', versioncreated: '2026-03-01T11:00:00Z', pubstatus: 'usable', urgency: 2, language: 'de', headline: 'Rat will das Depot behalten', byline: 'Von Henrike Sölter', ednote: 'Folgt mehr', body_xhtml: `<p>${paragraphs[0]}</p>`, body_text: 'nicht dieser', description_summary: 'Das Depot bleibt.', subject: [{ name: 'Politik', code: 'medtop:11000000' }], infosource: [{ name: 'wa' }], located: 'Wallstedt', renditions: {}, associations: { main: { type: 'picture', uri: 'urn:p', headline: 'Depot', description_caption: 'Das Depot', byline: 'Jo Ott/wa', renditions: { small: { href: 'https://wa.example/s.jpg', mimetype: 'image/jpeg', width: 100 }, big: { href: 'https://wa.example/b.jpg', mimetype: 'image/jpeg', width: 2000 } } } } }
  const two = { uri: 'urn:1', type: 'text', version: '4', versioncreated: '2026-03-01T11:00:00Z', pubstatus: 'usable', urgency: 2, language: 'de', headlines: [{ role: 'main', value: 'Rat will das Depot behalten' }], by: 'Von Henrike Sölter', ednote: 'Folgt mehr', bodies: [{ role: 'text', contenttype: 'text/plain', value: 'nicht dieser' }, { role: 'html', contenttype: 'text/html', value: `<p>${paragraphs[0]}</p>` }], descriptions: [{ role: 'summary', value: 'Das Depot bleibt.' }], subjects: [{ name: 'Politik', literal: 'medtop:11000000' }], infosources: [{ name: 'wa' }], located: 'Wallstedt', associations: [{ name: 'main', type: 'picture', uri: 'urn:p', by: 'Jo Ott', descriptions: [{ role: 'creditline', value: 'wa/Jo Ott' }, { role: 'caption', value: 'Das Depot' }], renditions: [{ name: 's', href: 'https://wa.example/s.jpg', contenttype: 'image/jpeg', width: 100 }, { name: 'b', href: 'https://wa.example/b.jpg', contenttype: 'image/jpeg', width: 2000 }] }] }
  const renamed: Record<string, string> = { versioncreated: 'versionCreated', pubstatus: 'pubStatus', ednote: 'edNote', contenttype: 'contentType', infosources: 'infoSources' }
  const three = JSON.stringify(two).replace(/"(\w+)":/g, (all, name: string) => (renamed[name] ? `"${renamed[name]}":` : all))
  const all = await Promise.all([JSON.stringify(one_), JSON.stringify(two), three].map(one))
  for (const wired of all) {
    assert.deepEqual([wired.foreign_id, wired.version, wired.urgency, wired.headline, wired.standfirst, wired.bylines, wired.agency, wired.note, wired.dateline_place], ['urn:1', '4', 2, 'Rat will das Depot behalten', 'Das Depot bleibt.', ['Henrike Sölter'], 'wa', 'Folgt mehr', 'Wallstedt'])
    assert.deepEqual(wired.subjects, [{ name: 'Politik', code: 'medtop:11000000' }])
    assert.deepEqual(wired.pictures.map(({ address, caption, credit }) => [address, caption, credit]), [['https://wa.example/b.jpg', 'Das Depot', 'Jo Ott/wa']])
    assert.equal(textOf(wired).plain_text, paragraphs[0])
  }
})

test('of NewsML-G2 the text is read from XHTML, NITF or plain data, with what stands around it', async () => {
  const xhtml = await one(newsItem({ meta: '<embargoed>2026-03-02T06:00:00+01:00</embargoed><edNote>Achtung: Sperrfrist</edNote><link rel="irel:previousVersion" residref="urn:old"/>', content: '<description role="drol:summary">Das Depot bleibt stehen.</description>' }))
  assert.deepEqual([xhtml.foreign_id, xhtml.version, xhtml.urgency, xhtml.pubstatus, xhtml.headline, xhtml.standfirst, xhtml.bylines, xhtml.agency, xhtml.note, xhtml.replaces, xhtml.usage_terms],
    ['urn:newsml:wa.example:1', '1', 3, 'usable', 'Rat will das Depot behalten', 'Das Depot bleibt stehen.', ['Henrike Sölter'], 'wa', 'Achtung: Sperrfrist', ['urn:old'], 'Nur für Abonnenten'])
  assert.equal(xhtml.embargo_until?.toISOString(), '2026-03-02T05:00:00.000Z')
  assert.deepEqual(textOf(xhtml).plain_text.split('\n\n'), paragraphs)
  const nitf = await one(newsItem({ body: `<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head><hedline><hl1>Anders</hl1></hedline><dateline><location>Wallstedt</location></dateline><abstract><p>Kurz gesagt.</p></abstract></body.head><body.content><p>${paragraphs[0]}</p><hl2>Zwischentitel</hl2><p>${paragraphs[1]}</p><media media-type="image"><media-reference mime-type="image/jpeg" source="https://wa.example/p.jpg"/><media-caption>Das Depot</media-caption><media-producer>Jo Ott</media-producer></media></body.content></body></nitf></inlineXML>` }))
  assert.deepEqual([nitf.headline, nitf.standfirst, nitf.dateline_place], ['Rat will das Depot behalten', 'Kurz gesagt.', 'Wallstedt'])
  const text = textOf(nitf)
  assert.deepEqual(text.body.content?.map(({ type }) => type), ['paragraph', 'heading', 'paragraph', 'picture'])
  assert.deepEqual(text.pictures.map(({ address, caption, place }) => [address, caption, place]), [['https://wa.example/p.jpg', 'Das Depot (Jo Ott)', 0]])
  assert.equal(textOf(await one(newsItem({ body: '<inlineData contenttype="text/plain">Erster Absatz.\n\nZweiter &lt;b&gt; Absatz.</inlineData>' }))).plain_text, 'Erster Absatz.\n\nZweiter <b> Absatz.')
})

test('a message brings several texts; pictures belong to the text of their package, and concepts are none', async () => {
  const picture = newsItem({ guid: 'P1', headline: 'Depot', itemClass: 'picture', content: '<creator role="crol:photographer"><name>Jo Ott</name></creator><creditline>wa</creditline><description role="drol:caption">Das Depot an der Hafenstraße</description>', body: '<remoteContent rendition="rnd:thumb" href="./t.jpg" contenttype="image/jpeg" width="80"/><remoteContent rendition="rnd:highRes" href="./p.jpg" contenttype="image/jpeg" width="3000"/>' })
  const items = await read(`<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet><packageItem guid="K"><groupSet root="g"><group id="g"><itemRef residref="N1"/><itemRef residref="P1"/></group></groupSet></packageItem><conceptItem guid="C"><concept><conceptId qcode="x:1"/></concept></conceptItem>${newsItem({ guid: 'N1' })}${newsItem({ guid: 'N2', headline: 'Etwas anderes' })}${picture}</itemSet></newsMessage>`)
  assert.deepEqual(items.map(({ foreign_id, pictures }) => [foreign_id, pictures.map(({ address, caption, credit }) => [address, caption, credit])]), [['N1', [['./p.jpg', 'Das Depot an der Hafenstraße', 'Jo Ott/wa']]], ['N2', []]])
  assert.deepEqual((await read(picture)).map(({ headline, pictures }) => [headline, pictures.length]), [['Depot', 1]])
})

test('NITF alone is read, also in another encoding', async () => {
  const nitf = '<?xml version="1.0" encoding="iso-8859-1"?><!DOCTYPE nitf SYSTEM "nitf-3-2.dtd"><nitf version="-//IPTC//DTD NITF 3.2//EN"><head><docdata><doc-id id-string="wa1"/><urgency ed-urg="1"/><du-key version="3"/><date.issue norm="20260301T120000+0100"/></docdata></head><body><body.head><hedline><hl1>Brücke gesperrt</hl1></hedline><byline>Von Henrike Sölter, <byttl>Rathaus Reporterin</byttl></byline><distributor>wa</distributor></body.head><body.content><p>Die Brücke ist gesperrt.</p></body.content></body></nitf>'
  const wired = await one(Buffer.from(nitf, 'latin1'))
  assert.deepEqual([wired.foreign_id, wired.version, wired.bylines, wired.headline, wired.urgency, wired.agency, wired.issued_at?.toISOString(), textOf(wired).plain_text], ['wa1', '3', ['Henrike Sölter'], 'Brücke gesperrt', 1, 'wa', '2026-03-01T11:00:00.000Z', 'Die Brücke ist gesperrt.'])
})

test('feeds are read as RSS 2.0, 1.0 and 0.91, Atom and JSON Feed', async () => {
  const two = await one(rss([{}]).replace('<description>', '<enclosure url="https://hafenblatt.example/p.jpg" type="image/jpeg" length="1"/><description>'))
  assert.deepEqual([two.foreign_id, two.headline, two.agency, two.language, two.link, two.subjects, two.pictures.map(({ address }) => address)], ['h1', 'Depot bleibt', 'Hafenblatt', 'de-DE', 'https://hafenblatt.example/h1', [{ name: 'Lokales', code: '' }], ['https://hafenblatt.example/p.jpg']])
  assert.deepEqual(textOf(two).plain_text.split('\n\n'), paragraphs)
  const ancient = await one('<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>A</title><link>https://a.example/</link><description>d</description><language>de</language><item><title>Alt</title><link>https://a.example/1</link><description>Text</description></item></channel></rss>')
  assert.deepEqual([ancient.foreign_id, ancient.headline, textOf(ancient).plain_text], ['https://a.example/1', 'Alt', 'Text'])
  const rdf = await one('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://a.example/"><title>A</title></channel><item rdf:about="urn:x"><title>T</title><link>https://a.example/1</link><description>D</description><dc:creator>Ada Lorenz</dc:creator><dc:date>2026-03-01T09:00:00Z</dc:date></item></rdf:RDF>')
  assert.deepEqual([rdf.foreign_id, rdf.bylines, rdf.issued_at?.toISOString()], ['urn:x', ['Ada Lorenz'], '2026-03-01T09:00:00.000Z'])
  const atom = await one('<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><id>urn:f</id><updated>2026-03-01T09:00:00Z</updated><entry><id>urn:e</id><title type="html">Tom &amp;amp; Ada</title><updated>2026-03-01T10:00:00Z</updated><link href="https://a.example/e"/><category term="pol" label="Politik"/><summary>Kurz.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ganzer <em>Text</em>.</p></div></content></entry></feed>')
  assert.deepEqual([atom.foreign_id, atom.headline, atom.standfirst, atom.subjects, textOf(atom).plain_text], ['urn:e', 'Tom & Ada', 'Kurz.', [{ name: 'Politik', code: 'pol' }], 'Ganzer Text.'])
  const json = await one('{"version":"https://jsonfeed.org/version/1.1","title":"A","items":[{"id":"1","title":"T","content_html":"<p>Hallo</p>","date_published":"2026-03-01T10:00:00Z"}]}')
  assert.deepEqual([json.foreign_id, json.headline, textOf(json).plain_text], ['1', 'T', 'Hallo'])
})

test('a mail is read as what is attached to it, or else as itself', async () => {
  const head = 'From: =?utf-8?q?Pressestelle_W=C3=B6rth?= <presse@woerth.example>\r\nTo: wire@paper.test\r\nSubject: =?utf-8?q?Fwd:_Stra=C3=9Fe_gesperrt?=\r\nMessage-ID: <1@woerth.example>\r\nDate: Sun, 01 Mar 2026 12:00:00 +0100\r\nMIME-Version: 1.0\r\n'
  const plain = await one(`${head}Content-Type: text/plain; charset=utf-8\r\n\r\nDie Hauptstraße ist\r\ngesperrt.\r\n\r\nBis Montag.\r\n`)
  assert.deepEqual([plain.headline, plain.agency, plain.foreign_id, textOf(plain).plain_text], ['Straße gesperrt', 'Pressestelle Wörth', '<1@woerth.example>', 'Die Hauptstraße ist gesperrt.\n\nBis Montag.'])
  const attached = await one(`${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nAnbei.\r\n--b\r\nContent-Type: application/json\r\nContent-Disposition: attachment; filename=a.json\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(ninjs()).toString('base64')}\r\n--b--\r\n`)
  assert.equal(attached.foreign_id, 'urn:wa:1')
})

test('pictures of a mail come along: attached ones, those in the text where they stand, no logos, and by name those of an attached text', async () => {
  const photo = Buffer.alloc(30_000, 7)
  const part = (head: string, bytes: Buffer) => `--b\r\n${head}\r\nContent-Transfer-Encoding: base64\r\n\r\n${bytes.toString('base64')}\r\n`
  const mail = (text: string, ...parts: string[]) => `From: Presse <presse@woerth.example>\r\nSubject: Fest\r\nMessage-ID: <2@woerth.example>\r\nDate: Sun, 01 Mar 2026 12:00:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${text}\r\n${parts.join('')}--b--\r\n`
  const attached = part('Content-Type: image/jpeg; name="=?utf-8?q?B=C3=BChne.jpg?="\r\nContent-Disposition: attachment; filename="=?utf-8?q?B=C3=BChne.jpg?="', photo)
  const inText = part('Content-Type: image/png\r\nContent-ID: <p1@woerth>\r\nContent-Disposition: inline; filename=zug.png', Buffer.concat([photo, photo]))
  const logo = part('Content-Type: image/png\r\nContent-ID: <logo@woerth>\r\nContent-Disposition: inline; filename=logo.png', Buffer.alloc(900))
  const wired = await one(mail('<p>Heute.</p><p><img src="cid:p1@woerth" alt="Der Zug"></p><p>Morgen. <img src="cid:logo@woerth"></p>', attached, inText, logo))
  assert.deepEqual(wireText(wired, { base: '', language: 'de' }).pictures.map(({ address, alt, place, file }) => [decodeURIComponent(address.split('/').at(-1) ?? ''), alt, place, file?.length]), [['Bühne.jpg', '', null, 30_000], ['zug.png', '', 0, 60_000]])
  const agency = part('Content-Type: application/json\r\nContent-Disposition: attachment; filename=a.json', Buffer.from(ninjs({ associations: [{ type: 'picture', uri: 'urn:p', by: 'Jo Ott/wa', renditions: [{ href: 'Bühne.jpg', contenttype: 'image/jpeg' }] }] })))
  const named = await one(mail('Anbei.', agency, attached))
  assert.deepEqual([named.foreign_id, named.pictures.map(({ address, credit, file }) => [address, credit, file?.length])], ['urn:wa:1', [['Bühne.jpg', 'Jo Ott/wa', 30_000]]])
})

test('the dateline leaves the text for its own fields, a headline is not said twice, and nothing that runs comes along', async () => {
  const wired = await one(ninjs({ text: ['Der Rat <script>alert(1)</script>will <a href="javascript:alert(1)" onclick="x()">das Depot</a> behalten. <img src="https://wa.example/x.jpg" onerror="alert(1)" alt="Depot">'] }))
  const text = textOf(wired)
  assert.deepEqual([text.dateline_place, text.agency, blocksText(text.body.content ?? [])], ['Wallstedt', 'wa', 'Der Rat will das Depot behalten.'])
  assert.doesNotMatch(JSON.stringify(text.body), /script|onerror|onclick|"heading"/)
})

test('markup alone is no change, a changed word is', async () => {
  const hash = async (text: string) => { const wired = await one(ninjs({ text: [text] })); return contentHash(wired, textOf(wired)) }
  assert.equal(await hash('Ein <b>Satz</b>.'), await hash('Ein <span class="x91">Satz</span>.'))
  assert.notEqual(await hash('Ein Satz.'), await hash('Ein Satzes.'))
})

test('what cannot be read is refused with a reason, and nothing that a file declares is expanded', async () => {
  const refused: [string, RegExp][] = [
    ['', /empty/], ['{"a":1}', /no uri/], ['{', /not JSON/], ['Hallo', /neither/], ['<html><body/></html>', /<html>/], ['<newsItem', /./], ['<newsItem><a></newsItem>', /line 1/],
    ['<!DOCTYPE x [<!ENTITY a "b">]><newsItem guid="1">&a;</newsItem>', /declared within/], ['<!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"><channel><item><title>&a;</title></item></channel></rss>', /./],
    [`${'<a>'.repeat(200)}${'</a>'.repeat(200)}`, /nested/],
  ]
  for (const [text, why] of refused) await assert.rejects(read(text), (error: unknown) => error instanceof WireRefused && why.test(error.message), text.slice(0, 40))
  await assert.rejects(readWire(Buffer.from([0x3c, 0xff, 0xfe, 0x3e])), WireRefused)
})

test('files cut or garbled anywhere are read or refused, never anything else', async () => {
  const files = [ninjs(), newsItem(), rss([{}, { guid: 'h2' }])]
  let seed = 7
  const random = (below: number) => { seed = (seed * 1_103_515_245 + 12_345) & 0x7fff_ffff; return seed % below }
  for (let n = 0; n < 120; n++) {
    const file = Buffer.from(files[n % files.length]!)
    if (n % 2 === 0) for (let times = 0; times < 4; times++) file[random(file.length)] = random(256)
    const bytes = n % 2 === 0 ? file : file.subarray(0, random(file.length))
    for (const wired of await readWire(bytes).catch((error: unknown) => { assert.ok(error instanceof WireRefused, String(error)); return [] })) {
      const text = textOf(wired)
      assert.ok(text.body.type === 'doc' && text.plain_text.isWellFormed() && wired.headline.length <= 500)
    }
  }
})
