// ninjs: news in JSON. Version 1 names texts by patterns (body_text), version 2 has lists of them, and version 3 writes the
// names with capital letters within: read without regard to those, the three are one.
import { z } from 'zod'
import { bylineNames, creditOf, line, moment, mostPictures, nothingWired, paragraphsOf, pubstatusIn, urgencyIn, WireRefused, type Wired, type WiredPicture } from './wired.ts'

const word = z.union([z.string(), z.number().transform(String)]).catch('')
const many = <S extends z.ZodType>(one: S) => z.array(one).catch([]).default([])
const Text = z.object({ role: word.default(''), contenttype: word.default(''), value: word.default('') }).catch({ role: '', contenttype: '', value: '' })
const Named = z.union([z.object({ name: word.default(''), literal: word.default(''), code: word.default(''), uri: word.default('') }), z.string().transform((name) => ({ name, literal: '', code: '', uri: '' }))]).catch({ name: '', literal: '', code: '', uri: '' })
const Rendition = z.object({ name: word.default(''), href: word.default(''), contenttype: word.default(''), mimetype: word.default(''), width: z.coerce.number().catch(0).default(0) }).catch({ name: '', href: '', contenttype: '', mimetype: '', width: 0 })
/** Named as in version 1, or a list. */
const listed = (value: unknown) => (value && typeof value === 'object' && !Array.isArray(value) ? Object.entries(value).map(([name, one]: [string, unknown]) => (one && typeof one === 'object' ? { name, ...one } : one)) : value)

const Ninjs = z.looseObject({
  uri: word.default(''), guid: word.default(''), type: word.default(''), version: word.default(''), versioncreated: word.default(''), firstcreated: word.default(''), embargoed: word.default(''), embargoeduntil: word.default(''),
  pubstatus: word.default(''), urgency: z.union([z.number(), z.string()]).nullish().catch(null), language: word.default(''), title: word.default(''), headline: word.default(''), slugline: word.default(''),
  by: word.default(''), byline: word.default(''), located: word.default(''), copyrightholder: word.default(''), copyrightnotice: word.default(''), usageterms: word.default(''), ednote: word.default(''), evolvedfrom: word.default(''),
  headlines: many(Text), bodies: many(Text), descriptions: many(Text),
  subjects: many(Named), subject: many(Named), genres: many(Named), genre: many(Named), infosources: many(Named), infosource: many(Named), keywords: many(word),
  renditions: z.preprocess(listed, many(Rendition)), associations: z.preprocess(listed, z.array(z.unknown()).catch([]).default([])),
})
type Ninjs = z.infer<typeof Ninjs>

/** One object, or a list of them. Throws WireRefused. */
export function readNinjs(text: string): Wired[] {
  const json = parsed(text)
  const all = Array.isArray(json) ? json : [json]
  const objects = all.map((one) => Ninjs.safeParse(lowered(one))).flatMap(({ data }) => (data ? [data] : []))
  if (objects.length === 0 || objects.every(({ uri, guid }) => uri === '' && guid === '')) throw new WireRefused('this is JSON, but no ninjs: there is no uri')
  return objects.filter(({ type }) => ['', 'text', 'picture', 'graphic', 'composite'].includes(type)).map(wiredOf)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new WireRefused('this is not JSON')
  }
}

/** With small letters in all names, down to a depth that nobody needs more of. */
function lowered(value: unknown, depth = 0): unknown {
  if (depth > 12 || typeof value !== 'object' || value === null) return typeof value === 'object' ? null : value
  if (Array.isArray(value)) return value.map((one) => lowered(one, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name.toLowerCase(), lowered(one, depth + 1)]))
}

