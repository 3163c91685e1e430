// A page of WordPress becomes a static page. It has no thread here, and only one level of address.
import { pageSlugRefusal, writePage } from '../articles/paper.ts'
import { pageBySlug } from '../articles/reads/paper.ts'
import { plainLine } from './html-tree.ts'
import { alreadyHere, came, changed, leftOut } from './import-report.ts'
import { importedIds } from './reads/imported.ts'
import { freeSlug, slugOf } from '../base/slug.ts'
import { insertImported } from './writes/imported.ts'
import { documentOf, formerAddresses } from './wxr-article.ts'
import { placeOf, type Import } from './wxr-import.ts'
import type { WxrItem } from './wxr-item.ts'
import { keepAddress } from './wxr-terms.ts'
import { paths, url } from '../urls.ts'

export async function importPage(ours: Import, item: WxrItem) {
  const { tx, act, outline, report, language } = ours
  const where = placeOf(item)
  if (item.status !== 'publish' || item.protected) return leftOut(report, `pages that were ${item.protected ? 'protected by a password' : `in the state ${item.status}`}: a page here is public`, where)
  const origin = { source: outline.source, kind: 'page' }
  if ((await importedIds(tx, origin, [item.id])).size > 0) return alreadyHere(report, 'pages')

  const title = plainLine(item.title).slice(0, 500) || (language === 'de' ? 'Ohne Titel' : 'Untitled')
  const wanted = slugOf(item.slug) || slugOf(title) || 'page'
  const slug = await freeSlug(wanted, async (tried) => (await pageSlugRefusal(tx, tried)) !== null || (await pageBySlug(tx, tried, language)) !== undefined)
  if (slug !== item.slug) changed(report, 'pages with another slug, the old one being reserved, taken or not writable', `${item.slug} → ${slug}`)
  await writePage(tx, { slug, language, title, body: await documentOf(ours, item) }, item.modified ?? item.published ?? act.now)
  await insertImported(tx, { ...origin, now: act.now }, [[item.id, slug]])
  for (const address of formerAddresses(ours, item, `page_id=${item.id}`)) await keepAddress(ours, address, url(paths.section, { slug }))
  if (item.comments.length > 0) leftOut(report, 'comments on pages, which have no thread here', where, item.comments.length)
  came(report, 'pages')
}
