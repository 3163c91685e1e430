import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { entriesOf, exported } from '../../test/archives.ts'
import { house } from '../../test/house.ts'
import { importArchive } from './archive-import.ts'
import { openArchive } from './archive-source.ts'

test('the demonstration fills an empty paper with all that it promises, and comes out of it again byte for byte', house(async ({ db, files, open }) => {
  await importArchive(db, { source: await openArchive('demo'), files })
  const entries = await entriesOf(await exported(db, files))
  const lying = globSync('demo/**/*.*', { exclude: ['demo/README.md'] }).map((path) => path.slice(5))
  assert.deepEqual([...entries.keys()].sort(), [...lying, 'SHA256SUMS'].sort())
  for (const [name, bytes] of entries) assert.ok(bytes.equals(readFileSync(join('demo', name))), name)
  assert.deepEqual([[...entries.keys()][0], [...entries.keys()].at(-1)], ['archive.json', 'SHA256SUMS'])

  const articles = await db.selectFrom('articles').select(['language', 'state', 'sensitive']).execute()
  const having = (is: (article: (typeof articles)[number]) => boolean) => articles.filter(is).length
  assert.deepEqual([having((a) => a.language === 'de'), having((a) => a.language === 'en'), having((a) => a.state === 'withdrawn'), having((a) => a.sensitive)], [40, 10, 1, 1])
  const count = async (table: 'sections' | 'authors' | 'comments' | 'corrections' | 'campaigns' | 'pictures') =>
    Number((await db.selectFrom(table).select((eb) => eb.fn.countAll().as('n')).executeTakeFirstOrThrow()).n)
  assert.deepEqual([await count('sections'), await count('authors'), await count('comments'), await count('campaigns'), await count('pictures')], [6, 8, 410, 1, 24])
  assert.ok(await count('corrections') >= 1)

  const published = await db.selectFrom('articles').innerJoin('sections', 'sections.id', 'section_id').select(['articles.id', 'articles.slug', 'articles.state', 'sections.slug as section']).execute()
  for (const { id, slug, section, state } of published) {
    const { status, html } = await open(`/${section}/${slug}-${id}`)
    assert.equal(status, state === 'withdrawn' ? 410 : 200, slug)
    assert.doesNotMatch(html, /class="missing"/, slug)
    for (const [, address] of html.matchAll(/<a [^>]*href="(\/[^"#]*)"/g)) {
      // What is somebody's own leads to signing in.
      const { status: there } = await open(address ?? '')
      assert.ok(there === 200 || (there === 303 && /^\/account|\/follow$/.test(address ?? '')), `${slug} leads to ${address}: ${there}`)
    }
  }
}))
