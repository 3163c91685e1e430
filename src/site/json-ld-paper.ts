// The paper itself in the words of schema.org, and its lists.
import type { Teaser } from '../articles/reads/lists.ts'
import type { PolicyPage } from '../articles/reads/paper.ts'
import type { Site } from '../base/web/route.ts'
import type { Thing } from '../base/ui/json-ld.ts'
import { articleUrl, paths, url } from '../urls.ts'

export interface Publishing {
  site: Pick<Site, 'url' | 'mining'>
  facts: { paper: { name: string; claim: string; language: string }; policies: readonly string[] }
}

/** Pages that say what schema.org has a word for. These every paper has. */
const always = { about: 'publishingPrinciples', imprint: 'masthead', support: 'ownershipFundingInfo' }
const ifWritten: Record<PolicyPage, string> = {
  ethics: 'ethicsPolicy', corrections: 'correctionsPolicy', diversity: 'diversityPolicy', sources: 'unnamedSourcesPolicy', feedback: 'actionableFeedbackPolicy',
}

export function publisher({ site, facts: { paper, policies } }: Publishing): Thing {
  const known = [...Object.entries(always), ...Object.entries(ifWritten).filter(([slug]) => policies.includes(slug))]
  return {
    '@type': 'NewsMediaOrganization', '@id': `${site.url}/#paper`, name: paper.name, url: `${site.url}/`,
    logo: { '@type': 'ImageObject', url: site.url + paths.icon512, width: 512, height: 512 },
    ...Object.fromEntries(known.map(([slug, term]) => [term, site.url + url(paths.section, { slug })])),
  }
}

export function webSite(publishing: Publishing): Thing {
  const { site, facts: { paper } } = publishing
  return {
    '@type': 'WebSite', '@id': `${site.url}/#website`, url: `${site.url}/`, name: paper.name, inLanguage: paper.language, ...(paper.claim ? { description: paper.claim } : {}),
    publisher: publisher(publishing),
    potentialAction: { '@type': 'SearchAction', target: { '@type': 'EntryPoint', urlTemplate: `${site.url}${paths.search}?q={search_term_string}` }, 'query-input': 'required name=search_term_string' },
  }
}

interface Listed { address: string; title: string; about: string; articles: Pick<Teaser, 'id' | 'slug' | 'section_slug' | 'headline'>[] }

export function collectionPage({ site, facts: { paper } }: Publishing, { address, title, about, articles }: Listed): Thing {
  return {
    '@type': 'CollectionPage', '@id': site.url + address, url: site.url + address, name: title, inLanguage: paper.language, ...(about ? { description: about } : {}),
    isPartOf: { '@id': `${site.url}/#website` },
    mainEntity: {
      '@type': 'ItemList', numberOfItems: articles.length,
      itemListElement: articles.map((article, n) => ({ '@type': 'ListItem', position: n + 1, url: site.url + articleUrl(article), name: article.headline })),
    },
  }
}

export function profilePage({ site, facts: { paper } }: Publishing, { address, name, office, biography }: { address: string; name: string; office: string; biography: string }): Thing {
  return {
    '@type': 'ProfilePage', '@id': site.url + address, url: site.url + address, inLanguage: paper.language,
    mainEntity: {
      '@type': 'Person', name, url: site.url + address, worksFor: { '@type': 'NewsMediaOrganization', '@id': `${site.url}/#paper`, name: paper.name },
      ...(office ? { jobTitle: office } : {}), ...(biography ? { description: biography } : {}),
    },
  }
}
