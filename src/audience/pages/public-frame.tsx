// The frame of the pages that tell everybody how much the paper is read.
import type { Child } from 'hono/jsx'
import { loadFrame } from '../../articles/reads/paper.ts'
import type { Reads } from '../../base/db/db.ts'
import { spoken, translator, type T } from '../../base/i18n/i18n.ts'
import { Frame } from '../../base/ui/frame.tsx'
import { Head } from '../../base/ui/head.tsx'
import { found, type Site } from '../../base/web/route.ts'

export interface Public { facts: Awaited<ReturnType<typeof loadFrame>>; t: T }

/** Where the paper keeps its figures to itself there is no page. */
export async function shownToAll(db: Reads): Promise<Public> {
  const facts = await loadFrame(db)
  found(facts.has_statistics ? true : undefined)
  return { facts, t: translator(spoken(facts.paper.language, 'en')) }
}

interface Props extends Public { site: Site; address: string; title: string; standfirst: string; children: Child }

export function PublicFrame({ facts, t, site, address, title, standfirst, children }: Props) {
  const about = { title, description: standfirst }
  return (
    <Frame facts={facts} t={t} {...about} head={<Head site={site} facts={facts} t={t} address={address} {...about} />}>
      <article class="transparency statistics">
        <header class="list-head"><h1>{title}</h1><p class="standfirst">{standfirst}</p></header>
        {children}
        {facts.paper.demonstration ? <p class="small made-up">{t('audience_figures.made_up')}</p> : null}
      </article>
    </Frame>
  )
}
