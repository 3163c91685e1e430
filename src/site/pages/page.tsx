// One part after the host is a static page or a section.
import { keptDocument, pictureNames } from '../../articles/document.ts'
import { loadFrame, pageBySlug, redirectFrom, type Paper } from '../../articles/reads/paper.ts'
import { picturesByName } from '../../articles/reads/pictures.ts'
import { Body } from '../../articles/views/body.tsx'
import { langOf, translator, type T } from '../../base/i18n/i18n.ts'
import { cardPicture, titleWords } from '../../base/ui/card.ts'
import { Frame } from '../../base/ui/frame.tsx'
import { Head } from '../../base/ui/head.tsx'
import { breadcrumbs } from '../../base/ui/json-ld.ts'
import { moved, printed } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import { paths, url } from '../../urls.ts'
import { defaultPage } from '../../articles/default-pages.ts'
import type { Publishing } from '../json-ld-paper.ts'
import { section } from './list.tsx'

export const show: Page<typeof paths.section, 'anyone', 'before'> = async ({ db, params: { slug }, query, site, now }) => {
  const list = await section(db, slug, { before: query.before, site, now })
  if (list) return list

  const facts = await loadFrame(db)
  const { language, time_zone } = facts.paper
  const page = (await pageBySlug(db, slug, language)) ?? defaultPage(slug, language)
  if (!page) return moved(found(await redirectFrom(db, url(paths.section, { slug }))))
  // It has no older ones; the press would keep it once more for each number that anybody makes up.
  if (query.before !== undefined) return moved(url(paths.section, { slug }))
  const t = translator(language)
  const doc = keptDocument(page.body)
  const pictures = await picturesByName(db, pictureNames(doc))
  const view = (
    <Frame facts={facts} t={t} title={page.title} head={<PageTold site={site} facts={facts} slug={slug} page={page} t={t} />}>
      <article class="article" lang={langOf(page, t)}>
        <header><div class="over"><h1>{page.title}</h1></div></header>
        <div class="body">
          {slug === 'imprint' && page.updated_at === null ? <PaperFacts paper={facts.paper} t={t} /> : null}
          <Body doc={doc} t={t} pictures={pictures} />
          {slug === 'privacy' ? <p><a href={paths.counting}>{t('page.counting')}</a></p> : null}
          {page.updated_at ? <p class="small updated">{t('page.updated', { date: t.date(page.updated_at, time_zone) })}</p> : null}
        </div>
      </article>
    </Frame>
  )
  return printed(view, { tags: ['paper', `page:${slug}`, ...pictures.map((picture) => `picture:${picture.name}` as const)] })
}

interface ToldProps extends Publishing { slug: string; page: { title: string; language: string }; t: T }

function PageTold({ site, facts, slug, page: { title, language }, t }: ToldProps) {
  const address = url(paths.section, { slug })
  const picture = cardPicture(`page-${slug}`, titleWords({ title, kicker: '' }, facts.paper))
  const things = [breadcrumbs([{ name: facts.paper.name, address: site.url + paths.front }, { name: title, address: site.url + address }])]
  return <Head site={site} facts={facts} t={t} address={address} title={title} picture={picture} language={language} things={things} />
}

/** For an imprint not yet written: who publishes the paper and who answers for it. What is missing is said, because the law wants it there. */
function PaperFacts({ paper, t }: { paper: Paper; t: T }) {
  const rows = [
    [t('page.publisher'), paper.publisher], [t('page.responsible'), paper.responsible_person], [t('page.mail'), paper.mail_address], [t('page.telephone'), paper.telephone],
  ] as const
  return (
    <dl class="paper-facts">
      {rows.map(([name, value]) => <><dt>{name}</dt><dd>{value ? lines(value) : t('page.unset')}</dd></>)}
    </dl>
  )
}

function lines(text: string) {
  return text.split('\n').map((line, n) => <>{n > 0 ? <br /> : null}{line}</>)
}
