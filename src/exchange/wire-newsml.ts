// NewsML-G2: a news item alone, or a message of several, perhaps with a package that says which belong together. Concepts,
// catalogues and plans, which may come along, are no texts.
import { bylineNames, creditOf, line, moment, mostPictures, nothingWired, paragraphsOf, pubstatusIn, urgencyIn, type Subject, type Wired, type WiredPicture } from './wired.ts'
import { nitfText, type Nitf } from './wire-nitf.ts'
import { at, below, elementsIn, htmlOf, textIn, type XmlElement } from './wire-xml.ts'

/** Roots that this reads. */
export const newsmlRoots = ['newsItem', 'newsMessage', 'packageItem', 'conceptItem', 'knowledgeItem', 'planningItem', 'catalogItem']

export function readNewsml(root: XmlElement): Wired[] {
  const all = root.name === 'newsMessage' ? elementsIn(at(root, 'itemSet')) : [root]
  const items = all.filter(({ name }) => name === 'newsItem')
  const texts = items.filter((item) => !isPicture(item))
  const pictures = new Map(items.filter(isPicture).map((item) => [item.attributes.guid ?? '', item]))
  const together = all.filter(({ name }) => name === 'packageItem').map((item) => new Set(below(item, 'itemRef').map(({ attributes }) => attributes.residref ?? '')))
  const shown = new Set<string>()
  const wired = texts.map((item) => {
    const own = picturesOf(item, { pictures, together, isAlone: texts.length === 1 })
    for (const guid of own) shown.add(guid)
    return itemWired(item, [...ownRemote(item), ...own.flatMap((guid) => pictureOf(pictures.get(guid)) ?? [])])
  })
  const alone = [...pictures].filter(([guid]) => !shown.has(guid)).map(([, item]) => itemWired(item, [pictureOf(item)].filter((one) => one !== undefined)))
  return [...wired, ...alone]
}

function isPicture(item: XmlElement): boolean {
  return /picture|graphic/.test(qcode(at(item, 'itemMeta', 'itemClass')))
}

interface Beside { pictures: Map<string, XmlElement>; together: Set<string>[]; isAlone: boolean }

/** Those that a package holds beside the text, or that the text itself names; all of a message with one text only. */
function picturesOf(item: XmlElement, { pictures, together, isAlone }: Beside): string[] {
  const guid = item.attributes.guid ?? ''
  const named = below(item, 'link').map(({ attributes }) => attributes.residref ?? '')
  const packaged = together.filter((members) => members.has(guid)).flatMap((members) => [...members])
  const all = [...new Set([...packaged, ...named])].filter((one) => pictures.has(one))
  return all.length === 0 && isAlone ? [...pictures.keys()] : all
}

