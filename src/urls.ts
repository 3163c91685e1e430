// Every path, by name. An article's last part is its slug and its number: /stadt/depot-42.
import { deskPaths } from './urls-desk.ts'
import { fundingPaths } from './urls-funding.ts'

export const paths = {
  front: '/',
  health: '/health',
  seen: '/seen.gif',
  measured: '/seen/measured',
  matomo: '/matomo.php',
  piwik: '/piwik.php',
  counting: '/privacy/counting',
  unmeasuredWorker: '/unmeasured.js',
  // How much is read, for everybody
  statistics: '/statistics',
  statisticsMonth: '/statistics/months/:month',
  statisticsTable: '/statistics/tables/:table',
  statisticsMethod: '/statistics/method',
  totals: '/statistics/totals',
  totalsChain: '/statistics/totals.json',
  totalsFile: '/statistics/totals/:file',
  totalsKey: '/statistics/keys/:file',
  favicon: '/favicon.ico',
  icon: '/icon.svg',
  touchIcon: '/apple-touch-icon.png',
  icon192: '/icon-192.png',
  icon512: '/icon-512.png',
  maskableIcon: '/icon-maskable-512.png',
  manifest: '/manifest.webmanifest',
  robots: '/robots.txt',
  textAndDataMining: '/.well-known/tdmrep.json',
  sitemap: '/sitemap.xml',
  newsSitemap: '/sitemap-news.xml',
  feeds: '/feeds',
  rss: '/feed.xml',
  atom: '/feed.atom',
  jsonFeed: '/feed.json',
  ...deskPaths,
  ...fundingPaths,
  saved: '/saved',
  search: '/search',
  archive: '/archive',
  archiveYear: '/archive/:year',
  archiveMonth: '/archive/:year/:month',
  archiveDay: '/archive/:year/:month/:day',
  topic: '/topic/:slug',
  author: '/author/:slug',
  // Signing in
  signIn: '/sign-in',
  signInSent: '/sign-in/sent',
  signInLink: '/sign-in/link/:token',
  signInCeremonies: '/sign-in/ceremonies',
  signInPasskey: '/sign-in/passkey',
  secondFactor: '/sign-in/second-factor',
  secondFactorCode: '/sign-in/second-factor/code',
  secondFactorLink: '/sign-in/second-factor/link',
  secondFactorCeremonies: '/sign-in/second-factor/ceremonies',
  secondFactorPasskey: '/sign-in/second-factor/passkey',
  signOut: '/sign-out',
  // One's own pages
  account: '/account',
  accountData: '/account/data',
  accountErasure: '/account/erasure',
  accountErasureLink: '/account/erasure/link',
  accountErasureWithdrawal: '/account/erasure/withdrawal',
  // Decisions about one's own comments
  decisions: '/account/decisions',
  decision: '/account/decisions/:id',
  decisionObjection: '/account/decisions/:id/objection',
  // What became of a report or notice, for whoever has the link
  receipt: '/report/:token',
  receiptObjection: '/report/:token/objection',
  transparency: '/transparency',
  transparencyCsv: '/transparency.csv',
  transparencyJson: '/transparency.json',
  accountSelf: '/account/self',
  accountName: '/account/name',
  accountAddress: '/account/address',
  accountAddressLink: '/account/address/:token',
  accountLanguage: '/account/language',
  accountSessions: '/account/sessions',
  accountSessionEnding: '/account/sessions/:id/ending',
  accountOtherSessionsEnding: '/account/sessions/ending',
  accountSecurity: '/account/security',
  passkeyCeremonies: '/account/passkeys/ceremonies',
  passkeys: '/account/passkeys',
  passkeyName: '/account/passkeys/name',
  passkeyRemoval: '/account/passkeys/removal',
  authenticator: '/account/authenticator',
  authenticatorConfirmation: '/account/authenticator/confirmation',
  authenticatorRemoval: '/account/authenticator/removal',
  recoveryCodes: '/account/recovery-codes',
  accountComments: '/account/comments',
  accountQuestion: '/account/questions/:id',
  accountCredit: '/account/credits/:id',
  accountFollows: '/account/follows',
  accountHidden: '/account/hidden',
  // What a mail's link leads to
  keptComment: '/kept/:token',
  unsubscribe: '/unsubscribe/:token',
  // Payment providers tell us here
  webhooksStripe: '/webhooks/stripe',
  webhooksMollie: '/webhooks/mollie',
  // Mails of the demonstration paper
  outbox: '/outbox',
  outboxFile: '/outbox/:file',
  // The newsroom's side
  desk: '/desk',
  deskModeration: '/desk/moderation',
  deskReported: '/desk/moderation/reported',
  deskHeld: '/desk/moderation/held',
  deskUnseen: '/desk/moderation/unseen',
  deskAllComments: '/desk/moderation/all',
  deskBulk: '/desk/moderation/bulk',
  deskComment: '/desk/moderation/comments/:id',
  deskCommentClaim: '/desk/moderation/comments/:id/claim',
  deskCommentDecision: '/desk/moderation/comments/:id/decision',
  deskCommentNote: '/desk/moderation/comments/:id/note',
  deskCommentLock: '/desk/moderation/comments/:id/lock',
  deskCommentPick: '/desk/moderation/comments/:id/pick',
  deskCommentRoute: '/desk/moderation/comments/:id/route',
  deskCommentQuestion: '/desk/moderation/comments/:id/question',
  deskUndoing: '/desk/moderation/decisions/:id/undoing',
  deskReader: '/desk/moderation/readers/:id',
  deskReaderDecision: '/desk/moderation/readers/:id/decision',
  deskReaderStanding: '/desk/moderation/readers/:id/standing',
  deskReaderNote: '/desk/moderation/readers/:id/note',
  deskModerationSettings: '/desk/moderation/settings',
  deskOverrides: '/desk/moderation/settings/overrides',
  deskRules: '/desk/moderation/rules',
  deskRuleTrial: '/desk/moderation/rules/trial',
  deskRuleRetirement: '/desk/moderation/rules/:id/retirement',
  deskRoutes: '/desk/moderation/routes',
  deskRouteOutcome: '/desk/moderation/routes/:id/outcome',
  deskRouteAssignment: '/desk/moderation/routes/:id/assignment',
  deskObjections: '/desk/moderation/objections',
  deskObjection: '/desk/moderation/objections/:id',
  deskObjectionOutcome: '/desk/moderation/objections/:id/outcome',
  deskPolice: '/desk/moderation/police',
  deskPoliceCase: '/desk/moderation/police/:id',
  deskPoliceMail: '/desk/moderation/police/:id/mail',
  deskPoliceOf: '/desk/moderation/comments/:id/police',
  deskBlind: '/desk/moderation/blind',
  deskBlindCheck: '/desk/moderation/blind/:id/check',
  deskFigures: '/desk/moderation/figures',
  deskStatements: '/desk/moderation/statements',
  deskStatementsCsv: '/desk/moderation/statements.csv',
  deskStatementsJsonl: '/desk/moderation/statements.jsonl',
  // Money
  deskFunding: '/desk/funding',
  deskCollections: '/desk/funding/collections',
  deskCollectionAnswers: '/desk/funding/collections/answers',
  deskCollectionApproval: '/desk/funding/collections/:id/approval',
  deskCollectionDropping: '/desk/funding/collections/:id/dropping',
  deskCollectionFile: '/desk/funding/collections/:id/files/:part',
  deskNoticeLetter: '/desk/funding/notices/:id/letter',
  deskDueAgain: '/desk/funding/dues/:id/again',
  deskFundingSettings: '/desk/funding/settings',
  deskVouchers: '/desk/funding/vouchers',
  deskBooks: '/desk/funding/books',
  deskBooksClosing: '/desk/funding/books/closing',
  deskBookNumbers: '/desk/funding/books/numbers',
  deskDatev: '/desk/funding/books/datev.csv',
  deskSupporters: '/desk/supporters',
  deskSupportersSearch: '/desk/supporters/search',
  deskSupportersCsv: '/desk/supporters/csv',
  deskDuplicates: '/desk/supporters/duplicates',
  deskSupporter: '/desk/supporters/:id',
  deskSupporterPerson: '/desk/supporters/:id/person',
  deskSupporterAddress: '/desk/supporters/:id/address',
  deskSupporterLink: '/desk/supporters/:id/link',
  deskSupporterNotes: '/desk/supporters/:id/notes',
  deskSupporterNoteRemoval: '/desk/supporters/:id/notes/:note/removal',
  deskSupporterAccount: '/desk/supporters/:id/mandates/:mandate/account',
  deskSupporterMerging: '/desk/supporters/:id/merging',
  deskSupporterMergingSearch: '/desk/supporters/:id/merging/search',
  deskSupporterApart: '/desk/supporters/:id/apart',
  deskPledges: '/desk/pledges',
  deskPledgesCsv: '/desk/pledges/csv',
  deskPledgeAmount: '/desk/pledges/:id/amount',
  deskPledgePause: '/desk/pledges/:id/pause',
  deskPledgeResumption: '/desk/pledges/:id/resumption',
  deskPledgeCancellation: '/desk/pledges/:id/cancellation',
  deskDeclarations: '/desk/declarations',
  deskDeclarationSettlement: '/desk/declarations/:id/settlement',
  deskBankStatements: '/desk/funding/statements',
  deskBankStatement: '/desk/funding/statements/:id',
  deskRefunds: '/desk/funding/refunds',
  deskRefundAccount: '/desk/funding/refunds/:id/account',
  deskSuspense: '/desk/funding/suspense',
  deskSuspenseMatching: '/desk/funding/suspense/matching',
  deskLine: '/desk/funding/lines/:id',
  deskLinePlace: '/desk/funding/lines/:id/place',
  deskLineRefusal: '/desk/funding/lines/:id/refusal',
  deskLineTakingBack: '/desk/funding/lines/:id/taking-back',
  deskPeople: '/desk/people',
  deskPerson: '/desk/people/:id',
  deskPersonRoles: '/desk/people/:id/roles',
  deskPersonSessions: '/desk/people/:id/sessions',
  deskPersonFactors: '/desk/people/:id/factors',
  deskPersonByline: '/desk/people/:id/byline',
  deskPermissions: '/desk/permissions',
  deskJournal: '/desk/journal',
  deskAudience: '/desk/audience',
  deskAudienceSettings: '/desk/audience/settings',
  deskAudiencePublic: '/desk/audience/settings/public',
  deskAudienceKey: '/desk/audience/settings/key',
  deskAudienceTokens: '/desk/audience/settings/tokens',
  deskAudienceTokenWithdrawal: '/desk/audience/settings/tokens/:id/withdrawal',
  deskAudienceCsv: '/desk/audience/tables/:table',
  deskAudienceLive: '/desk/audience/live',
  deskAudienceLiveCsv: '/desk/audience/live/tables/:table',
  deskAudienceLiveEvents: '/desk/audience/live/events',
  deskAudienceGroups: '/desk/audience/by/:kind',
  deskAudienceGroupsCsv: '/desk/audience/lists/:table',
  deskAudienceGroup: '/desk/audience/by/:kind/:id',
  deskAudienceGroupCsv: '/desk/audience/by/:kind/:id/:table',
  deskAudienceAlerts: '/desk/audience/alerts',
  deskAudienceMails: '/desk/audience/mails',
  deskAudienceMailFile: '/desk/audience/mails/daily.html',
  deskAudienceAppeals: '/desk/audience/appeals',
  deskAudienceAppealsCsv: '/desk/audience/appeals/:table',
  deskAudienceFront: '/desk/audience/front',
  deskAudienceFrontCsv: '/desk/audience/front.csv',
  deskHeadlines: '/desk/audience/headlines',
  deskNewHeadlineTest: '/desk/audience/headlines/new',
  deskHeadlineTest: '/desk/audience/headlines/:id',
  deskHeadlineTestEnd: '/desk/audience/headlines/:id/end',
  deskAudienceArticle: '/desk/audience/articles/:id',
  deskAudienceArticleCsv: '/desk/audience/articles/:id/:table',
  // Figures for programs
  api: '/api',
  apiAudience: '/api/audience',
  apiAudienceList: '/api/audience/:list',
  apiAudienceArticle: '/api/audience/articles/:id',
  apiAudienceGroups: '/api/audience/by/:kind',
  apiAudienceGroup: '/api/audience/by/:kind/:id',
  deskJournalCsv: '/desk/journal.csv',
  deskArticles: '/desk/articles',
  deskNewArticle: '/desk/articles/new',
  deskArticle: '/desk/articles/:id',
  deskArticlePreview: '/desk/articles/:id/preview',
  deskArticlePublication: '/desk/articles/:id/publication',
  deskArticleCorrections: '/desk/articles/:id/corrections',
  deskArticleWithdrawal: '/desk/articles/:id/withdrawal',
  deskArticlePicture: '/desk/articles/:id/picture',
  deskPictures: '/desk/pictures',
  deskSettings: '/desk/settings',
  deskPages: '/desk/settings/pages',
  deskPage: '/desk/settings/pages/:slug/:language',
  picture: '/pictures/:file',
  card: '/cards/:file',
  asset: '/assets/:file',
  topicRss: '/topic/:slug/feed.xml',
  topicAtom: '/topic/:slug/feed.atom',
  topicJsonFeed: '/topic/:slug/feed.json',
  authorRss: '/author/:slug/feed.xml',
  authorAtom: '/author/:slug/feed.atom',
  authorJsonFeed: '/author/:slug/feed.json',
  section: '/:slug',
  sectionRss: '/:slug/feed.xml',
  sectionAtom: '/:slug/feed.atom',
  sectionJsonFeed: '/:slug/feed.json',
  article: '/:section/:article',
  comments: '/:section/:article/comments',
  commentsRss: '/:section/:article/comments/feed.xml',
  commentsAtom: '/:section/:article/comments/feed.atom',
  commentsJsonFeed: '/:section/:article/comments/feed.json',
  commentFigures: '/:section/:article/comments/figures',
  commentsLive: '/:section/:article/comments/live',
  commentsMine: '/:section/:article/comments/mine',
  comment: '/:section/:article/comments/:id',
  commentReply: '/:section/:article/comments/:id/reply',
  commentEdit: '/:section/:article/comments/:id/edit',
  commentDeletion: '/:section/:article/comments/:id/deletion',
  commentRecommendation: '/:section/:article/comments/:id/recommendation',
  commentFollow: '/:section/:article/comments/:id/follow',
  commentReport: '/:section/:article/comments/:id/report',
} as const

