// A deed is a line of the journal: who did what to what, and when. It is kept in plain English, for whoever reads the
// database; the desk says it in the language of whoever reads the desk.
import { sections } from '../articles/reads/paper.ts'
import type { Reads } from '../base/db/db.ts'
import { deedInWords } from '../base/i18n/deed-words.ts'
import { isKey, type T } from '../base/i18n/i18n.ts'
import { isPermitted, type Permission } from '../people/permissions.ts'
import type { Reader } from '../people/session.ts'
import { numberIn, paths, url, withQuery } from '../urls.ts'
import { frontKey } from './front.ts'
import { articlesHeaded, authorsNamed, decisionsMade, readersNamed, rulesMade, topicsNamed, type Deed } from './reads/journal.ts'

/** The kinds that are called so, by the journal or in the language of the desk. */
export function called(kinds: string[], words: string, t: T): string[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  return kinds.filter((what) => {
    const said = `${what} ${deedInWords(what, t)}`.toLowerCase()
    return wanted.every((word) => said.includes(word))
  })
}

/** Somebody or something that a deed names, and where the desk shows it. */
export interface Named { text: string; path?: string }
export interface ToldDeed { id: number; happened_at: Date; actor: Named; what: string; subject: Named; subject_id: string }

/** Deeds with the names of those they name, and ways to what whoever asks may see of them. */
export async function told(db: Reads, deeds: Deed[], { t, who }: { t: T; who: Pick<Reader, 'roles'> }): Promise<ToldDeed[]> {
  const names = await namesIn(db, deeds.flatMap(({ actor, subject }) => [actor, subject]))
  const named = (text: string): Named => {
    const { may = 'enter_desk', path, text: name } = shown(text, { names, t })
    return path && isPermitted(who.roles, may) ? { text: name, path } : { text: name }
  }
  return deeds.map(({ id, happened_at, actor, what, subject }) => ({ id, happened_at, actor: named(actor), what: deedInWords(what, t), subject: named(subject), subject_id: subject }))
}

/** What those who acted are called, by how the journal names them. */
export async function actorsNamed(db: Reads, actors: string[], t: T): Promise<Map<string, string>> {
  const names = await namesIn(db, actors)
  return new Map(actors.map((actor) => [actor, shown(actor, { names, t }).text]))
}

type Names = Awaited<ReturnType<typeof namesIn>>

async function namesIn(db: Reads, texts: string[]) {
  // Of what is named nowhere nothing is asked: an article's page names people and itself.
  const of = <Kept>(read: (db: Reads, ids: number[]) => Promise<Map<number, Kept>>, ids: number[]) => (ids.length > 0 ? read(db, ids) : new Map<number, Kept>())
  const [articles, readers, decisions, rules, topics, authors] = await Promise.all([
    of(articlesHeaded, numbers(texts, 'article')), of(readersNamed, numbers(texts, 'staff', 'reader')), of(decisionsMade, numbers(texts, 'decision')),
    of(rulesMade, numbers(texts, 'rule')), of(topicsNamed, numbers(texts.map((text) => text.replace(/^front:/, '')), 'topic')), of(authorsNamed, numbers(texts, 'author')),
  ])
  const ofSections = texts.some((text) => text.startsWith('front:section:')) ? await sections(db) : []
  return { articles, readers, decisions, rules, topics, authors, sections: new Map(ofSections.map((section) => [section.id, section])) }
}

/** `may`: who may enter the page; everybody of the paper where nothing is said. */
interface Shown extends Named { may?: Permission }
interface Telling { names: Names; t: T }

/** What is named so, in words: what is gone by its number, and what this version of the program does not know as it stands. */
function shown(text: string, telling: Telling): Shown {
  const { t } = telling
  const [kind = '', key = ''] = text.split(/:(.*)/s)
  const id = numberIn(key) ?? 0
  switch (kind) {
    case 'comment': return { text: t('moderation.title.comment', { id }), path: url(paths.deskComment, { id: key }), may: 'pick_comments' }
    case 'police_case': return { text: t('case.police.title', { id }), path: url(paths.deskPoliceCase, { id: key }), may: 'moderate' }
    case 'picture': return { text: t('journal.picture', { name: key }), path: withQuery(paths.deskPictures, { q: key }), may: 'write_articles' }
    case 'page': return { text: t('journal.page', { slug: key }), path: url(paths.section, { slug: key }) }
    case 'front': return ofFront(key, telling)
    case 'house_style': return { text: t('journal.house_style'), path: paths.deskHouseStyle, may: 'set_house_style' }
    case 'wire': return { text: t('journal.wire', { id }), path: url(paths.deskWireSource, { id: key }), may: 'set_wires' }
    case 'wire_item': return { text: t('journal.wire_item', { id }), path: url(paths.deskWire, { id: key }), may: 'read_wires' }
    case 'counting': return { text: t('journal.counting'), path: paths.deskAudienceSettings, may: 'set_audience' }
    case 'paper': return { text: t('journal.paper'), path: paths.deskSettings, may: 'set_paper' }
    case 'article': case 'staff': case 'reader': case 'decision': case 'rule': case 'topic': case 'author': return kept(kind, id, telling) ?? { text: t(`journal.${kind}`, { id }) }
    case 'campaign': case 'certificate': case 'collection': case 'declaration': case 'due': case 'line': case 'mandate': case 'month': case 'pledge': case 'statement': case 'supporter': case 'voucher': return ofMoney(kind, key, t)
    default: return { text: programs.some((one) => one === text) ? programName(text, t) : text }
  }
}

