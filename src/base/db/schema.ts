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
  blind_checks: {
    decision_id: number
    drawn_at: Date
    staff_id: number | null
    kind: 'approve' | 'reject' | null
    clause: string | null
    checked_at: Date | null
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
  ceremonies: {
    token_hash: Buffer
    purpose: 'register' | 'sign_in' | 'second_factor'
    challenge: string
    reader_id: number | null
    expires_at: Date
  }
  claims: {
    comment_id: number
    staff_id: number
    claimed_until: Date
  }
  comment_counts: {
    article_id: number
    shown: Generated<number>
    threads: Generated<number>
    arrivals: Generated<number>
  }
  comment_drafts: {
    id: Generated<number>
    article_id: number
    parent_id: number | null
    body: string
    quote_from: number | null
    quote_to: number | null
    follows: Generated<boolean>
    corrects: Generated<boolean>
    created_at: Date
    expires_at: Date
  }
  comment_revisions: {
    comment_id: number
    body: string
    replaced_at: Date
  }
  comment_routes: {
    comment_id: number
    route: 'correction' | 'answer' | 'question'
    marked_by: number | null
    marked_at: Date
    done_at: Date | null
    done_by: number | null
    outcome: 'corrected' | 'answered' | 'dismissed' | null
    question: string | null
    answer: string | null
    answered_at: Date | null
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
    edited_at: Date | null
    deleted_at: Date | null
    shown_at: Date | null
    quote_from: number | null
    quote_to: number | null
    recommended: Generated<number>
    picked_at: Date | null
    locked_at: Date | null
    spoke_as: 'staff' | 'author' | null
    removed_by: 'author' | 'person' | 'rule' | null
    waits_for: 'mode' | 'newcomer' | 'load' | 'hours' | 'sensitive' | 'rule' | 'link' | 'watched' | 'hidden' | null
    looked_at: Date | null
  }
  corrections: {
    id: Generated<number>
    article_id: number
    corrected_at: Date
    was_wrong: string
    is_right: string
  }
  decisions: {
    id: Generated<number>
    kind: 'approve' | 'reject' | 'remove' | 'hide' | 'restore' | 'keep' | 'warn' | 'suspend' | 'ban' | 'lift'
    comment_id: number | null
    article_id: number | null
    reader_id: number | null
    body: string | null
    made_by: 'person' | 'rule'
    staff_id: number | null
    rule_id: number | null
    clause: string | null
    reason: Generated<string>
    state_before: string | null
    until: Date | null
    decided_at: Date
    waited_since: Date | null
    undone_at: Date | null
    undone_by: number | null
  }
  discussion_overrides: {
    section_id: number | null
    article_id: number | null
    mode: 'before' | 'after' | 'on_report' | null
    close_after_days: number | null
    slow_seconds: number | null
  }
  discussion_settings: {
    id: Generated<number>
    mode: Generated<'before' | 'after' | 'on_report'>
    newcomer_comments: Generated<number>
    most_waiting: number | null
    opens_at: string | null
    closes_at: string | null
    open_days: Generated<number[]>
    close_after_days: number | null
    slow_seconds: Generated<number>
    cooling_from: number | null
    longest: Generated<number>
    edit_minutes: Generated<number>
    recommends: Generated<boolean>
    links: Generated<'allowed' | 'held' | 'refused'>
    blind_percent: Generated<number>
    settlement_bodies: Generated<string>
    police_address: Generated<string>
  }
  follows: {
    reader_id: number
    thread_id: number
    how: 'at_once' | 'daily' | 'never'
    since: Date
    told_until: Date
    mailed_at: Date | null
  }
  hidden_readers: {
    reader_id: number
    hidden_id: number
    since: Date
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
  mail_links: {
    token_hash: Buffer
    purpose: 'sign_in' | 'change_address' | 'staff' | 'demonstration'
    reader_id: number | null
    mail_address: string
    name: string | null
    draft_id: number | null
    next: string | null
    language: string | null
    created_at: Date
    expires_at: Date
  }
  mails: {
    id: Generated<number>
    to_address: string
    from_name: string
    subject: string
    text: string
    html: string
    unsubscribe_url: string | null
    created_at: Date
  }
  migrations: {
    name: string
    hash: string
    ran_at: Generated<Date>
  }
  moderation_rules: {
    id: Generated<number>
    kind: 'words' | 'pattern' | 'repeat'
    pattern: string
    action: 'hold' | 'refuse'
    clause: string
    note: Generated<string>
    made_by: number | null
    made_at: Date
    retired_at: Date | null
  }
  objections: {
    id: Generated<number>
    decision_id: number
    by_whom: 'author' | 'reporter'
    report_id: number | null
    text: string
    objected_at: Date
    decided_at: Date | null
    decided_by: number | null
    outcome: 'upheld' | 'overturned' | null
    answer: string | null
    by_same_person: Generated<boolean>
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
    demonstration: Generated<boolean>
  }
  passkeys: {
    credential_id: string
    reader_id: number
    public_key: Buffer
    counter: number
    transports: unknown
    name: string
    created_at: Date
    used_on: string | null
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
  police_cases: {
    id: Generated<number>
    comment_id: number | null
    evidence: string
    evidence_hash: Buffer
    told: string
    opened_by: number | null
    opened_at: Date
    sent_to: string | null
    sent_by: number | null
    sent_at: Date | null
  }
  readers: {
    id: Generated<number>
    name: string
    mail_address: string | null
    created_at: Date
    confirmed_at: Date | null
    name_key: string | null
    name_changed_at: Date | null
    former_name: string | null
    former_name_key: string | null
    former_name_until: Date | null
    language: string | null
    author_id: number | null
    erase_at: Date | null
    erased_at: Date | null
  }
  recommendations: {
    comment_id: number
    reader_id: number
    recommended_at: Date
  }
  recovery_codes: {
    reader_id: number
    code_hash: Buffer
    used_at: Date | null
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
  reports: {
    id: Generated<number>
    comment_id: number
    kind: 'report' | 'notice'
    reader_id: number | null
    clause: string
    explanation: Generated<string>
    contact_name: string | null
    contact_mail: string | null
    language: string | null
    receipt_hash: Buffer | null
    outcome_hash: Buffer | null
    reported_at: Date
    decision_id: number | null
    outcome: 'acted' | 'kept' | 'gone' | null
    ended_at: Date | null
  }
  rule_matches: {
    comment_id: number
    rule_id: number
    places: number[]
  }
  search_words: {
    folded: string
    article_id: number
    word: string
  }
  secret_keys: {
    id: string
    sealed_check: string
    first_used_at: Generated<Date>
  }
  sections: {
    id: Generated<number>
    slug: string
    name: string
    description: Generated<string>
    style: Generated<'news' | 'opinion'>
    position: number
  }
  sessions: {
    id: Generated<number>
    token_hash: Buffer
    reader_id: number
    factors: unknown
    created_at: Date
    expires_at: Date
  }
  staff_notes: {
    id: Generated<number>
    comment_id: number | null
    reader_id: number | null
    staff_id: number
    text: string
    noted_at: Date
  }
  staff_roles: {
    reader_id: number
    role: 'author' | 'editor' | 'chief_editor' | 'moderator' | 'fundraiser' | 'publisher' | 'admin'
    since: Date
  }
  standings: {
    reader_id: number
    approved: Generated<number>
    rejected: Generated<number>
    reports_right: Generated<number>
    reports_wrong: Generated<number>
    set_as: 'trusted' | 'watched' | null
    suspended_until: Date | null
    banned_at: Date | null
  }
  topics: {
    id: Generated<number>
    slug: string
    name: string
    description: Generated<string>
  }
  totp_secrets: {
    reader_id: number
    secret: string
    confirmed_at: Date | null
    last_step: Generated<number>
  }
  unsubscribe_links: {
    token_hash: Buffer
    reader_id: number
    thread_id: number | null
    created_at: Date
  }
}
