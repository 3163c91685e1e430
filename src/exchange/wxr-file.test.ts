import assert from 'node:assert/strict'
import { closeSync, openSync, writeSync } from 'node:fs'
import { test, type TestContext } from 'node:test'
import { testFile, wxr } from '../../test/wxr-makers.ts'
import { itemBytes, readWxr, WxrRefused, type Element } from './wxr-file.ts'

async function elements(file: string): Promise<Element[]> {
  const all: Element[] = []
  for await (const element of readWxr(file)) all.push(element)
  return all
}
async function refusal(t: TestContext, content: string | Uint8Array): Promise<string> {
  const file = testFile(t, content)
  try {
    await elements(file)
  } catch (error) {
    if (error instanceof WxrRefused) return error.message
    throw error
  }
  return 'not refused'
}
const before = wxr({ items: [] }).split('</channel>')[0]!
const linesBefore = before.split('\n').length

test('each part of the channel comes as one element, with its children, attributes, entities and sections of raw text', async (t) => {
  const header = '<wp:author><wp:author_login>anna &amp; co &#228;</wp:author_login></wp:author><category domain="x" nicename="y"><![CDATA[a ]]]]><![CDATA[> b]]></category>'
  const [author, category] = (await elements(testFile(t, wxr({ header, items: [] })))).slice(-2)
  assert.equal(author?.children[0]?.text, 'anna & co ä')
  assert.deepEqual({ ...category?.attributes }, { domain: 'x', nicename: 'y' })
  assert.equal(category?.text, 'a ]]> b')
})

test('a character cut in two by the pieces the file is read in comes whole', async (t) => {
  const items = Array.from({ length: 40 }, (_, n) => ({ id: n + 1, content: `${'x'.repeat(n)}${'😀ä'.repeat(5000)}` }))
  const read = (await elements(testFile(t, wxr({ items })))).filter(({ name }) => name === 'item')
  assert.equal(read.length, 40)
  for (const [n, item] of read.entries()) assert.equal(item.children.find(({ name }) => name === 'content:encoded')?.text, items[n]!.content)
})

test('a file that ends too early is refused with the line', async (t) => {
  assert.equal(await refusal(t, `${before}<item>\n<title>x`), `line ${linesBefore + 1}: unclosed tag: title`)
})

test('tags that do not match are refused with the line', async (t) => {
  assert.match(await refusal(t, `${before}\n\n<item><title>x</link></item></channel></rss>`), new RegExp(`^line ${linesBefore + 2}: .*(unexpected|unmatched|tag)`, 'i'))
})

test('bytes that are not UTF-8 are refused with line and position, also after carriage returns', async (t) => {
  const sound = Buffer.from(`${before}<item><title>\r\r\nGrüße `)
  const file = Buffer.concat([sound, Buffer.from([0xff]), Buffer.from('</title></item></channel></rss>')])
  assert.equal(await refusal(t, file), `line ${linesBefore + 1}: the byte at position ${sound.length} is not UTF-8`)
})

test('a file in another encoding, a document type with entities, and characters XML does not know are refused', async (t) => {
  assert.match(await refusal(t, '<?xml version="1.0" encoding="ISO-8859-1"?><rss/>'), /^line 1: the encoding is ISO-8859-1/)
  const bomb = '<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>\n<rss><channel>&b;</channel></rss>'
  assert.match(await refusal(t, bomb), /^line 2: a document type is declared/)
  assert.match(await refusal(t, `${before}\u0008</channel></rss>`), /disallowed character/)
  assert.match(await refusal(t, `${before}<item>&nbsp;</item></channel></rss>`), /undefined entity/)
})

test('what is not an export is refused: another document, a feed, a version to come, nothing', async (t) => {
  assert.match(await refusal(t, '<html><body/></html>'), /begins with <html>/)
  assert.match(await refusal(t, '<rss><channel><item><title>x</title></item></channel></rss>'), /this is a feed/)
  assert.match(await refusal(t, '<rss><channel><title>x</title></channel></rss>'), /not an export/)
  assert.match(await refusal(t, before.replace('>1.2<', '>2.0<')), /version 2\.0/)
  assert.match(await refusal(t, ''), /^line 1: /)
  assert.match(await refusal(t, `${before}${'<item><a><b><c><d><e><f><g>'}`), /nested 9 levels deep/)
})

test('versions 1.0 and 1.1 are read like 1.2', async (t) => {
  for (const version of ['1.0', '1.1']) assert.ok((await elements(testFile(t, wxr({ items: [{ id: 1 }] }).replace('>1.2<', `>${version}<`)))).length > 0)
})

test('an item larger than can be held is refused with the line it begins at, without being read to its end', async (t) => {
  const file = testFile(t, `${before}<item>\n<content:encoded><![CDATA[`)
  const out = openSync(file, 'a')
  for (let written = 0; written < itemBytes + 4_000_000; written += 1_000_000) writeSync(out, Buffer.alloc(1_000_000, 'x'))
  closeSync(out)
  await assert.rejects(elements(file), { message: `line ${linesBefore}: what begins here is larger than 50 MB` })
})
