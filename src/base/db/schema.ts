// Generated from db/migrations by `npm run generate`. Not to be edited.
import type { ColumnType, Generated } from 'kysely'

export interface Schema {
  archive_counts: {
    span: 'day' | 'month' | 'year'
    begins_on: string
    articles: number
  }
  article_addresses: {
    address: string
    article_id: number
    since: Date
  }
  article_search: {
    article_id: number
    section_id: number
    published_at: Date
    words: unknown
  }
  article_topics: {
    article_id: number
    position: number
    topic_id: number
    listed_at: Date | null
  }
  articles: {
    id: Generated<number>
    section_id: number
    slug: string
    state: Generated<'draft' | 'published' | 'withdrawn'>
    language: string
    kicker: Generated<string>
    headline: string
    standfirst: Generated<string>
    dateline_place: Generated<string>
    dateline_source: Generated<string>
    lead_picture_id: number | null
    lead_alt: string | null
    lead_caption: string | null
    body: ColumnType<unknown, string, string>
    note: Generated<string>
    sensitive: Generated<boolean>
    comment_mode: Generated<'open' | 'closed' | 'off'>
    first_published_at: Date | null
    published_at: Date | null
    updated_at: Date | null
    withdrawn_at: Date | null
    withdrawn_reason: string | null
    created_at: Date
    translation_of: number | null
  }
  authors: {
    id: Generated<number>
    slug: string
    name: string
    office: Generated<string>
    biography: Generated<string>
  }
  bank_accounts: {
    id: Generated<number>
    holder: string
    iban: string
    bic: Generated<string>
    purpose: Generated<string>
  }
  bylines: {
    article_id: number
    position: number
    author_id: number
    role: 'text' | 'photo' | 'illustration' | 'data' | 'translation'
    listed_at: Date | null
  }
  campaign_texts: {
    campaign_id: number
    language: string
    headline: string
    body: string
    button: string
    footnote: Generated<string>
  }
  campaigns: {
    id: Generated<number>
    slug: string
    goal: number
    goal_kind: 'supporters' | 'monthly' | 'sum'
    reached: Generated<number>
    starts_on: string
    ends_on: string | null
    smallest_amount: number
    currency: string
    rhythm: 'once' | 'monthly' | 'quarterly' | 'yearly'
  }
  comment_counts: {
    article_id: number
    shown: Generated<number>
    threads: Generated<number>
  }
  comments: {
    id: Generated<number>
    article_id: number
    reader_id: number | null
    parent_id: number | null
    thread_id: number
    path: Buffer
    body: string
    state: 'pending' | 'shown' | 'removed'
    removed_reason: string | null
    visible: boolean
    children: Generated<number>
    replies: Generated<number>
    submitted_at: Date
  }
  corrections: {
    id: Generated<number>
    article_id: number
    corrected_at: Date
    was_wrong: string
    is_right: string
  }
  imported: {
    source: string
    kind: string
    foreign_id: string
    own_id: string
    imported_at: Date
  }
  journal: {
    id: Generated<number>
    happened_at: Date
    actor: string
    what: string
    subject: string
  }
  migrations: {
    name: string
    hash: string
    ran_at: Generated<Date>
  }
  pages: {
    slug: string
    language: string
    title: string
    body: ColumnType<unknown, string, string>
    updated_at: Date
  }
  paper: {
    id: Generated<number>
    name: string
    claim: Generated<string>
    language: Generated<string>
    time_zone: Generated<string>
    publisher: Generated<string>
    responsible_person: Generated<string>
    mail_address: Generated<string>
    telephone: Generated<string>
    mark_picture_id: number | null
  }
  pictures: {
    id: Generated<number>
    name: string
    kind: Generated<'photo' | 'illustration' | 'graphic'>
    hash: string
    media_type: string
    bytes: number
    width: number
    height: number
    focal_x: Generated<number>
    focal_y: Generated<number>
    alt: Generated<string>
    caption: Generated<string>
    credit_person: Generated<string>
    credit_agency: Generated<string>
    rights: Generated<string>
    created_at: Date
  }
  readers: {
    id: Generated<number>
    name: string
    mail_address: string | null
    created_at: Date
  }
  redirects: {
    address: string
    leads_to: string
    since: Date
  }
  renditions: {
    picture_id: number
    crop: 'full' | 'wide'
    format: 'avif' | 'webp' | 'jpeg'
    width: number
    height: number
    hash: string
    bytes: number
  }
  search_words: {
    folded: string
    article_id: number
    word: string
  }
  sections: {
    id: Generated<number>
    slug: string
    name: string
    description: Generated<string>
    style: Generated<'news' | 'opinion'>
    position: number
  }
  topics: {
    id: Generated<number>
    slug: string
    name: string
    description: Generated<string>
  }
}
