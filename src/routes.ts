// Every address, who may ask for it, and what answers.
import * as counting from './audience/pages/counting.tsx'
import * as seen from './audience/pages/seen.ts'
import { apiRoutes, audienceRoutes, statisticsRoutes } from './audience/routes.ts'
import * as unmeasuredWorker from './audience/pages/unmeasured-worker.ts'
import { ownRequest } from './audience/own-request.ts'
import { get, post, type Route } from './base/web/route.ts'
import type { SocketRoute } from './base/web/socket-route.ts'
import * as articleFigures from './comments/pages/article-figures.tsx'
import * as blind from './comments/pages/blind.tsx'
import * as decisions from './comments/pages/decisions.tsx'
import * as figures from './comments/pages/figures.tsx'
import * as objections from './comments/pages/objections.tsx'
import * as police from './comments/pages/police.tsx'
import * as receipt from './comments/pages/receipt.tsx'
import * as report from './comments/pages/report.tsx'
import * as live from './comments/pages/live.ts'
import * as accountComments from './comments/pages/account-comments.tsx'
import * as accountCredit from './comments/pages/account-credit.tsx'
import * as accountQuestion from './comments/pages/account-question.tsx'
import * as accountFollows from './comments/pages/account-follows.tsx'
import * as accountHidden from './comments/pages/account-hidden.tsx'
import * as deletion from './comments/pages/deletion.tsx'
import * as edit from './comments/pages/edit.tsx'
import * as follow from './comments/pages/follow.tsx'
import * as kept from './comments/pages/kept.tsx'
import * as mine from './comments/pages/mine.tsx'
import * as recommendation from './comments/pages/recommendation.tsx'
import * as unsubscribe from './comments/pages/unsubscribe.tsx'
import * as reply from './comments/pages/reply.tsx'
import * as transparency from './comments/pages/transparency.tsx'
import * as statements from './comments/pages/statements.tsx'
import * as moderationSettings from './comments/pages/moderation-settings.tsx'
import * as queue from './comments/pages/queue.tsx'
import * as queueActs from './comments/pages/queue-acts.tsx'
import * as queueBulk from './comments/pages/queue-bulk.tsx'
import * as queueComment from './comments/pages/queue-comment.tsx'
import * as queueReader from './comments/pages/queue-reader.tsx'
import * as commentRoutes from './comments/pages/routes.tsx'
import * as rules from './comments/pages/rules.tsx'
import * as self from './comments/pages/self.ts'
import * as thread from './comments/pages/thread.tsx'
import * as write from './comments/pages/write.tsx'
import * as erasure from './exchange/pages/erasure.tsx'
import * as mySupportData from './exchange/pages/my-support-data.tsx'
import * as ownData from './exchange/pages/own-data.tsx'
import { wireRoutes } from './exchange/wire-routes.ts'
import { supporter } from './funding/own-side.ts'
import { fundingRoutes } from './funding/routes.ts'
import { newsroomRoutes } from './newsroom/routes.ts'
import { writingSockets } from './newsroom/writing-routes.ts'
import { anyone, asker, reader, staff, unprinted, visitor } from './people/guards.ts'
import * as account from './people/pages/account.tsx'
import * as accountAddress from './people/pages/account-address.tsx'
import * as accountName from './people/pages/account-name.tsx'
import * as authenticator from './people/pages/authenticator.tsx'
import * as recoveryCodes from './people/pages/recovery-codes.tsx'
import * as secondFactor from './people/pages/second-factor.tsx'
import * as security from './people/pages/security.tsx'
import * as sessions from './people/pages/sessions.tsx'
import * as signInPasskey from './people/pages/sign-in-passkey.ts'
import * as signIn from './people/pages/sign-in.tsx'
import * as signInLink from './people/pages/sign-in-link.tsx'
import * as archive from './site/pages/archive.tsx'
import * as article from './site/pages/article.tsx'
import * as asset from './site/pages/asset.ts'
import * as card from './site/pages/card.ts'
import * as feed from './site/pages/feed.ts'
import * as feeds from './site/pages/feeds.tsx'
import * as front from './site/pages/front.tsx'
import * as frontClicks from './site/pages/front-clicks.tsx'
import { frontRoutes } from './site/front-routes.ts'
import * as icons from './site/pages/icons.ts'
import * as list from './site/pages/list.tsx'
import * as manifest from './site/pages/manifest.ts'
import * as outbox from './site/pages/outbox.tsx'
import * as page from './site/pages/page.tsx'
import * as picture from './site/pages/picture.ts'
import * as preview from './site/pages/preview.tsx'
import * as robots from './site/pages/robots.ts'
import * as saved from './site/pages/saved.tsx'
import * as search from './site/pages/search.tsx'
import * as sitemap from './site/pages/sitemap.ts'
import { paths, searchFields } from './urls.ts'

