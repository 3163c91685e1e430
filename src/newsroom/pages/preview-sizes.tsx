// How an article will look on a phone, a tablet and a desk; and links by which others see it.
import { articleById, type FullArticle } from '../../articles/reads/articles.ts'
import type { Reads } from '../../base/db/db.ts'
import { Field, Select } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { contentSecurity } from '../../base/web/security-headers.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { isPermitted } from '../../people/permissions.ts'
import { still } from '../../people/still.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { DataTable } from '../../people/views/desk-list.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { endPreviewLink, lifetimes, makePreviewLink } from '../preview-link.ts'
import { openPreviewLinks } from '../reads/preview-links.ts'

const widths = ['360', '768', '1440'] as const

export const show: Page<typeof paths.deskArticleSizes, Staff<'see_articles'>, 'width' | 'done'> = async ({ db, who, speaks, params, query, now }) => {
  const article = found(await articleById(db, found(numberIn(params.id))))
  const desk = await deskOf(db, { who, speaks })
  const width = widths.find((one) => one === query.width) ?? '360'
  return html(await sizesPage(db, { desk, article, width, now, done: query.done }), 200, contentSecurity({ frames: ["'self'"] }))
}

interface Sizes { desk: Desk; article: FullArticle; width: (typeof widths)[number]; now: Date; done?: string | undefined; made?: string }

async function sizesPage(db: Reads, { desk, article, width, now, done, made }: Sizes) {
  const { t, who, facts } = desk
  const params = { id: String(article.id) }
  const [here, plain] = [url(paths.deskArticleSizes, params), url(paths.deskArticlePreview, params)]
  const links = await openPreviewLinks(db, { article_id: article.id, now })
  const mayShare = isPermitted(who.roles, 'write_articles') && !article.legal_hold_at
  return (
    <DeskFrame {...desk} title={t('preview.title')} current={paths.deskArticles} back={{ path: url(paths.deskArticle, params), label: article.headline }}
      pages={{ all: widths.map((one) => ({ path: withQuery(here, { width: one }), label: t('preview.width', { width: Number(one) }) })), current: withQuery(here, { width }) }}>
      <Done text={done === 'ended' ? t('preview.done.ended') : undefined} />
      {made ? <div class="held"><p><strong>{t('preview.link_yours')}</strong></p><pre class="commands" tabindex={0} role="region" aria-label={t('preview.link_yours')}><code>{made}</code></pre><p>{t('preview.link_once')}</p></div> : null}
      <p class="small"><a href={plain}>{t('preview.plain')}</a></p>
      <div class="preview-frame" tabindex={0} role="region" aria-label={t('preview.title')}><iframe class={`wide-${width}`} src={plain} title={t('preview.frame', { width: Number(width) })} /></div>
      <section id="links">
        <h2>{t('preview.links')}</h2>
        <p>{t(article.legal_hold_at ? 'preview.links_held' : 'preview.links_about')}</p>
        <DataTable caption={t('preview.links')} rows={links} empty={t('preview.links_none')} columns={[
          { label: t('preview.link_for'), names: true, cell: ({ note }) => note || '–' },
          { label: t('preview.link_by'), cell: ({ by_name, made_at }) => `${by_name ?? '–'}, ${t.dateTime(made_at, facts.paper.time_zone)}` },
          { label: t('preview.link_ends'), cell: ({ ends_at }) => t.dateTime(ends_at, facts.paper.time_zone) },
          { label: t('people.change'), cell: ({ id }) => (mayShare ? <form method="post" action={url(paths.deskPreviewLinkEnd, { ...params, link: String(id) })}><button class="quiet">{t('preview.link_end')}</button></form> : '') },
        ]} />
        {mayShare ? (
          <form class="form" method="post" action={url(paths.deskPreviewLinks, params)}>
            <Field name="note" label={t('preview.link_for')} hint={t('preview.link_for_hint')} maxlength={500} />
            <Select name="hours" label={t('preview.link_holds')} value="24" options={lifetimes.map((hours) => ({ value: String(hours), label: t('preview.hours', { hours }) }))} />
            <div class="actions"><button class="button">{t('preview.link_make')}</button></div>
          </form>
        ) : null}
      </section>
    </DeskFrame>
  )
}

export const make: Action<typeof paths.deskPreviewLinks, Staff<'write_articles'>> = async ({ db, who, speaks, params, form, site, now }) => {
  const article = found(await articleById(db, found(numberIn(params.id))))
  const hours = lifetimes.find((one) => String(one) === textIn(form, 'hours')) ?? 24
  const token = await still(db, who, (tx) => makePreviewLink(tx, { article_id: article.id, hours, note: textIn(form, 'note').trim().slice(0, 500) }, { who, now }))
  // Shown once: only its hash is kept.
  const made = token === undefined ? {} : { made: site.url + url(paths.previewLink, { token }) }
  return html(await sizesPage(db, { desk: await deskOf(db, { who, speaks }), article, width: '360', now, ...made }), token === undefined ? 422 : 200, contentSecurity({ frames: ["'self'"] }))
}

export const end: Action<typeof paths.deskPreviewLinkEnd, Staff<'write_articles'>> = async ({ db, who, params, now }) => {
  await endPreviewLink(db, { article_id: found(numberIn(params.id)), id: found(numberIn(params.link)) }, { who, now })
  return seeOther(`${withQuery(url(paths.deskArticleSizes, { id: params.id }), { done: 'ended' })}#links`)
}