/** First parts of addresses that mean something else: no section and no static page may take one. */
export const reservedSlugs = [
  'about', 'accessibility', 'account', 'admin', 'api', 'archive', 'assets', 'author', 'campaign', 'cancel', 'cards', 'comments', 'desk', 'edition',
  'embed', 'feed', 'feeds', 'gift', 'health', 'imprint', 'inbox', 'join', 'kept', 'mail', 'metrics', 'moderation', 'my-support', 'netiquette', 'newsletter', 'outbox', 'page',
  'pictures', 'pledge', 'preview', 'privacy', 'report', 'revoke', 'robots', 'saved', 'search', 'seen', 'session', 'sign-in', 'sign-out', 'sitemap', 'statistics', 'support',
  'topic', 'transparency', 'unsubscribe', 'users', 'webhooks', 'withdraw',
]
/** The reserved ones that are static pages of every paper. */
export const staticPages = ['about', 'accessibility', 'imprint', 'netiquette', 'privacy'] as const

type Param<P extends string> = P extends `${string}:${infer Name}/${infer Rest}` ? Name | Param<Rest> : P extends `${string}:${infer Name}` ? Name : never
export type Params<P extends string> = Record<Param<P>, string>

export function url<P extends string>(path: P, params: Params<P>): string {
  return path.replace(/:(\w+)/g, (_, name: Param<P>) => encodeURIComponent(params[name]))
}

