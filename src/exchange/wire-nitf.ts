// NITF, the older markup of agencies: a text on its own, or within NewsML-G2.
import { bylineNames, line, moment, nothingWired, pubstatusIn, urgencyIn, type Wired } from './wired.ts'
import { at, below, elementsIn, htmlOf, textIn, type XmlElement } from './wire-xml.ts'

/** What a NITF says for itself: a text that came in a frame takes the rest from there. */
export type Nitf = Pick<Wired, 'headline' | 'kicker' | 'standfirst' | 'html' | 'dateline_place'> & { byline: string }

export function nitfText(nitf: XmlElement | undefined): Nitf {
  const head = at(nitf, 'body', 'body.head')
  const hedline = at(head, 'hedline')
  const second = line(textIn(at(hedline, 'hl2')))
  return {
    headline: line(textIn(at(hedline, 'hl1'))) || line(textIn(at(nitf, 'head', 'title'))),
    kicker: '',
    standfirst: line(textIn(at(head, 'abstract')), 2_000) || second,
    // What somebody is (byttl) is no second name.
    byline: (at(head, 'byline')?.nodes ?? []).map((node) => (typeof node === 'string' ? node : node.name === 'byttl' ? '' : textIn(node))).join(''),
    dateline_place: line(textIn(at(head, 'dateline', 'location')) || textIn(at(head, 'dateline')).split(/[,(\n]/)[0], 100),
    html: contentHtml(at(nitf, 'body', 'body.content')),
  }
}

/** A whole file of it. */
export function readNitf(nitf: XmlElement): Wired {
  const { byline, ...text } = nitfText(nitf)
  const docdata = at(nitf, 'head', 'docdata')
  const attribute = (element: string, name: string) => at(docdata, element)?.attributes[name] ?? ''
  const agency = line(textIn(at(nitf, 'body', 'body.head', 'distributor')) || attribute('doc.copyright', 'holder'), 100)
  const subjects = [...below(at(docdata, 'key-list'), 'keyword').map(({ attributes }) => ({ name: line(attributes.key, 100), code: '' })),
    ...below(nitf, 'tobject.subject').map(({ attributes }) => ({ name: line(attributes['tobject.subject.matter'] ?? attributes['tobject.subject.type'], 100), code: `subj:${attributes['tobject.subject.refnum'] ?? ''}` }))]
  return {
    ...nothingWired, ...text,
    foreign_id: attribute('doc-id', 'id-string') || text.headline,
    version: attribute('du-key', 'version'),
    issued_at: moment(nitfDate(attribute('date.issue', 'norm'))), embargo_until: moment(nitfDate(attribute('date.release', 'norm'))),
    urgency: urgencyIn(attribute('urgency', 'ed-urg')), pubstatus: pubstatusIn(attribute('du-key', 'status')),
    bylines: bylineNames(byline, agency), agency, subjects: subjects.filter(({ name }) => name !== ''),
    note: line(below(docdata, 'ed-msg').map(({ attributes }) => attributes.info ?? '').join(' '), 1_000),
  }
}

/** 20260301T120000+0100, as ISO 8601 has it without strokes. */
function nitfDate(text: string): string {
  return text.replace(/^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?$/, (_, y: string, m: string, d: string, h?: string, min = '00', s = '00', zone = 'Z') => `${y}-${m}-${d}${h === undefined ? '' : `T${h}:${min}:${s}${zone.replace(/(\d{2})(\d{2})$/, '$1:$2')}`}`)
}

const names: Record<string, string> = { hl1: 'h2', hl2: 'h3', block: 'div', person: 'span', org: 'span', location: 'span', chron: 'span', event: 'span', num: 'span', money: 'span', lang: 'span', q: 'q', bq: 'blockquote', note: 'div', fn: 'div', nitf: 'div', 'nitf-table': 'div' }

function contentHtml(content: XmlElement | undefined): string {
  return htmlOf((content?.nodes ?? []).map((node) => withoutMedia(node)), (name) => names[name] ?? name)
}

// A picture stands in an element of its own, with its words beside it.
function withoutMedia(node: XmlElement | string): XmlElement | string {
  if (typeof node === 'string') return node
  if (node.name !== 'media') return { ...node, nodes: node.nodes.map(withoutMedia) }
  const reference = elementsIn(node, 'media-reference').find(({ attributes }) => attributes.source)
  const type = `${node.attributes['media-type'] ?? ''}${reference?.attributes['mime-type'] ?? ''}`
  if (!reference || !/image/.test(type)) return ''
  const credit = textIn(at(node, 'media-producer')).trim()
  const caption = [textIn(at(node, 'media-caption')).trim(), credit && `(${credit})`].filter(Boolean).join(' ')
  const image: XmlElement = { name: 'img', attributes: { src: reference.attributes.source ?? '', alt: reference.attributes['alternate-text'] ?? '' }, nodes: [] }
  return { name: 'figure', attributes: {}, nodes: [image, { name: 'figcaption', attributes: {}, nodes: [caption] }] }
}
