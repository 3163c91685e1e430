// Makes small exports of WordPress for tests, stating only what matters to each.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'

export interface MadeComment {
  id: number; parent?: number; name?: string; mail?: string; text?: string; approved?: string; type?: string; at?: string
}
export interface MadeItem {
  id: number
  type?: string
  status?: string
  title?: string
  link?: string
  content?: string
  excerpt?: string
  slug?: string
  creator?: string
  parent?: number
  password?: string
  sticky?: boolean
  open?: boolean
  date?: string
  date_gmt?: string
  modified_gmt?: string
  attachment_url?: string
  /** `category:sport:Sport`, `post_tag:fussball:Fußball`. */
  terms?: string[]
  meta?: Record<string, string>
  comments?: MadeComment[]
}
export interface MadeExport { site?: string; language?: string; header?: string; items: MadeItem[] }

export function wxr({ site = 'https://alt.example', language = 'de-DE', header = '', items }: MadeExport): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>Alte Zeitung</title>
<link>${site}</link>
<language>${language}</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>${site}</wp:base_site_url>
<wp:base_blog_url>${site}</wp:base_blog_url>
${header}
${items.map((item) => itemXml(item, site)).join('\n')}
</channel>
</rss>
`
}

function itemXml(item: MadeItem, site: string): string {
  const { id, type = 'post', status = 'publish', title = `Titel ${id}`, date_gmt = '2026-01-02 03:04:05', slug = `titel-${id}` } = item
  return `<item>
<title>${cdata(title)}</title>
<link>${item.link ?? `${site}/2026/01/${slug}/`}</link>
<dc:creator>${cdata(item.creator ?? 'anna')}</dc:creator>
<content:encoded>${cdata(item.content ?? `<p>Text ${id}.</p>`)}</content:encoded>
<excerpt:encoded>${cdata(item.excerpt ?? '')}</excerpt:encoded>
<wp:post_id>${id}</wp:post_id>
<wp:post_date>${item.date ?? date_gmt}</wp:post_date>
<wp:post_date_gmt>${date_gmt}</wp:post_date_gmt>
<wp:post_modified_gmt>${item.modified_gmt ?? date_gmt}</wp:post_modified_gmt>
<wp:comment_status>${item.open === false ? 'closed' : 'open'}</wp:comment_status>
<wp:post_name>${cdata(slug)}</wp:post_name>
<wp:status>${status}</wp:status>
<wp:post_parent>${item.parent ?? 0}</wp:post_parent>
<wp:post_type>${type}</wp:post_type>
<wp:post_password>${cdata(item.password ?? '')}</wp:post_password>
<wp:is_sticky>${item.sticky ? 1 : 0}</wp:is_sticky>
${item.attachment_url ? `<wp:attachment_url>${cdata(item.attachment_url)}</wp:attachment_url>` : ''}
${(item.terms ?? []).map(termXml).join('\n')}
${Object.entries(item.meta ?? {}).map(([key, value]) => `<wp:postmeta><wp:meta_key>${cdata(key)}</wp:meta_key><wp:meta_value>${cdata(value)}</wp:meta_value></wp:postmeta>`).join('\n')}
${(item.comments ?? []).map(commentXml).join('\n')}
</item>`
}

function termXml(term: string): string {
  const [domain, slug, name] = term.split(':')
  return `<category domain="${domain}" nicename="${slug}">${cdata(name ?? '')}</category>`
}

function commentXml({ id, parent = 0, name = 'Ada', mail = 'ada@example.com', text = `Kommentar ${id}`, approved = '1', type = 'comment', at = '2026-01-03 00:00:00' }: MadeComment): string {
  return `<wp:comment>
<wp:comment_id>${id}</wp:comment_id>
<wp:comment_author>${cdata(name)}</wp:comment_author>
<wp:comment_author_email>${cdata(mail)}</wp:comment_author_email>
<wp:comment_author_url>https://heimseite.example/${id}</wp:comment_author_url>
<wp:comment_author_IP>192.0.2.77</wp:comment_author_IP>
<wp:comment_date>${at}</wp:comment_date>
<wp:comment_date_gmt>${at}</wp:comment_date_gmt>
<wp:comment_content>${cdata(text)}</wp:comment_content>
<wp:comment_approved>${approved}</wp:comment_approved>
<wp:comment_type>${type}</wp:comment_type>
<wp:comment_parent>${parent}</wp:comment_parent>
</wp:comment>`
}

function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}

/** A folder that goes with the test. */
export function testFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'litfass-wxr-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return folder
}
/** A file in such a folder. */
export function testFile(t: TestContext, content: string | Uint8Array): string {
  const file = join(testFolder(t), 'export.xml')
  writeFileSync(file, content)
  return file
}