/** A path with a query; what is empty is left out. */
export function withQuery(path: string, values: Record<string, string | number | undefined>): string {
  const given = Object.entries(values).flatMap(([name, value]): [string, string][] => (value === undefined || value === '' ? [] : [[name, String(value)]]))
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}

/** Where to sign in, and what of ours to come back to. */
export function signInUrl(next: string): string {
  return withQuery(paths.signIn, { next: next === paths.front ? '' : next })
}

/** Where somebody who is signed in proves in one more way who they are. */
export function secondFactorUrl(next: string): string {
  return next === paths.front ? paths.secondFactor : `${paths.secondFactor}?${new URLSearchParams({ next })}`
}

/** The last part of a rendition's address, which is also what its file is called. */
export function renditionName({ hash, format }: { hash: string; format: 'avif' | 'webp' | 'jpeg' }): string {
  return `${hash}.${format === 'jpeg' ? 'jpg' : format}`
}

/** The names of what a search is asked with; see site/search-form.ts. */
export const searchFields = ['q', 'section', 'topic', 'author', 'from', 'to', 'sort', 'page'] as const
/** A search as an address; what is empty is left out. */
export function searchUrl(values: Partial<Record<(typeof searchFields)[number], string>>): string {
  return withQuery(paths.search, Object.fromEntries(searchFields.map((name) => [name, values[name]])))
}

