// The first walk through an export: it proves that the file can be read to its end, and gathers what items refer to
// wherever it stands: people, terms, attachments. What is kept grows with these, not with the texts.
import { formerSite, type FormerSite } from './html-links.ts'
import { plainLine } from './html-tree.ts'
import { readWxr, type Element, type ReadOptions } from './wxr-file.ts'
import { commentOf, itemOf, own, texts, timeOf, type WxrComment, type WxrItem } from './wxr-item.ts'

export interface Term { id: string; name: string; description: string; parent: string }
export interface Attachment { id: string; file: string; alt: string; caption: string; isPicture: boolean; parent: string }
export interface Commenter {
  name: string
  /** When the name was used last, in milliseconds. */
  at: number
  names: number
  reader_id?: number
}

export interface Outline {
  /** The address of the former site: what its things are remembered by. */
  source: string
  site: FormerSite
  title: string
  description: string
  language: string
  offset: number
  /** Names by login. */
  authors: Map<string, string>
  categories: Map<string, Term>
  tags: Map<string, Term>
  /** Of the categories that some post names first. */
  sectionSlugs: Set<string>
  attachments: Map<string, Attachment>
  /** Numbers of attachments by where their files lay below the folder of uploads. */
  attachmentsByFile: Map<string, string>
  /** Numbers of the pictures that hang on a post. */
  attachedTo: Map<string, string[]>
  /** By `commenterKey`. */
  commenters: Map<string, Commenter>
}

export async function outlineOf(file: string, options: ReadOptions): Promise<Outline> {
  const outline: Outline = {
    source: '', site: formerSite(''), title: '', description: '', language: '', offset: 0, authors: new Map(), categories: new Map(), tags: new Map(), sectionSlugs: new Set(),
    attachments: new Map(), attachmentsByFile: new Map(), attachedTo: new Map(), commenters: new Map(),
  }
  const comment = (element: Element, item: Element) => hasThread(item) && gatherCommenter(outline, commentOf(element, outline.offset))
  for await (const element of readWxr(file, { ...options, comment })) gather(outline, element)
  return outline
}

function gather(outline: Outline, element: Element) {
  const text = texts(element)
  switch (element.name) {
    case 'link': return void (outline.source ||= sourceOf(element.text))
    case 'wp:base_blog_url':
      outline.source = sourceOf(element.text)
      outline.site = formerSite(outline.source)
      return
    case 'title': return void (outline.title = own(plainLine(element.text)))
    case 'description': return void (outline.description = own(plainLine(element.text)))
    case 'language': return void (outline.language = own(/^([a-z]{2,3})([-_]|$)/.exec(element.text.trim().toLowerCase())?.[1] ?? ''))
    case 'wp:author': return void outline.authors.set(own(text('wp:author_login')), own(nameOf(text)))
    case 'wp:category': return void outline.categories.set(own(text('wp:category_nicename')), termOf(text, { name: 'wp:cat_name', description: 'wp:category_description', parent: 'wp:category_parent' }))
    case 'wp:tag': return void outline.tags.set(own(text('wp:tag_slug')), termOf(text, { name: 'wp:tag_name', description: 'wp:tag_description', parent: '' }))
    case 'item': return gatherItem(outline, element)
  }
}

function sourceOf(address: string): string {
  return own(address.trim().replace(/\/+$/, ''))
}
function nameOf(text: (name: string) => string): string {
  const whole = `${text('wp:author_first_name')} ${text('wp:author_last_name')}`.trim()
  return plainLine(text('wp:author_display_name')) || whole || text('wp:author_login')
}
function termOf(text: (name: string) => string, names: { name: string; description: string; parent: string }): Term {
  return { id: own(text('wp:term_id')), name: own(plainLine(text(names.name))), description: own(plainLine(text(names.description))), parent: own(text(names.parent)) }
}

function gatherItem(outline: Outline, element: Element) {
  outline.offset ||= offsetOf(texts(element))
  const item = itemOf(element, outline.offset)
  if (item.type === 'attachment') gatherAttachment(outline, item)
  if (item.type !== 'post' || isGone(item.status)) return
  const section = item.terms.find(({ domain }) => domain === 'category')
  if (section && !outline.sectionSlugs.has(section.slug)) outline.sectionSlugs.add(own(section.slug))
}

/** Minutes by which the site's clock was ahead of UTC at this item, in quarters of an hour. */
function offsetOf(text: (name: string) => string): number {
  const [here, utc] = [timeOf(text('wp:post_date')), timeOf(text('wp:post_date_gmt'))]
  return here && utc ? Math.round((here.getTime() - utc.getTime()) / 900_000) * 15 : 0
}

/** What its newsroom had thrown away, or never meant to keep. */
export function isGone(status: string): boolean {
  return status === 'trash' || status === 'auto-draft' || status === 'inherit'
}

function gatherAttachment({ attachments, attachmentsByFile, attachedTo }: Outline, item: WxrItem) {
  const file = own(item.meta.get('_wp_attached_file') || uploadPath(item.attachment_url))
  const [id, parent] = [own(item.id), own(item.parent)]
  const isPicture = /\.(jpe?g|png|gif|webp|avif|heic|heif|tiff?|svg|bmp)$/i.test(file)
  attachments.set(id, { id, file, isPicture, parent, alt: own(plainLine(item.meta.get('_wp_attachment_image_alt') ?? '')), caption: own(plainLine(item.excerpt)) })
  attachmentsByFile.set(file, id)
  if (isPicture && parent !== '' && parent !== '0') attachedTo.set(parent, [...(attachedTo.get(parent) ?? []), id])
}

/** Where a file lay below the folder of uploads; its whole path where it lay elsewhere. */
export function uploadPath(address: string): string {
  const path = URL.canParse(address) ? new URL(address).pathname : address
  const below = path.replace(/^.*\/(wp-content\/uploads|wp-content\/blogs\.dir\/\d+\/files|files)\//, '').replace(/^\/+/, '')
  try {
    return decodeURIComponent(below)
  } catch {
    return below
  }
}

/** A commenter is known by the mail address or, where there is none, by the name. */
export function commenterKey({ mail, name }: { mail: string; name: string }): string {
  return isMail(mail) ? mail : `name:${name}`
}
export function isMail(mail: string): boolean {
  return mail.length <= 254 && /^[^\s@<>]+@[^\s@<>]+$/.test(mail)
}

/** Whether a post's comments are taken over. WordPress writes what tells before the comments. */
function hasThread({ children }: Element): boolean {
  const text = (name: string) => children.find((child) => child.name === name)?.text.trim() ?? ''
  return text('wp:post_type') === 'post' && !isGone(text('wp:status'))
}

/** Only those of whom something is kept. */
function gatherCommenter({ commenters }: Outline, comment: WxrComment) {
  if (!isKept(comment)) return
  const key = commenterKey(comment)
  const at = comment.at?.getTime() ?? 0
  const known = commenters.get(key)
  if (!known) return void commenters.set(own(key), { name: own(comment.name), at, names: 1 })
  if (known.name !== comment.name) known.names += 1
  if (at >= known.at) Object.assign(known, { at, name: known.name === comment.name ? known.name : own(comment.name) })
}

/** Comments that are shown or wait for a decision; spam, trash and other sites' notices are not taken over. */
export function isKept({ approved, type }: { approved: string; type: string }): boolean {
  return type === 'comment' && (approved === '1' || approved === '0')
}