function wiredOf(ninjs: Ninjs): Wired {
  const source = [...ninjs.infosources, ...ninjs.infosource].map(nameOf).find(Boolean)
  const agency = line(source ?? ninjs.copyrightholder, 100)
  const texts = textsOf(ninjs)
  const headline = first(texts.headlines, /^(main|)$/i) || ninjs.headline || ninjs.title || ninjs.slugline
  const summary = first(texts.descriptions, /summary|text|main|abstract|^$/i)
  const body = bodyOf(texts.bodies)
  const caption = first(texts.descriptions, /caption|^$|text/i)
  return {
    ...nothingWired,
    foreign_id: ninjs.uri || ninjs.guid, version: ninjs.version, replaces: [ninjs.evolvedfrom].filter(Boolean),
    issued_at: moment(ninjs.versioncreated) ?? moment(ninjs.firstcreated), embargo_until: moment(ninjs.embargoed) ?? moment(ninjs.embargoeduntil),
    urgency: urgencyIn(ninjs.urgency), pubstatus: pubstatusIn(ninjs.pubstatus), language: ninjs.language,
    kicker: line(first(texts.headlines, /kicker|overline/i)), headline: line(headline) || line(caption, 120), standfirst: line(summary, 2_000), html: body || paragraphsOf(caption),
    bylines: bylineNames(ninjs.by || ninjs.byline, agency), agency, dateline_place: line(ninjs.located.split(',')[0], 100),
    subjects: [...ninjs.subjects, ...ninjs.subject, ...ninjs.genres, ...ninjs.genre].map((one) => ({ name: line(nameOf(one), 100), code: one.code || one.literal || one.uri })).concat(ninjs.keywords.map((name) => ({ name: line(name, 100), code: '' }))).filter(({ name }) => name !== ''),
    pictures: [...(ninjs.type === 'picture' || ninjs.type === 'graphic' ? pictureOf(ninjs) : []), ...ninjs.associations.flatMap(associated)].slice(0, mostPictures),
    note: line(ninjs.ednote, 1_000), usage_terms: line([ninjs.usageterms, ninjs.copyrightnotice].filter(Boolean).join(' '), 1_000),
  }
}

type TextOf = z.infer<typeof Text>

/** Version 1 has `body_text`, `body_xhtml`, `description_caption`: what is behind the stroke is the role, or the kind of text. */
function textsOf(ninjs: Ninjs) {
  const old = (stem: string): TextOf[] => Object.entries(ninjs).flatMap(([name, value]) => {
    const role = name === stem ? '' : name.startsWith(`${stem}_`) ? name.slice(stem.length + 1) : undefined
    return role === undefined || typeof value !== 'string' ? [] : [{ role, contenttype: /html/.test(role) ? 'text/html' : '', value }]
  })
  return { headlines: [...ninjs.headlines, ...old('headline').filter(({ role }) => role !== '')], bodies: [...ninjs.bodies, ...old('body')], descriptions: [...ninjs.descriptions, ...old('description')] }
}

function first(texts: TextOf[], role: RegExp): string {
  return texts.find((one) => role.test(one.role) && one.value.trim() !== '')?.value ?? ''
}

function bodyOf(bodies: TextOf[]): string {
  const filled = bodies.filter(({ value }) => value.trim() !== '')
  const isMarkup = ({ contenttype, role }: TextOf) => /html/i.test(contenttype) || (contenttype === '' && /html/i.test(role))
  const markup = filled.find((one) => isMarkup(one) && !/rich/i.test(one.role)) ?? filled.find(isMarkup)
  if (markup) return markup.value
  const plain = filled.find(({ contenttype }) => contenttype === '' || /^text\/plain/i.test(contenttype))
  // Without a blank line between any two, each line is a paragraph.
  return plain ? paragraphsOf(/\n\s*\n/.test(plain.value) ? plain.value : plain.value.replaceAll('\n', '\n\n')) : ''
}

function associated(value: unknown): WiredPicture[] {
  const { data } = Ninjs.safeParse(value)
  return data && (data.type === 'picture' || data.type === 'graphic') ? pictureOf(data) : []
}

function pictureOf(ninjs: Ninjs): WiredPicture[] {
  const images = ninjs.renditions.filter(({ href, contenttype, mimetype }) => href !== '' && /^(image\/|$)/.test(contenttype || mimetype))
  const best = images.toSorted((a, b) => b.width - a.width)[0]
  if (!best) return []
  const { descriptions } = textsOf(ninjs)
  return [{
    address: best.href, alt: line(first(descriptions, /alt/i), 2_000), caption: line(first(descriptions, /caption|main|text|^$/i), 2_000),
    credit: creditOf([ninjs.by || ninjs.byline, first(descriptions, /credit/i)]) || line(ninjs.copyrightholder, 200), rights: line([ninjs.copyrightnotice, ninjs.usageterms].filter(Boolean).join(' '), 1_000),
  }]
}

function nameOf({ name, literal }: z.infer<typeof Named>): string {
  return name || literal
}