/** The archive's page of the day, month or year that begins on `day`, YYYY-MM-DD. */
export function archiveUrl(span: 'day' | 'month' | 'year', day: string): string {
  return `${paths.archive}/${day.slice(0, { day: 10, month: 7, year: 4 }[span]).replaceAll('-', '/')}`
}

export interface Addressed { id: number; slug: string; section_slug: string }

/** A number of ours as it stands in an address; undefined for anything else. */
export function numberIn(text: string): number | undefined {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined
}
/** The number of an article, by the last part of its address. */
export function articleNumber(part: string): number | undefined {
  return numberIn(/-(\d+)$/.exec(part)?.[1] ?? '')
}

/** The parameters of an article's addresses. */
export function articleParams({ id, slug, section_slug }: Addressed) {
  return { section: section_slug, article: `${slug}-${id}` }
}
export function articleUrl(article: Addressed): string {
  return url(paths.article, articleParams(article))
}
export function commentsUrl(article: Addressed): string {
  return url(paths.comments, articleParams(article))
}
/** Where a comment is always found, in its context, and marked there. */
export function commentUrl(article: Addressed, id: number): string {
  return `${url(paths.comment, { ...articleParams(article), id: String(id) })}#c${id}`
}

/** Where a comment is reported. */
export function commentReportUrl(article: Addressed, id: number): string {
  return url(paths.commentReport, { ...articleParams(article), id: String(id) })
}
export function commentFiguresUrl(article: Addressed): string {
  return url(paths.commentFigures, articleParams(article))
}
/** The pages and deeds about one comment. */
export function aboutComment(path: CommentPath, article: Addressed, id: number): string {
  return url(path, { ...articleParams(article), id: String(id) })
}
type CommentPath = (typeof paths)['comment' | `comment${'Reply' | 'Edit' | 'Deletion' | 'Recommendation' | 'Follow'}`]
/** A comment where it stands, as the one who is signed in sees it. */
export function mineUrl(article: Addressed, id: number): string {
  return `${url(paths.commentsMine, articleParams(article))}?at=${id}#c${id}`
}

/** The same, where it says that it is noted how one follows. */
export function followedUrl(article: Addressed, id: number): string {
  return `${url(paths.commentsMine, articleParams(article))}?at=${id}&done=followed#followed`
}

/** How many articles' numbers one part of the sitemap spans: a change writes one part anew, in some milliseconds. */
export const sitemapPartLength = 2_500
/** The part of the sitemap that an article stands in, from 1 on. */
export function sitemapPart(id: number): number {
  return Math.floor((id - 1) / sitemapPartLength) + 1
}

/** The formats of feeds, by their media types. */
export const feedTypes = { rss: 'application/rss+xml', atom: 'application/atom+xml', json: 'application/feed+json' } as const
export type FeedFormat = keyof typeof feedTypes

/** The addresses of the feeds of a page with a list: the front page's, a section's, a topic's, an author's, a discussion's. */
export function feedUrls(page: string): Record<FeedFormat, string> {
  const base = page === paths.front ? '' : page
  return { rss: `${base}${paths.rss}`, atom: `${base}${paths.atom}`, json: `${base}${paths.jsonFeed}` }
}