export const routes: Route[] = [
  // Files
  get(paths.asset, anyone, asset.show),
  get(paths.picture, asker, picture.show, ['preview']),
  get(paths.card, anyone, card.show),
  get(paths.favicon, anyone, icons.favicon),
  get(paths.icon, anyone, icons.drawing),
  get(paths.touchIcon, anyone, icons.touch),
  get(paths.icon192, anyone, icons.icon192),
  get(paths.icon512, anyone, icons.icon512),
  get(paths.maskableIcon, anyone, icons.maskable),
  get(paths.manifest, anyone, manifest.show),
  get(paths.seen, anyone, seen.show, ['a', 'asks']),
  get(paths.unmeasuredWorker, anyone, unmeasuredWorker.show),

  // What is counted of who asks
  get(paths.counting, ownRequest, counting.show),
  ...statisticsRoutes,
  ...apiRoutes,

  // For programs that read
  get(paths.robots, anyone, robots.show),
  get(paths.textAndDataMining, anyone, robots.mining),
  get(paths.sitemap, anyone, sitemap.show, ['part']),
  get(paths.newsSitemap, anyone, sitemap.news),
  get(paths.rss, anyone, feed.paperRss),
  get(paths.atom, anyone, feed.paperAtom),
  get(paths.jsonFeed, anyone, feed.paperJson),
  get(paths.topicRss, anyone, feed.topicRss),
  get(paths.topicAtom, anyone, feed.topicAtom),
  get(paths.topicJsonFeed, anyone, feed.topicJson),
  get(paths.authorRss, anyone, feed.authorRss),
  get(paths.authorAtom, anyone, feed.authorAtom),
  get(paths.authorJsonFeed, anyone, feed.authorJson),
  get(paths.sectionRss, anyone, feed.sectionRss),
  get(paths.sectionAtom, anyone, feed.sectionAtom),
  get(paths.sectionJsonFeed, anyone, feed.sectionJson),
  get(paths.commentsRss, anyone, feed.commentsRss),
  get(paths.commentsAtom, anyone, feed.commentsAtom),
  get(paths.commentsJsonFeed, anyone, feed.commentsJson),

  // Signing in
  get(paths.signIn, visitor, signIn.show, ['next']),
  post(paths.signIn, visitor, signIn.submit),
  get(paths.signInSent, visitor, signIn.sent),
  get(paths.signInLink, visitor, signInLink.show),
  post(paths.signInLink, visitor, signInLink.confirm),
  post(paths.signInCeremonies, visitor, signInPasskey.ceremony),
  post(paths.signInPasskey, visitor, signInPasskey.confirm),
  get(paths.secondFactor, reader, secondFactor.show, ['next']),
  post(paths.secondFactorCode, reader, secondFactor.byCode),
  post(paths.secondFactorLink, reader, secondFactor.byLink),
  post(paths.secondFactorCeremonies, reader, secondFactor.ceremony),
  post(paths.secondFactorPasskey, reader, secondFactor.byPasskey),
  post(paths.signOut, visitor, account.signOut),

  // One's own pages
  get(paths.accountSelf, visitor, self.show),
  get(paths.account, reader, account.show, ['done']),
  post(paths.accountLanguage, reader, account.chooseLanguage),
  get(paths.accountName, reader, accountName.show),
  post(paths.accountName, reader, accountName.submit),
  get(paths.accountAddress, reader, accountAddress.show),
  post(paths.accountAddress, reader, accountAddress.submit),
  get(paths.accountAddressLink, visitor, accountAddress.showLink),
  post(paths.accountAddressLink, visitor, accountAddress.confirm),
  get(paths.accountSessions, reader, sessions.show, ['done']),
  post(paths.accountSessionEnding, reader, sessions.end),
  post(paths.accountOtherSessionsEnding, reader, sessions.endOthers),
  get(paths.accountSecurity, reader, security.show, ['done']),
  post(paths.passkeyCeremonies, reader, security.ceremony),
  post(paths.passkeys, reader, security.register),
  post(paths.passkeyName, reader, security.rename),
  post(paths.passkeyRemoval, reader, security.remove),
  post(paths.authenticator, reader, authenticator.begin),
  post(paths.authenticatorConfirmation, reader, authenticator.confirm),
  post(paths.authenticatorRemoval, reader, security.removeTotp),
  get(paths.recoveryCodes, reader, recoveryCodes.show),
  post(paths.recoveryCodes, reader, recoveryCodes.make),
  get(paths.accountData, reader, ownData.show),
  post(paths.accountData, reader, ownData.take),
  get(paths.mySupportData, supporter, mySupportData.show),
  post(paths.mySupportData, supporter, mySupportData.take),
  get(paths.accountErasure, reader, erasure.show),
  post(paths.accountErasure, reader, erasure.ask),
  post(paths.accountErasureLink, reader, erasure.sendLink),
  post(paths.accountErasureWithdrawal, reader, erasure.takeBack),

  // The desk
  ...newsroomRoutes,
  ...frontRoutes,
  ...audienceRoutes,
  ...wireRoutes,
  get(paths.deskArticlePreview, staff('see_articles'), preview.show),
  get(paths.previewLink, unprinted, preview.byLink),
  get(paths.deskAudienceFront, staff('see_audience'), frontClicks.show, ['of']),
  get(paths.deskAudienceFrontCsv, staff('see_audience'), frontClicks.csv, ['of']),

  // Reports and decisions
  get(paths.receipt, visitor, receipt.show),
  post(paths.receiptObjection, visitor, receipt.objectTo),
  get(paths.decisions, reader, decisions.list),
  get(paths.decision, reader, decisions.show),
  post(paths.decisionObjection, reader, decisions.objectTo),
  get(paths.commentReport, visitor, report.show, ['notice']),
  post(paths.commentReport, visitor, report.submit),
  get(paths.deskObjections, staff('decide_objections'), objections.list),
  get(paths.deskObjection, staff('decide_objections'), objections.show),
  post(paths.deskObjectionOutcome, staff('decide_objections'), objections.conclude),
  get(paths.deskBlind, staff('moderate'), blind.show),
  post(paths.deskBlindCheck, staff('moderate'), blind.check),
  get(paths.deskPolice, staff('moderate'), police.list),
  get(paths.deskPoliceCase, staff('moderate'), police.show),
  post(paths.deskPoliceMail, staff('moderate'), police.send),
  get(paths.deskPoliceOf, staff('moderate'), police.begin),
  post(paths.deskPoliceOf, staff('moderate'), police.open),
  get(paths.deskFigures, staff('see_moderation_figures'), figures.show),
  get(paths.deskStatements, staff('see_moderation_figures'), statements.show, ['from', 'to']),
  get(paths.deskStatementsCsv, staff('see_moderation_figures'), statements.csv, ['from', 'to']),
  get(paths.deskStatementsJsonl, staff('see_moderation_figures'), statements.jsonl, ['from', 'to']),
  get(paths.transparency, anyone, transparency.show, ['from', 'to']),
  get(paths.transparencyCsv, anyone, transparency.csv, ['from', 'to']),
  get(paths.transparencyJson, anyone, transparency.json, ['from', 'to']),

  // Moderating
  get(paths.deskModeration, staff('moderate'), queue.waiting, ['after', 'done']),
  get(paths.deskReported, staff('moderate'), queue.reported, ['after', 'done']),
  get(paths.deskHeld, staff('moderate'), queue.held, ['after', 'done']),
  get(paths.deskUnseen, staff('moderate'), queue.unseen, ['after', 'done']),
  get(paths.deskAllComments, staff('moderate'), queue.all, ['q', 'state', 'before', 'done']),
  post(paths.deskBulk, staff('moderate'), queueBulk.decideMany),
  get(paths.deskComment, staff('pick_comments'), queueComment.show, ['done', 'next']),
  post(paths.deskCommentClaim, staff('moderate'), queueActs.claim),
  post(paths.deskCommentDecision, staff('moderate'), queueActs.decision),
  post(paths.deskCommentNote, staff('moderate'), queueActs.note),
  post(paths.deskCommentLock, staff('moderate'), queueActs.lock),
  post(paths.deskCommentPick, staff('pick_comments'), queueActs.pick),
  post(paths.deskCommentRoute, staff('pick_comments'), queueActs.route),
  post(paths.deskCommentQuestion, staff('pick_comments'), queueActs.question),
  post(paths.deskUndoing, staff('moderate'), queueActs.undoing),
  get(paths.deskReader, staff('moderate'), queueReader.show, ['done', 'comment']),
  post(paths.deskReaderDecision, staff('moderate'), queueReader.decision),
  post(paths.deskReaderStanding, staff('moderate'), queueReader.standing),
  post(paths.deskReaderNote, staff('moderate'), queueReader.note),
  get(paths.deskRoutes, staff('pick_comments'), commentRoutes.show, ['done', 'state', 'section', 'article', 'whose', 'past']),
  post(paths.deskRouteAssignment, staff('pick_comments'), commentRoutes.assign),
  post(paths.deskRouteOutcome, staff('pick_comments'), commentRoutes.outcome),
  get(paths.deskRules, staff('set_moderation'), rules.show, ['done', 'change']),
  post(paths.deskRuleTrial, staff('set_moderation'), rules.make),
  post(paths.deskRuleRetirement, staff('set_moderation'), rules.retire),
  get(paths.deskModerationSettings, staff('set_moderation'), moderationSettings.show, ['done']),
  post(paths.deskModerationSettings, staff('set_moderation'), moderationSettings.save),
  post(paths.deskOverrides, staff('set_moderation'), moderationSettings.otherwise),

  ...fundingRoutes,

  // Finding one's way
  get(paths.front, anyone, front.show, ['p', 'page_id']),
  get(paths.topic, anyone, list.topic, ['before']),
  get(paths.author, anyone, list.author, ['before']),
  get(paths.search, anyone, search.show, searchFields),
  get(paths.feeds, anyone, feeds.show),
  get(paths.saved, anyone, saved.show),
  get(paths.archive, anyone, archive.all),
  get(paths.archiveYear, anyone, archive.year),
  get(paths.archiveMonth, anyone, archive.month),
  get(paths.archiveDay, anyone, archive.day, ['before']),
  get(paths.outbox, visitor, outbox.show),
  get(paths.outboxFile, visitor, outbox.file),
  get(paths.section, anyone, page.show, ['before']),

  // Writing
  post(paths.comments, visitor, write.submit),
  get(paths.keptComment, visitor, kept.show),
  post(paths.keptComment, visitor, kept.submit),
  get(paths.commentEdit, reader, edit.show),
  post(paths.commentEdit, reader, edit.submit),
  get(paths.commentDeletion, reader, deletion.show),
  post(paths.commentDeletion, reader, deletion.submit),
  get(paths.commentRecommendation, reader, recommendation.show),
  post(paths.commentRecommendation, visitor, recommendation.submit),
  get(paths.commentFollow, reader, follow.show),
  post(paths.commentFollow, reader, follow.submit),
  get(paths.accountComments, reader, accountComments.show, ['before']),
  get(paths.accountCredit, reader, accountCredit.show),
  post(paths.accountCredit, reader, accountCredit.submit),
  get(paths.accountQuestion, reader, accountQuestion.show),
  post(paths.accountQuestion, reader, accountQuestion.submit),
  get(paths.accountFollows, reader, accountFollows.show, ['done']),
  post(paths.accountFollows, reader, accountFollows.submit),
  get(paths.accountHidden, reader, accountHidden.show),
  post(paths.accountHidden, reader, accountHidden.submit),
  get(paths.unsubscribe, visitor, unsubscribe.show),
  post(paths.unsubscribe, visitor, unsubscribe.submit),

  // Reading
  get(paths.article, anyone, article.show),
  get(paths.comments, anyone, thread.threads, ['after', 'order']),
  get(paths.commentsLive, unprinted, live.show),
  get(paths.commentsMine, reader, mine.show, ['at', 'done']),
  get(paths.commentFigures, anyone, articleFigures.show),
  get(paths.comment, anyone, thread.conversation),
  get(paths.commentReply, anyone, reply.show),
]

/** Connections that stay open both ways. */
export const sockets: SocketRoute[] = [...writingSockets]