/** `paper`, `section:7` or `topic:7`; see frontSubject. */
function ofFront(key: string, { names, t }: Telling): Shown {
  const [of = '', number = ''] = key.split(':')
  const id = numberIn(number) ?? 0
  const front = frontKey({ section_id: of === 'section' ? id : null, topic_id: of === 'topic' ? id : null })
  const called = of === 'section' ? names.sections.get(id)?.name : of === 'topic' ? names.topics.get(id)?.name : t('journal.paper')
  return { text: t('journal.front', { name: called ?? number }), path: url(paths.deskFront, { front }), may: 'place_articles' }
}

type OfMoney = 'campaign' | 'certificate' | 'collection' | 'declaration' | 'due' | 'line' | 'mandate' | 'month' | 'pledge' | 'statement' | 'supporter' | 'voucher'

/** By its number alone: who reads the journal need not be one of those who may see people and amounts. */
function ofMoney(kind: OfMoney, key: string, t: T): Shown {
  const text = kind === 'month' && /^\d{4}-(0[1-9]|1[0-2])$/.test(key) ? t('journal.month', { month: t.month(`${key}-01`) }) : t(`journal.${kind}`, { id: numberIn(key) ?? 0, month: key })
  const id = { id: key }
  const ways: Partial<Record<OfMoney, { path: string; may: Permission }>> = {
    campaign: { path: url(paths.deskCampaign, id), may: 'ask_readers' }, certificate: { path: paths.deskCertificates, may: 'keep_books' }, collection: { path: paths.deskCollections, may: 'propose_collections' }, declaration: { path: paths.deskDeclarations, may: 'see_supporters' },
    line: { path: url(paths.deskLine, id), may: 'keep_books' }, month: { path: paths.deskBooks, may: 'keep_books' }, statement: { path: url(paths.deskBankStatement, id), may: 'keep_books' }, voucher: { path: paths.deskVouchers, may: 'see_supporters' }, supporter: { path: url(paths.deskSupporter, id), may: 'see_supporters' },
  }
  return { text, ...ways[kind] }
}

type Kept = 'article' | 'staff' | 'reader' | 'decision' | 'rule' | 'topic' | 'author'

/** By the name that the paper keeps of it; undefined where it keeps none any more. */
function kept(kind: Kept, id: number, { names, t }: Telling): Shown | undefined {
  const by = { id: String(id) }
  switch (kind) {
    case 'article': return name(names.articles.get(id), (text) => ({ text, path: url(paths.deskArticle, by), may: 'write_articles' }))
    case 'staff': case 'reader': return name(names.readers.get(id), (text) => ({ text, path: url(paths.deskPerson, by), may: 'manage_people' }))
    case 'rule': return name(names.rules.get(id), (rule) => ({ text: t('journal.rule_called', { name: rule.note || t(`rules.kind.${rule.kind}`) }), path: `${paths.deskRules}#rule-${id}`, may: 'set_moderation' }))
    case 'topic': return name(names.topics.get(id), ({ name: text, slug }) => ({ text, path: url(paths.topic, { slug }) }))
    case 'author': return name(names.authors.get(id), ({ name: text, slug }) => ({ text, path: url(paths.author, { slug }) }))
    case 'decision': return name(names.decisions.get(id), ({ comment_id, reader_id, reader_name }) => comment_id !== null
      ? { text: t('journal.decision_on_comment', { comment_id }), path: url(paths.deskComment, { id: String(comment_id) }), may: 'moderate' }
      : reader_id !== null ? { text: t('journal.decision_on_reader', { name: reader_name ?? '' }), path: url(paths.deskReader, { id: String(reader_id) }), may: 'moderate' } : undefined)
  }
}

function name<K>(found: K | undefined, as: (found: K) => Shown | undefined): Shown | undefined {
  return found === undefined ? undefined : as(found)
}

/** Who acts without being anybody: commands, imports, what the clock begins. */
export const programs = ['erasure', 'generate', 'import', 'operator', 'retention', 'schedule'] as const

export function programName(text: string, t: T): string {
  const key = `journal.program.${text}`
  return isKey(key) ? t(key) : text
}

/** The numbers of all things of some kinds: 7 of `staff:7`. */
function numbers(texts: string[], ...kinds: string[]): number[] {
  return [...new Set(texts.flatMap((text) => {
    const [kind = '', number = ''] = text.split(':')
    return kinds.includes(kind) ? numberIn(number) ?? [] : []
  }))]
}