function itemWired(item: XmlElement, pictures: WiredPicture[]): Wired {
  const [meta, content, rights] = ['itemMeta', 'contentMeta', 'rightsInfo'].map((name) => at(item, name))
  const agency = nameOf(at(content, 'infoSource')) || nameOf(at(meta, 'provider')) || line(textIn(at(content, 'creditline')), 100) || nameOf(at(rights, 'copyrightHolder'))
  const body = bodyOf(item)
  const caption = described(content, 'caption')
  const by = [...elementsIn(content, 'by').map(textIn), body.byline].find((text) => text.trim() !== '')
  const creators = elementsIn(content, 'creator').filter(({ attributes }) => !/organisation/.test(attributes.type ?? '')).map(nameOf)
  const bylines = by === undefined ? creators.flatMap((name) => bylineNames(name, agency)) : bylineNames(by, agency)
  return {
    ...nothingWired,
    foreign_id: item.attributes.guid ?? '', version: item.attributes.version ?? '', replaces: replacedBy(item, meta),
    issued_at: moment(textIn(at(meta, 'versionCreated')) || textIn(at(content, 'contentModified'))), embargo_until: moment(textIn(at(meta, 'embargoed'))),
    urgency: urgencyIn(textIn(at(content, 'urgency')).trim()), pubstatus: pubstatusIn(qcode(at(meta, 'pubStatus'))),
    language: at(content, 'language')?.attributes.tag ?? item.attributes.lang ?? '',
    headline: line(textIn(headlineOf(content))) || body.headline || line(textIn(at(meta, 'title'))) || line(textIn(at(content, 'slugline'))) || caption.slice(0, 120),
    kicker: line(textIn(elementsIn(content, 'headline').find(({ attributes }) => /kicker|overline/i.test(attributes.role ?? '')))),
    standfirst: described(content, 'summary') || body.standfirst, html: body.html || (caption && paragraphsOf(caption)),
    bylines: [...new Set(bylines)], agency, dateline_place: body.dateline_place || line(textIn(at(content, 'dateline')).split(/[,(\n]/)[0], 100) || nameOf(at(content, 'located')),
    subjects: elementsIn(content, 'subject', 'genre').flatMap(subjectOf).concat(elementsIn(content, 'keyword').map((one) => ({ name: line(textIn(one), 100), code: '' }))).filter(({ name }) => name !== ''),
    pictures: pictures.slice(0, mostPictures),
    note: line([...elementsIn(meta, 'edNote'), ...elementsIn(content, 'edNote')].map(textIn).join(' '), 1_000),
    usage_terms: line([textIn(at(rights, 'usageTerms')), textIn(at(rights, 'copyrightNotice'))].filter(Boolean).join(' '), 1_000),
  }
}

function replacedBy(item: XmlElement, meta: XmlElement | undefined): string[] {
  return [...elementsIn(meta, 'link'), ...elementsIn(item, 'link')].filter(({ attributes }) => /previousVersion|supersedes|evolvedFrom|isCorrectionOf|replaces/i.test(attributes.rel ?? ''))
    .map(({ attributes }) => attributes.residref ?? attributes.guidref ?? '').filter(Boolean)
}

function headlineOf(content: XmlElement | undefined): XmlElement | undefined {
  const all = elementsIn(content, 'headline')
  return all.find(({ attributes }) => !attributes.role || /main/i.test(attributes.role)) ?? all[0]
}

function bodyOf(item: XmlElement): Nitf {
  const nothing: Nitf = { headline: '', kicker: '', standfirst: '', html: '', dateline_place: '', byline: '' }
  const set = at(item, 'contentSet')
  const inline = elementsIn(set, 'inlineXML')
  const nitf = inline.map((one) => at(one, 'nitf')).find((one) => one !== undefined)
  if (nitf) return nitfText(nitf)
  const html = inline.map((one) => at(one, 'html')).find((one) => one !== undefined)
  if (html) return { ...nothing, headline: line(textIn(at(html, 'head', 'title'))), html: htmlOf(at(html, 'body')?.nodes ?? []) }
  const [first] = inline
  if (first) return { ...nothing, html: htmlOf(first.nodes) }
  const data = elementsIn(set, 'inlineData').find(({ attributes }) => !attributes.encoding && /^text\//.test(attributes.contenttype ?? 'text/plain'))
  const text = textIn(data)
  return { ...nothing, html: /html/.test(data?.attributes.contenttype ?? '') ? text : paragraphsOf(text) }
}

/** Pictures that a text brings itself. */
function ownRemote(item: XmlElement): WiredPicture[] {
  const picture = pictureOf(item)
  return picture ? [picture] : []
}

function pictureOf(item: XmlElement | undefined): WiredPicture | undefined {
  const renditions = elementsIn(at(item, 'contentSet'), 'remoteContent').filter(({ attributes }) => attributes.href && /^image\//.test(attributes.contenttype ?? ''))
  const size = ({ attributes }: XmlElement) => Number(attributes.width) || Number(attributes.size) / 1_000 || 0
  const best = renditions.toSorted((a, b) => size(b) - size(a))[0]
  if (!best) return undefined
  const [content, rights] = [at(item, 'contentMeta'), at(item, 'rightsInfo')]
  const credit = creditOf([...elementsIn(content, 'creator').map(nameOf), textIn(at(content, 'creditline'))])
  return {
    address: (best.attributes.href ?? '').trim(), alt: described(content, 'altText'), caption: described(content, 'caption'), credit: credit || nameOf(at(rights, 'copyrightHolder')),
    rights: line([textIn(at(rights, 'copyrightNotice')), textIn(at(rights, 'usageTerms'))].filter(Boolean).join(' '), 1_000),
  }
}

/** A description by the last part of its role; without any role it is a caption of pictures and a summary of texts. */
function described(content: XmlElement | undefined, role: string): string {
  const found = elementsIn(content, 'description').find(({ attributes }) => (attributes.role ?? '').toLowerCase().includes(role.toLowerCase()))
  return line(textIn(found), 2_000)
}

function subjectOf(element: XmlElement): Subject[] {
  const name = nameOf(element)
  const code = qcode(element) || (element.attributes.literal ?? '')
  return name || code ? [{ name: name || code, code }] : []
}

function nameOf(element: XmlElement | undefined): string {
  return line(textIn(at(element, 'name')) || element?.attributes.literal, 100)
}
function qcode(element: XmlElement | undefined): string {
  return element?.attributes.qcode ?? element?.attributes.uri ?? ''
}
