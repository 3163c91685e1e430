// How an article will look to readers: their page itself, of what is written now. Not for the press, not counted, not to be found.
import { articleById, type FullArticle } from '../../articles/reads/articles.ts'
import type { Reads } from '../../base/db/db.ts'
import { html } from '../../base/web/respond.ts'
import { found, type Page, type Site } from '../../base/web/route.ts'
import { asWritten } from '../../newsroom/previewed.ts'
import { previewedBy } from '../../newsroom/preview-link.ts'
import type { Staff } from '../../people/guards.ts'
import { numberIn, withQuery, type paths } from '../../urls.ts'
import { articleShown } from './article.tsx'

export const show: Page<typeof paths.deskArticlePreview, Staff<'see_articles'>> = async ({ db, params, site, now }) =>
  preview(db, found(await articleById(db, found(numberIn(params.id)))), { site, now })

/** For whoever has the link, until it ends. What it leads to elsewhere does not learn of it; pictures that are held do, since they come to nobody else. */
export const byLink: Page<typeof paths.previewLink, 'anyone'> = async ({ db, params, site, now }) => {
  const response = await preview(db, found(await articleById(db, found(await previewedBy(db, params.token, now)))), { site, now })
  const page = (await response.text()).replaceAll(/\/pictures\/[0-9a-f]{64}\.[a-z]+/g, (address) => withQuery(address, { preview: params.token }))
  return new Response(page, { status: response.status, headers: { ...Object.fromEntries(response.headers), 'x-robots-tag': 'noindex, nofollow' } })
}

async function preview(db: Reads, article: FullArticle, { site, now }: { site: Site; now: Date }): Promise<Response> {
  const { view, headers = {} } = await articleShown(db, await asWritten(db, article, now), { site, now, isPreview: true })
  return html(view, 200, headers)
}
