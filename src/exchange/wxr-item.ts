// The posts, pages, attachments and comments of an export, as its elements tell them.
import type { Element } from './wxr-file.ts'

export interface WxrComment {
  id: string
  /** '0' for the first of a thread. */
  parent: string
  name: string
  mail: string
  text: string
  /** '1', '0', 'spam', 'trash', 'post-trashed'. */
  approved: string
  type: string
  at: Date | undefined
}
export interface WxrTerm { domain: string; slug: string; name: string }
export interface WxrItem {
  id: string
  type: string
  status: string
  title: string
  link: string
  creator: string
  content: string
  excerpt: string
  slug: string
  parent: string
  protected: boolean
  sticky: boolean
  commentsOpen: boolean
  attachment_url: string
  published: Date | undefined
  modified: Date | undefined
  terms: WxrTerm[]
  meta: Map<string, string>
  comments: WxrComment[]
}

/** `offset` is how many minutes the site's clock is ahead of UTC: for the times that are given by that clock only. */
export function itemOf(element: Element, offset: number, comments: WxrComment[] = []): WxrItem {
  const text = texts(element)
  return {
    id: text('wp:post_id'),
    type: text('wp:post_type') || 'post',
    status: text('wp:status'),
    title: text('title'),
    link: text('link'),
    creator: text('dc:creator'),
    content: text('content:encoded'),
    excerpt: text('excerpt:encoded'),
    slug: text('wp:post_name'),
    parent: text('wp:post_parent'),
    protected: text('wp:post_password') !== '',
    sticky: text('wp:is_sticky') === '1',
    commentsOpen: text('wp:comment_status') !== 'closed',
    attachment_url: text('wp:attachment_url'),
    published: timeOf(text('wp:post_date_gmt')) ?? mailTime(text('pubDate')) ?? timeOf(text('wp:post_date'), offset),
    modified: timeOf(text('wp:post_modified_gmt')) ?? timeOf(text('wp:post_modified'), offset),
    terms: element.children.filter(({ name }) => name === 'category').map(termOf),
    meta: new Map(element.children.filter(({ name }) => name === 'wp:postmeta').map(metaOf)),
    comments,
  }
}

function termOf({ attributes, text }: Element): WxrTerm {
  const name = text.trim()
  return { domain: attributes.domain ?? 'category', slug: attributes.nicename || name, name }
}
function metaOf(element: Element): [string, string] {
  const text = texts(element)
  return [text('wp:meta_key'), text('wp:meta_value')]
}

export function commentOf(element: Element, offset: number): WxrComment {
  const text = texts(element)
  return {
    id: text('wp:comment_id'),
    parent: text('wp:comment_parent') || '0',
    name: text('wp:comment_author'),
    mail: text('wp:comment_author_email').toLowerCase(),
    text: text('wp:comment_content'),
    approved: text('wp:comment_approved'),
    type: text('wp:comment_type') || 'comment',
    at: timeOf(text('wp:comment_date_gmt')) ?? timeOf(text('wp:comment_date'), offset),
  }
}

/** A part of a string keeps the whole piece of the file alive that it was cut from. What stays longer is copied. */
export function own(text: string): string {
  return Buffer.from(text).toString()
}

/** A comment that does not hold on to the file it was read from. */
export function heldComment(element: Element, offset: number): WxrComment {
  const { name, mail, text, ...rest } = commentOf(element, offset)
  return { ...rest, name: own(name), mail: own(mail), text: own(text) }
}

/** The text of a child by its name, without the white space around it. */
export function texts(element: Element): (name: string) => string {
  const found = new Map<string, string>()
  for (const child of element.children) if (!found.has(child.name)) found.set(child.name, child.text)
  return (name) => found.get(name)?.trim() ?? ''
}

/** `2026-11-22 15:24:51`, in UTC or by a clock that is `offset` minutes ahead of it. WordPress writes zeros for no time. */
export function timeOf(text: string, offset = 0): Date | undefined {
  const [, ...parts] = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)$/.exec(text) ?? []
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number)
  if (year === 0 || month < 1 || month > 12 || day < 1 || day > 31) return undefined
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second) - offset * 60_000)
}

/** `Sun, 22 Nov 2026 15:24:51 +0000`; a draft's is from before the calendar. */
function mailTime(text: string): Date | undefined {
  const at = /^\w{3}, \d{1,2} \w{3} [1-9]\d{3} /.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? undefined : new Date(at)
}
