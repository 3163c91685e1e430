// XMP (ISO 16684-1): what files of all three formats carry the caption and credit in, read here and written.
import { SaxesParser } from 'saxes'
import type { FieldName, Fields, PictureWords } from './picture-metadata.ts'

const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const dc = 'http://purl.org/dc/elements/1.1/'
const photoshop = 'http://ns.adobe.com/photoshop/1.0/'
const core = 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/'
const plus = 'http://ns.useplus.org/ldf/xmp/1.0/'
const prism = 'http://prismstandard.org/namespaces/basic/2.0/'
const names: Record<string, FieldName> = {
  [`${core}AltTextAccessibility`]: 'alt',
  [`${dc}description`]: 'caption',
  [`${dc}creator`]: 'creator',
  [`${photoshop}Credit`]: 'credit',
  [`${dc}rights`]: 'rights',
  [`${dc}subject`]: 'keywords',
  [`${photoshop}Headline`]: 'headline',
  [`${photoshop}DateCreated`]: 'taken',
  'http://ns.adobe.com/xap/1.0/CreateDate': 'created',
  [`${core}Location`]: 'location',
  [`${photoshop}City`]: 'city',
  [`${photoshop}Country`]: 'country',
  'http://ns.adobe.com/xap/1.0/rights/UsageTerms': 'terms',
  [`${photoshop}Instructions`]: 'instructions',
  [`${plus}LicenseStartDate`]: 'from',
  [`${prism}embargoDate`]: 'from',
  [`${plus}LicenseEndDate`]: 'until',
  [`${prism}expirationDate`]: 'until',
}
/** Longer packets hold an editing history, not a caption. */
const longest = 1_000_000

/** The properties of the picture itself, those of its ingredients left out. In broken XML, those before the break. */
export function xmpFields(packet: Uint8Array | undefined): Fields {
  const fields: Fields = {}
  if (!packet || packet.length > longest) return fields
  const add = (name: FieldName, text: string) => { if (text.trim()) (fields[name] ??= []).push(text.trim()) }
  const parser = new SaxesParser({ xmlns: true, fragment: true })
  const path: string[] = []
  let text = ''
  parser.on('opentag', ({ uri, local, attributes }) => {
    path.push(uri + local)
    text = ''
    if (!isDescription(path)) return
    for (const { uri, local, value } of Object.values(attributes)) {
      const name = names[uri + local]
      if (name) add(name, value)
    }
  })
  parser.on('text', (piece) => { text += piece })
  parser.on('closetag', () => {
    const name = propertyAt(path)
    if (name) add(name, text)
    text = ''
    path.pop()
  })
  parser.on('error', (error) => { throw error })
  try {
    parser.write(Buffer.from(packet).toString('utf8').replace(/^\uFEFF/, '')).close()
  } catch {
    return fields
  }
  return fields
}

function isDescription(path: string[]): boolean {
  return path.at(-1) === `${rdf}Description` && path.at(-2) === `${rdf}RDF`
}

// A value stands in the property itself, or as an item of a list in it: Description/creator/Seq/li.
function propertyAt(path: string[]): FieldName | undefined {
  const above = path.at(-1) === `${rdf}li` ? path.slice(0, -2) : path
  return isDescription(above.slice(0, -1)) ? names[above.at(-1) ?? ''] : undefined
}

/** All the metadata a rendition keeps. */
export function creditXmp({ caption, credit_person, credit_agency, rights }: Pick<PictureWords, 'caption' | 'credit_person' | 'credit_agency' | 'rights'>): string {
  const alt = (name: string, text: string) => text && `<dc:${name}><rdf:Alt><rdf:li xml:lang="x-default">${escaped(text)}</rdf:li></rdf:Alt></dc:${name}>`
  const creator = credit_person && `<dc:creator><rdf:Seq><rdf:li>${escaped(credit_person)}</rdf:li></rdf:Seq></dc:creator>`
  const agency = credit_agency && `<photoshop:Credit>${escaped(credit_agency)}</photoshop:Credit>`
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="${rdf}"><rdf:Description rdf:about="" xmlns:dc="${dc}" xmlns:photoshop="${photoshop}">`
    + `${alt('description', caption)}${creator}${agency}${alt('rights', rights)}</rdf:Description></rdf:RDF></x:xmpmeta>`
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ' ')
}
