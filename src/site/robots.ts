// What robots.txt says (RFC 9309): everything may be read, but for the AI crawlers whose purpose is not welcome.
import { crawlerPurposes, type CrawlerPurpose } from '../base/config.ts'
import type { Site } from '../base/web/route.ts'
import { miningTerms } from '../base/web/mining.ts'
import { paths } from '../urls.ts'
import { aiCrawlers } from '../audience/ai-crawlers.ts'

const purposes: Record<CrawlerPurpose, string> = {
  training: 'Training of AI models',
  search: 'Answers of AI searches',
  user: 'Fetched by an AI because a person asked it',
}

export function robotsText({ url, mining, crawlers }: Site): string {
  const refused = crawlerPurposes.filter((purpose) => !crawlers.includes(purpose))
  return [
    ['# Free to read, for everyone.', 'User-agent: *', 'Allow: /'],
    ...refused.map((purpose) => [`# ${purposes[purpose]}: not here.`, ...named(purpose), 'Disallow: /']),
    mining ? [...reservation(mining), `# For machines: ${url}${paths.textAndDataMining}`] : [],
    [`Sitemap: ${url}${paths.sitemap}`, `Sitemap: ${url}${paths.newsSitemap}`],
  ].filter((lines) => lines.length > 0).map((lines) => `${lines.join('\n')}\n`).join('\n')
}

function named(purpose: CrawlerPurpose): string[] {
  return aiCrawlers.filter((crawler) => crawler.purpose === purpose).map(({ name }) => `User-agent: ${name}`)
}

// Said here for people, too: who runs a crawler reads this file.
function reservation(mining: NonNullable<Site['mining']>): string[] {
  if (!mining.reserved) return ['# Text and data mining is allowed.']
  const { 'tdm-policy': policy } = miningTerms(mining)
  return ['# Text and data mining is reserved (Directive (EU) 2019/790, article 4; § 44b UrhG).', ...(policy ? [`# Terms: ${policy}`] : [])]
}
