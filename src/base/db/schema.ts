// Generated from db/migrations by `npm run generate`. Not to be edited.
import type { ColumnType, Generated } from 'kysely'

export interface Schema {
  appeal_days: {
    article_id: number | null
    day: string
    begun: Generated<number>
    agreed: Generated<number>
    given: Generated<number>
  }
  appeal_view_days: {
    page_id: number
    day: string
    shown: Generated<number>
    measured: Generated<number>
    in_sight: Generated<number>
    followed: Generated<number>
  }
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
  article_locks: {
    article_id: number
    reader_id: number
    since: Date
    seen_at: Date
  }
  article_plans: {
    article_id: number
    planned_on: string | null
    brief: Generated<string>
    length: number | null
  }
  article_schedules: {
    id: Generated<number>
    article_id: number
    kind: 'publish' | 'update' | 'withdraw'
    fires_at: Date
    next_at: Date
    tries: Generated<number>
    reason: Generated<string>
    made_by: number | null
    made_at: Date
    ended_at: Date | null
    outcome: 'done' | 'refused' | 'cancelled' | 'failed' | null
    why: string | null
    text_revision: number | null
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
  article_watchers: {
    id: Generated<number>
    reader_id: number
    article_id: number | null
    section_id: number | null
    stage: 'idea' | 'draft' | 'editing' | 'fact_check' | 'legal' | 'ready' | 'scheduled' | 'published' | 'updated' | 'corrected' | 'withdrawn' | null
    by_mail: Generated<boolean>
    since: Date
  }
  articles: {
    id: Generated<number>
    section_id: number
    slug: string
    state: Generated<'draft' | 'published' | 'held' | 'withdrawn'>
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
    stage: Generated<'idea' | 'draft' | 'editing' | 'fact_check' | 'legal' | 'ready' | 'scheduled' | 'published' | 'updated' | 'corrected' | 'withdrawn'>
    embargo_until: Date | null
    legal_hold_at: Date | null
    legal_hold_by: number | null
    legal_hold_note: string | null
  }
  assignments: {
    id: Generated<number>
    article_id: number
    task: 'text' | 'photo' | 'illustration' | 'data' | 'editing' | 'fact_check'
    staff_id: number | null
    name: Generated<string>
    due_on: string | null
    note: Generated<string>
    assigned_by: number | null
    assigned_at: Date
    done_at: Date | null
  }
  audience_alerts: {
    id: Generated<number>
    kind: 'growth' | 'gone'
    article_id: number | null
    day: string
    began_at: Date
    ended_at: Date | null
    views: number
    furthest: number
    usual: number
  }
  audience_mails: {
    reader_id: number
    alerts: Generated<boolean>
    daily_at: number | null
    told_until: string
  }
  audience_settings: {
    id: Generated<boolean>
    mode: Generated<'count' | 'visit' | 'full'>
    is_public: Generated<boolean>
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
  bookkeeping_accounts: {
    account: 'bank' | 'cash' | 'stripe' | 'mollie' | 'suspense' | 'refunds_owed' | 'gifts' | 'pledges' | 'other' | 'bank_fees' | 'provider_fees' | 'opening'
    number: string
  }
  bookkeeping_settings: {
    id: Generated<number>
    consultant: number | null
    client: number | null
    year_begins: Generated<number>
    account_digits: Generated<number>
  }
  bylines: {
    article_id: number
    position: number
    author_id: number
    role: 'text' | 'photo' | 'illustration' | 'data' | 'translation'
    listed_at: Date | null
  }
  campaign_articles: {
    campaign_id: number
    article_id: number
    begun: Generated<number>
    completed: Generated<number>
    amount: Generated<number>
  }
  campaign_beside: {
    campaign_id: number
    currency: string
    reached: number
  }
  campaign_sections: {
    campaign_id: number
    section_id: number
  }
  campaign_slices: {
    campaign_id: number
    version: string
    slice: number
    begun: Generated<number>
    completed: Generated<number>
    amount: Generated<number>
  }
  campaign_texts: {
    campaign_id: number
    language: string
    headline: string
    body: string
    button: string
    footnote: Generated<string>
    version: Generated<string>
    shown_from: string | null
    shown_until: string | null
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
    carried: Generated<number>
    on_articles: Generated<boolean>
    on_front: Generated<boolean>
    compared_since: Date | null
  }
  ceremonies: {
    token_hash: Buffer
    purpose: 'register' | 'sign_in' | 'second_factor'
    challenge: string
    reader_id: number | null
    expires_at: Date
  }
  certificate_gifts: {
    certificate_id: number
    due_id: number
    given_on: string
    amount: number
    recalled: Generated<boolean>
  }
  certificate_terms: {
    id: Generated<number>
    issuer: string
    street: string
    postcode: string
    town: string
    grounds: 'exemption' | 'statutes'
    tax_office: string
    tax_number: string
    noticed_on: string
    period: Generated<string>
    purposes: string
    since_on: string
    signer: string
    told_on: string | null
    signature: Buffer | null
    by_itself: Generated<boolean>
    set_by: number | null
    set_at: Date
  }
  certificates: {
    id: Generated<number>
    terms_id: number
    supporter_id: number
    kind: 'single' | 'collective'
    from_on: string
    to_on: string
    amount: number
    currency: string
    name: string
    street: string
    postcode: string
    town: string
    country: string
    issued_on: string
    issued_at: Date
    issued_by: string
    handed_out: 'link' | 'paper' | null
    handed_out_at: Date | null
    recalled_why: 'returned' | 'mistake' | null
    recalled_at: Date | null
    recall_told: Generated<boolean>
  }
  claims: {
    comment_id: number
    staff_id: number
    claimed_until: Date
  }
  closed_months: {
    month: string
    closed_by: number | null
    closed_at: Date
  }
  collection_files: {
    id: Generated<number>
    collection_id: number
    part: number
    message_id: string
    debits: number
    total: number
    sha256: Buffer
    sealed: Buffer
    made_at: Date
  }
  collections: {
    id: Generated<number>
    collect_on: string
    currency: Generated<string>
    state: Generated<'proposed' | 'approved' | 'dropped'>
    proposed_by: number | null
    proposed_at: Date
    approved_by: number | null
    approved_at: Date | null
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
    assigned_to: number | null
    credit: 'asked' | 'agreed' | 'declined' | null
    credit_at: Date | null
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
  common_words: {
    lexeme: string
    articles: number
  }
  corrections: {
    id: Generated<number>
    article_id: number
    corrected_at: Date
    was_wrong: string
    is_right: string
    revision: number | null
    comment_id: number | null
    credited_at: Date | null
  }
  counted_pages: {
    id: Generated<number>
    article_id: number | null
    path: string | null
  }
  counting_tokens: {
    name: string
    hash: string
    made_at: Date
  }
  counting_turns: {
    id: string
    since: Date
    turned_at: Date
  }
  currencies: {
    currency: string
    is_offered: Generated<boolean>
    smallest_amount: number
    largest_amount: number
    suggested_amounts: number[]
    holder: Generated<string>
    iban: Generated<string>
    bic: Generated<string>
  }
  day_salts: {
    day: string
    salt: Buffer
  }
  debits: {
    id: Generated<number>
    due_id: number
    mandate_id: number
    prenotification_id: number
    amount: number
    currency: string
    collect_on: string
    sequence_type: 'OOFF' | 'RCUR'
    end_to_end_id: string
    collection_id: number | null
    file_id: number | null
    state: Generated<'planned' | 'sent' | 'settled' | 'rejected' | 'returned' | 'dropped'>
    reason_code: Generated<string>
    settled_on: string | null
    ended_on: string | null
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
  declarations: {
    id: Generated<number>
    number: string
    token_hash: Buffer
    kind: 'cancellation' | 'withdrawal'
    manner: 'ordinary' | 'extraordinary' | null
    language: string
    received_at: Date
    wanted_on: string | null
    sealed: Buffer | null
    came_by: 'public' | 'own' | 'desk'
    supporter_id: number | null
    state: 'done' | 'open' | 'settled'
    settled_by: number | null
    settled_at: Date | null
  }
  declared_pledges: {
    declaration_id: number
    pledge_id: number
    outcome: 'ended' | 'ending' | 'before' | 'late'
    ends_on: string | null
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
  dues: {
    id: Generated<number>
    pledge_id: number
    due_on: string
    amount: number
    currency: string
    state: Generated<'open' | 'in_flight' | 'paid' | 'returned' | 'refunded' | 'dropped'>
    paid_on: string | null
    again_on: string | null
    unasked: Generated<boolean>
    part_of: number | null
    thanked_at: Date | null
  }
  dunning_holds: {
    pledge_id: number
    note: string
    held_by: number
    held_at: Date
  }
  dunning_steps: {
    due_id: number
    step: 'reminder' | 'last_reminder' | 'payment_reminder' | 'first_letter' | 'last_letter' | 'over'
    amount: number
    currency: string
    pay_until: string | null
    actor: string
    happened_at: Date
    happened_on: string
    skipped: Generated<boolean>
    told_at: Date | null
    refused_at: Date | null
    answer: Generated<string>
  }
  event_days: {
    day: string
    category: string
    action: string
    hits: number
  }
  figure_cohorts: {
    currency: string
    cohort: string
    month: string
    regular: number
  }
  figure_days: {
    currency: string
    day: string
    kind: string
    people: number
    regular: number
    paying: number
    once: number
    supporters: number
    yearly: number
  }
  figure_marks: {
    id: Generated<number>
    supporter_id: number | null
    day: string | null
  }
  figure_money: {
    currency: string
    day: string
    account: string
    way: string
    campaign_id: number | null
    payments: number
    came: number
    back: number
  }
  figure_pledge_days: {
    currency: string
    day: string
    rhythm: string
    way: string
    campaign_id: number | null
    pledges: number
    yearly: number
  }
  figure_pledge_steps: {
    supporter_id: number
    day: string
    currency: string
    rhythm: string
    way: string
    campaign_id: number | null
    pledges: number
    yearly: number
  }
  figure_steps: {
    supporter_id: number
    day: string
    currency: string
    kind: 'new' | 'back' | 'up' | 'down' | 'lost' | 'other'
    cohort: string | null
    regular: number
    paying: number
    once: number
    supporters: number
    yearly: number
  }
  figures_tokens: {
    id: Generated<number>
    name: string
    hash: string
    made_at: Date
    used_on: string | null
  }
  follows: {
    reader_id: number
    thread_id: number
    how: 'at_once' | 'daily' | 'never'
    since: Date
    told_until: Date
    mailed_at: Date | null
  }
  front_places: {
    version_id: number
    article_id: number
    block: 'lead' | 'also' | 'aside' | 'main' | 'section' | 'feature' | 'top' | 'hidden'
    section_id: number | null
    position: number
    until: Date | null
  }
  front_rules: {
    version_id: number
    block: 'lead' | 'also' | 'aside' | 'main' | 'section' | 'feature'
    section_id: number | null
    rule: 'newest' | 'read' | 'discussed' | 'topic'
    topic_id: number | null
  }
  front_versions: {
    id: Generated<number>
    front_id: number
    staff_id: number | null
    made_at: Date
    base_id: number | null
    restored_from: number | null
    starts_at: Date | null
    told_at: Date | null
  }
  fronts: {
    id: Generated<number>
    section_id: number | null
    topic_id: number | null
  }
  funding_mail_settings: {
    id: Generated<number>
    reminders: Generated<boolean>
    reminder_after_days: Generated<number>
    reminder_count: Generated<number>
    reminder_between_days: Generated<number>
    after_reminders: Generated<'stop' | 'go_on'>
    dunning: Generated<boolean>
    dunning_after_days: Generated<number>
    dunning_between_days: Generated<number>
    pay_within_days: Generated<number>
    statement_days: Generated<number>
    due_from: string | null
    upgrade: Generated<boolean>
    upgrade_after_months: Generated<number>
    upgrade_quiet_months: Generated<number>
  }
  funding_settings: {
    id: Generated<number>
    creditor_id: Generated<string>
    creditor_name: Generated<string>
    notice_days: Generated<number>
    four_eyes: Generated<boolean>
    debits_per_file: Generated<number>
    again_after_days: Generated<number>
    debits_per_due: Generated<number>
    unspecified: Generated<'again' | 'stop'>
    button: Generated<'order' | 'gift'>
    certificates: Generated<boolean>
    suggested_amounts: Generated<number[]>
    currency: Generated<string>
    smallest_amount: Generated<number>
    rhythms: Generated<string[]>
    ways: Generated<string[]>
    charge_retry_days: Generated<number[]>
    largest_amount: Generated<number>
    giving_currency: string | null
  }
  given_forms: {
    id: string
    sent_at: Date
    pledge_id: number | null
  }
  headline_slices: {
    test_id: number
    slice: number
    slot: string
    version: string
    views: Generated<number>
    clicks: Generated<number>
  }
  headline_tests: {
    id: Generated<number>
    article_id: number
    own_headline: string
    began_at: Date
    ends_at: Date
    ended_at: Date | null
    outcome: 'decided' | 'undecided' | 'cancelled' | 'withdrawn' | 'changed' | null
    winner: string | null
    stands: Generated<boolean>
  }
  headline_versions: {
    test_id: number
    version: string
    headline: string
  }
  hidden_readers: {
    reader_id: number
    hidden_id: number
    since: Date
  }
  hit_segments: {
    id: string
    rolled_to: number
    rolled_at: Date
    gone_at: Date | null
  }
  idle_pictures: {
    picture_id: number
  }
  imported: {
    source: string
    kind: string
    foreign_id: string
    own_id: string
    imported_at: Date
  }
  imported_days: {
    source: 'plausible' | 'umami' | 'matomo'
    page_id: number
    day: string
    views: number | null
    visitors: number | null
  }
  journal: {
    id: Generated<number>
    happened_at: Date
    actor: string
    what: string
    subject: string
  }
  leaving_days: {
    page_id: number
    day: string
    host: string
    clicks: number
  }
  ledger_entries: {
    id: Generated<number>
    kind: string
    source: string
    due_id: number | null
    line_id: number | null
    reverses: number | null
    booked_on: string
    recorded_at: Date
  }
  ledger_postings: {
    entry_id: number
    position: number
    account: 'bank' | 'cash' | 'stripe' | 'mollie' | 'in_flight' | 'announced' | 'suspense' | 'refunds_owed' | 'gifts' | 'pledges' | 'other' | 'bank_fees' | 'provider_fees' | 'opening'
    currency: string
    amount: number
  }
  left_out_days: {
    day: string
    why: string
    hits: number
  }
  live_minutes: {
    minute: number
    page_id: number
    views: number
    readers: Buffer | null
  }
  live_sources: {
    minute: number
    kind: 'search' | 'social' | 'mail' | 'assistant' | 'paper' | 'site' | 'own' | 'none'
    name: string
    views: number
  }
  log_days: {
    day: string
    lines: Buffer
  }
  machine_days: {
    day: string
    machine: string
    hits: number
  }
  mail_counts: {
    kind: string
    day: string
    taken: Generated<number>
    refused: Generated<number>
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
    then_job: string | null
    then_payload: ColumnType<unknown, string | null, string | null>
    pictures: ColumnType<unknown, string | undefined, string>
    kind: Generated<string>
    names: Generated<string[]>
    unnamed: ColumnType<unknown, string | null, string | null>
  }
  mandates: {
    id: Generated<number>
    supporter_id: number
    reference: string
    holder: string
    iban_sealed: Buffer | null
    iban_fingerprint: Buffer | null
    iban_shown: string
    bic: Generated<string>
    bank_country: string
    street: Generated<string>
    postcode: Generated<string>
    town: Generated<string>
    country: Generated<string>
    notice_days: Generated<number>
    language: string
    consent_text: string
    signed_at: Date
    last_debit_on: string | null
    state: Generated<'active' | 'stopped' | 'revoked' | 'lapsed'>
    ended_at: Date | null
  }
  media_settings: {
    id: Generated<boolean>
    need_credit: Generated<'off' | 'warn' | 'block'>
    need_rights: Generated<'off' | 'warn' | 'block'>
  }
  method_changes: {
    id: Generated<number>
    pledge_id: number
    provider: 'stripe' | 'mollie'
    reference: string
    foreign_id: string | null
    checkout_id: string | null
    state: 'asked' | 'open' | 'done' | 'failed' | 'lapsed' | 'over'
    asked_at: Date
    settled_at: Date | null
    look_at: Date | null
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
  move_notices: {
    move_id: number
    reader_id: number
    by_mail: Generated<boolean>
    mailed_at: Date | null
    seen_at: Date | null
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
  page_days: {
    page_id: number
    day: string
    views: number
    told: number
    readers: Buffer | null
    measured: Generated<number>
    seconds: Generated<number>
    reached: Generated<number[]>
    reader_count: number | null
  }
  page_hours: {
    page_id: number
    day: string
    hour: number
    views: number
    readers: Buffer | null
  }
  page_sums: {
    page_id: number
    through: string
    views: number
    measured: number
    seconds: number
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
    transports: string[]
    name: string
    created_at: Date
    used_on: string | null
  }
  picture_pairs: {
    one_id: number
    other_id: number
    distance: number
    found_at: Date
    apart_at: Date | null
  }
  picture_uses: {
    picture_name: string
    article_id: number
    place: 'lead' | 'body' | 'writing'
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
    title: Generated<string>
    keywords: Generated<string[]>
    place: Generated<string>
    taken_at: Date | null
    usage_terms: Generated<string>
    rights_from: Date | null
    rights_until: Date | null
    rights_warned_at: Date | null
    taken_off_at: Date | null
    uploaded_by: number | null
    zoom: Generated<number>
    version: Generated<number>
    look: string | null
    looked_at: Date | null
    merged_into: number | null
    words: Generated<string>
  }
  pledge_changes: {
    id: Generated<number>
    pledge_id: number
    kind: 'given' | 'confirmed' | 'amount' | 'rhythm' | 'way' | 'account' | 'paused' | 'resumed' | 'stopped' | 'ending' | 'cancelled' | 'withdrawn' | 'ended'
    actor: string
    amount: number
    rhythm: string
    happened_at: Date
    way: 'debit' | 'transfer' | 'provider' | 'hand' | null
  }
  pledge_origins: {
    pledge_id: number
    article_id: number | null
    day: string
  }
  pledges: {
    id: Generated<number>
    supporter_id: number
    amount: number
    currency: string
    rhythm: 'once' | 'monthly' | 'quarterly' | 'yearly'
    way: 'debit' | 'transfer' | 'provider' | 'hand'
    reference: string
    state: 'begun' | 'active' | 'paused' | 'stopped' | 'ended'
    mandate_id: number | null
    provider: 'stripe' | 'mollie' | null
    provider_customer: string | null
    provider_method: string | null
    campaign_id: number | null
    created_at: Date
    began_on: string | null
    next_due_on: string | null
    paused_until: string | null
    stopped_why: 'account' | 'refused' | 'unpaid' | 'died' | null
    cancelled_at: Date | null
    ends_on: string | null
    ended_why: 'done' | 'cancelled' | 'withdrawn' | 'unpaid' | 'died' | 'replaced' | 'failed' | null
    pause_end_told_at: Date | null
    agreed_as: Generated<'gift' | 'order'>
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
  prenotifications: {
    id: Generated<number>
    mandate_id: number
    amount: number
    currency: string
    collect_on: string
    notice_days: number
    made_at: Date
    told_at: Date | null
    refused_at: Date | null
    answer: Generated<string>
  }
  preview_links: {
    id: Generated<number>
    token_hash: Buffer
    article_id: number
    made_by: number | null
    made_at: Date
    ends_at: Date
    ended_at: Date | null
    note: Generated<string>
  }
  provider_disputes: {
    id: Generated<number>
    provider_payment_id: number
    foreign_id: string
    taken: number
    given_back: Generated<number>
    fee: Generated<number>
    fee_given_back: Generated<number>
    opened_on: string
    ended_on: string | null
  }
  provider_events: {
    provider: 'stripe' | 'mollie'
    event_id: string
    kind: Generated<string>
    received_at: Date
    handled_at: Date | null
  }
  provider_payments: {
    id: Generated<number>
    provider: 'stripe' | 'mollie'
    reference: string
    foreign_id: string | null
    checkout_id: string | null
    due_id: number
    amount: number
    currency: string
    description: string
    customer: string | null
    method: string | null
    state: 'asked' | 'open' | 'paid' | 'failed' | 'lapsed'
    double: Generated<boolean>
    fee: number | null
    refunded: Generated<number>
    disputed: Generated<number>
    failure: Generated<string>
    asked_at: Date
    settled_at: Date | null
    look_at: Date | null
  }
  provider_payout_parts: {
    payout_id: number
    position: number
    kind: 'charge' | 'refund' | 'dispute' | 'fee' | 'other'
    provider_payment_id: number | null
    amount: number
    fee: number
  }
  provider_payouts: {
    id: Generated<number>
    provider: 'stripe' | 'mollie'
    foreign_id: string
    amount: number
    currency: string
    charges: number
    fees: number
    refunds: Generated<number>
    arrives_on: string
    line_id: number | null
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
  refunds: {
    id: Generated<number>
    due_id: number
    provider_payment_id: number | null
    reference: string
    foreign_id: string | null
    amount: number
    currency: string
    why: 'withdrawn' | 'cancelled' | 'mistake' | 'goodwill' | 'double'
    state: 'waiting' | 'owed' | 'asked' | 'done' | 'failed' | 'dropped'
    asked_by: string
    asked_at: Date
    done_on: string | null
  }
  renditions: {
    picture_id: number
    crop: 'full' | 'wide'
    format: 'avif' | 'webp' | 'jpeg'
    width: number
    height: number
    hash: string
    bytes: number
    version: Generated<number>
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
  revisions: {
    article_id: number
    number: number
    saved_at: Date
    saved_by: string
    by_itself: boolean
    kind: 'imported' | 'written' | 'published' | 'updated' | 'revised' | 'corrected' | 'withdrawn' | 'restored'
    why: Generated<string>
    public_at: Date | null
    restored_from: number | null
    words_in: number
    words_out: number
    fields: ColumnType<unknown, string, string>
    body: ColumnType<unknown, string, string>
  }
  rhythm_amounts: {
    currency: string
    rhythm: 'once' | 'monthly' | 'quarterly' | 'yearly'
    suggested_amounts: number[]
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
    prints_sealed: Buffer | null
  }
  sections: {
    id: Generated<number>
    slug: string
    name: string
    description: Generated<string>
    style: Generated<'news' | 'opinion'>
    position: number
    no_appeals: Generated<boolean>
  }
  sessions: {
    id: Generated<number>
    token_hash: Buffer
    reader_id: number
    factors: string[]
    created_at: Date
    expires_at: Date
  }
  slot_clicks: {
    page_id: number
    day: string
    hour: number
    slot: string
    article_id: number | null
    clicks: number
  }
  slot_views: {
    page_id: number
    day: string
    hour: number
    views: number
  }
  source_days: {
    page_id: number
    day: string
    kind: 'search' | 'social' | 'mail' | 'assistant' | 'paper' | 'site' | 'own' | 'none'
    name: string
    views: number
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
    role: 'author' | 'editor' | 'chief_editor' | 'fact_checker' | 'lawyer' | 'moderator' | 'fundraiser' | 'bookkeeper' | 'publisher' | 'admin'
    since: Date
  }
  stage_moves: {
    id: Generated<number>
    article_id: number
    kind: Generated<'moved' | 'embargoed' | 'embargo_lifted' | 'held' | 'hold_lifted' | 'scheduled' | 'unscheduled' | 'missed' | 'wire_update' | 'wire_back'>
    from_stage: 'idea' | 'draft' | 'editing' | 'fact_check' | 'legal' | 'ready' | 'scheduled' | 'published' | 'updated' | 'corrected' | 'withdrawn'
    to_stage: 'idea' | 'draft' | 'editing' | 'fact_check' | 'legal' | 'ready' | 'scheduled' | 'published' | 'updated' | 'corrected' | 'withdrawn'
    moved_by: number | null
    moved_at: Date
    note: Generated<string>
  }
  stage_settings: {
    stage: 'idea' | 'editing' | 'fact_check' | 'legal' | 'ready'
    used: 'no' | 'yes' | 'must'
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
  statement_files: {
    id: Generated<number>
    name: string
    sha256: Buffer
    sealed: Buffer
    imported_by: string
    imported_at: Date
  }
  statement_lines: {
    id: Generated<number>
    statement_id: number
    position: number
    entry: number
    amount: number
    currency: string
    booked_on: string
    valued_on: string | null
    bank_reference: Generated<string>
    end_to_end_id: Generated<string>
    mandate_reference: Generated<string>
    reference: Generated<string>
    message_id: Generated<string>
    reason_code: Generated<string>
    bank_code: Generated<string>
    sealed: Buffer
    iban_fingerprint: Buffer | null
    fingerprint: Buffer
    same_as: number | null
    state: 'suspense' | 'proposed' | 'booked' | 'known'
    kind: Generated<'' | 'transfer' | 'debit' | 'return' | 'batch' | 'fee' | 'payout' | 'refund' | 'cash' | 'other'>
    pledge_id: number | null
    decided_by: string | null
    decided_at: Date | null
  }
  statements: {
    id: Generated<number>
    file_id: number
    format: string
    iban_fingerprint: Buffer
    iban_shown: string
    statement_id: string
    currency: string
    opening: number | null
    closing: number | null
    from_on: string | null
    to_on: string | null
    made_at: Date | null
    digest: Buffer
  }
  style_checks: {
    name: 'avoid' | 'name' | 'credit' | 'alt' | 'attribution' | 'headline_length' | 'standfirst_missing' | 'standfirst_length' | 'dateline' | 'length' | 'double_word' | 'double_space'
    weight: 'off' | 'hint' | 'blocks'
    at_most: number | null
  }
  style_rules: {
    id: Generated<number>
    kind: 'avoid' | 'name'
    what: string
    instead: Generated<string>
    reason: Generated<string>
    language: Generated<string>
    blocks: Generated<boolean>
    made_by: number | null
    made_at: Date
  }
  supporter_links: {
    token_hash: Buffer
    supporter_id: number
    leads_to: Generated<string>
    new_mail_address: string | null
    created_at: Date
    expires_at: Date
  }
  supporter_mails: {
    id: Generated<number>
    supporter_id: number
    subject: string
    mailed_at: Date
  }
  supporter_notes: {
    id: Generated<number>
    supporter_id: number
    written_by: number
    text: string
    written_at: Date
  }
  supporter_sessions: {
    token_hash: Buffer
    supporter_id: number
    created_at: Date
    expires_at: Date
  }
  supporters: {
    id: Generated<number>
    name: Generated<string>
    mail_address: Generated<string>
    language: string
    street: Generated<string>
    postcode: Generated<string>
    town: Generated<string>
    country: Generated<string>
    reader_id: number | null
    upgrade_consented_at: Date | null
    upgrade_asked_at: Date | null
    created_at: Date
    merged_into: number | null
    blocked_at: Date | null
    erased_at: Date | null
    erase_at: Date | null
  }
  supporters_apart: {
    one_id: number
    other_id: number
    decided_by: number | null
    decided_at: Date
  }
  topic_countings: {
    topic_id: number
    articles: number
    newest_at: Date
    counted_at: Date
  }
  topic_words: {
    topic_id: number
    lexeme: string
    weight: number
  }
  topics: {
    id: Generated<number>
    slug: string
    name: string
    description: Generated<string>
    no_appeals: Generated<boolean>
    picture_id: number | null
  }
  totals_keys: {
    id: Generated<number>
    name: string
    public_key: string
    private_sealed: Buffer
    made_at: Date
    retired_at: Date | null
  }
  totals_statements: {
    number: number
    kind: 'totals' | 'key'
    day: string | null
    revision: number | null
    text: string
    signature: string
    key_id: number
    signed_at: Date
  }
  totp_secrets: {
    reader_id: number
    secret: string
    confirmed_at: Date | null
    last_step: Generated<number>
  }
  trait_days: {
    day: string
    trait: 'device' | 'language' | 'country' | 'source' | 'medium' | 'campaign' | 'content'
    value: string
    views: number
  }
  unsubscribe_links: {
    token_hash: Buffer
    reader_id: number
    thread_id: number | null
    created_at: Date
  }
  upgrade_consents: {
    id: Generated<number>
    supporter_id: number
    words: string
    language: string
    given_by: 'giving' | 'own'
    given_at: Date
    revoked_by: 'own' | 'mail' | 'erasure' | null
    revoked_at: Date | null
  }
  upgrade_questions: {
    id: Generated<number>
    supporter_id: number
    pledge_id: number
    amount: number
    suggested: number
    currency: string
    token_hash: Buffer
    asked_at: Date
    told_at: Date | null
    refused_at: Date | null
    answer: Generated<string>
  }
  upload_parts: {
    upload_id: string
    begins_at: number
    bytes: number
    file: string
  }
  uploads: {
    id: string
    reader_id: number
    name: string
    bytes: number
    received: Generated<number>
    begun_at: Date
    expires_at: Date
    picture_id: number | null
    was_there: Generated<boolean>
    refused: string | null
    settled_at: Date | null
  }
  vouchers: {
    id: Generated<number>
    number: string
    kind: 'cash' | 'cheque' | 'other'
    due_id: number
    amount: number
    currency: string
    received_on: string
    typed_by: number
    typed_at: Date
  }
  wire_attachments: {
    hash: string
    laid_at: Date
  }
  wire_items: {
    id: Generated<number>
    wire_id: number
    foreign_id: string
    foreign_version: Generated<string>
    content_sha256: string
    chain_id: number
    story_id: number
    is_latest: boolean
    leads: boolean
    section_id: number | null
    language: string
    urgency: number | null
    kicker: Generated<string>
    headline: string
    standfirst: Generated<string>
    body: ColumnType<unknown, string, string>
    plain_text: Generated<string>
    dateline_place: Generated<string>
    agency: Generated<string>
    bylines: Generated<string[]>
    subjects: Generated<string[]>
    pictures: ColumnType<unknown, string | undefined, string>
    note: Generated<string>
    usage_terms: Generated<string>
    link: Generated<string>
    pubstatus: Generated<'usable' | 'withheld' | 'canceled'>
    embargo_until: Date | null
    issued_at: Date | null
    received_at: Date
    bands: Generated<number[]>
    state: Generated<'new' | 'taken' | 'dismissed'>
    article_id: number | null
    taken_by: number | null
    taken_at: Date | null
    dismissed_at: Date | null
  }
  wire_mappings: {
    wire_id: number
    position: number
    subject: string
    section_id: number
  }
  wire_readers: {
    reader_id: number
    seen_id: number
  }
  wire_settings: {
    id: Generated<number>
    keep_days: Generated<number>
    keep_dismissed_days: Generated<number>
  }
  wires: {
    id: Generated<number>
    name: string
    way: 'folder' | 'url' | 'mailbox' | 'command'
    address: Generated<string>
    proof: Generated<'none' | 'password' | 'header'>
    user_name: Generated<string>
    secret_sealed: Buffer | null
    agency: Generated<string>
    language: string
    section_id: number | null
    every_seconds: Generated<number>
    is_on: Generated<boolean>
    created_at: Date
    next_at: Generated<Date>
    claimed_until: Date | null
    etag: Generated<string>
    last_modified: Generated<string>
    asked_at: Date | null
    came_at: Date | null
    wrong: Generated<string>
    failures: Generated<number>
  }
  writing_presences: {
    process_id: string
    article_id: number
    reader_id: number
    seen_at: Date
  }
  writing_updates: {
    article_id: number
    number: number
    update: Buffer
    written_by: number | null
    written_at: Date
  }
  writings: {
    article_id: number
    state: Buffer
    compacted_up_to: Generated<number>
    last_number: Generated<number>
    begun_from: string
    begun_at: Date
  }
}
