import { isForReaders } from '../../articles/article.ts'
import { articleByAddress } from '../../articles/reads/articles.ts'
import { redirectFrom } from '../../articles/reads/paper.ts'
import type { Reads } from '../../base/db/db.ts'
import { translator } from '../../base/i18n/i18n.ts'
import type { Tag } from '../../base/press/stale.ts'
import { Head } from '../../base/ui/head.tsx'
import { moved, printed } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { appealIn } from '../../funding/appeal.ts'
import { frameWithCampaigns } from '../../funding/reads/campaigns.ts'
import { articleUrl, paths } from '../../urls.ts'
import { frontNow, lasting, placing, type Front } from '../front.ts'
import { webSite } from '../json-ld-paper.ts'
import { FrontView } from '../views/front-view.tsx'

export const show: Page<typeof paths.front, 'anyone', 'p' | 'page_id'> = async ({ db, query, site, now }) => {
  const former = query.p ?? query.page_id
  if (former !== undefined) return fromFormer(db, query.p === undefined ? `/?page_id=${former}` : `/?p=${former}`)

  const { facts, campaigns } = await frameWithCampaigns(db, now)
  const { language } = facts.paper
  const front = await frontNow(db, { sections: facts.sections, paper: facts.paper, now })
  const appeal = appealIn(campaigns, 'front', { now, language })
  const t = translator(language)
  const head = <Head site={site} facts={facts} t={t} address={paths.front} title={facts.paper.name} description={facts.paper.claim} things={[webSite({ site, facts })]} />
  return printed(<FrontView facts={facts} t={t} head={head} front={front} place={placing(front)} appeal={appeal} />, { tags: tagsOf(front), seconds: lasting([appeal?.seconds, front.seconds, ...[...front.tested.values()].map(({ seconds }) => seconds)]) })
}

function tagsOf({ articles, most, pictures }: Front): Tag[] {
  return ['front', 'paper', 'campaign', ...[...articles, ...most.map(({ article }) => article)].map((article): Tag => `thread:${article.id}`), ...pictures.map((picture): Tag => `picture:${picture.name}`)]
}

// WordPress addresses without a readable path: /?p=123
async function fromFormer(db: Reads, address: string): Promise<Response> {
  const article = await articleByAddress(db, address)
  return moved(article && isForReaders(article) ? articleUrl(article) : ((await redirectFrom(db, address)) ?? paths.front))
}
