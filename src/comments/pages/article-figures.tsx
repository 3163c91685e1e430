// What became of the comments under an article, in figures that everyone may see.
import { articleHead } from '../../articles/reads/articles.ts'
import { loadFrame } from '../../articles/reads/paper.ts'
import { langOf, spoken, translator, type T } from '../../base/i18n/i18n.ts'
import { Frame } from '../../base/ui/frame.tsx'
import { Head } from '../../base/ui/head.tsx'
import { moved, printed } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import { articleNumber, commentFiguresUrl, commentsUrl, paths, url } from '../../urls.ts'
import { isClause } from '../clause.ts'
import { articleFigures, type ArticleFigures } from '../reads/figures.ts'
import { FigureTable } from '../views/figure-table.tsx'
import { spanText } from '../views/span.ts'

/** It is counted over all comments, so not with each new one. */
const seconds = 300

export const show: Page<typeof paths.commentFigures, 'anyone'> = async ({ db, params, site }) => {
  const article = found(await articleHead(db, found(articleNumber(params.article))))
  found(article.state === 'published' && article.comment_mode !== 'off' ? article : undefined)
  const address = commentFiguresUrl(article)
  if (url(paths.commentFigures, params) !== address) return moved(address)

  const [facts, figures] = [await loadFrame(db), await articleFigures(db, article.id)]
  const t = translator(spoken(article.language, facts.paper.language))
  const about = { title: t('case.article_figures.title', { headline: article.headline }), description: t('case.article_figures.standfirst') }
  return printed(
    <Frame facts={facts} t={t} {...about} head={<Head site={site} facts={facts} t={t} address={address} {...about} />} current={article.section_slug}>
      <article class="article">
        <header>
          <div class="over"><p class="kicker" lang={langOf(article, t)}>{article.headline}</p><h1 class="plain">{t('case.article_figures')}</h1></div>
          <p class="standfirst">{about.description}</p>
        </header>
        <div class="body">
          <Figures figures={figures} t={t} />
          <p class="small">{t('case.article_figures.note')}</p>
          <ul class="ways"><li><a href={commentsUrl(article)}>{t('case.article_figures.back')}</a></li><li><a href={paths.transparency}>{t('transparency.title')}</a></li></ul>
        </div>
      </article>
    </Frame>, { tags: [`article:${article.id}`, 'paper'], seconds })
}

function Figures({ figures, t }: { figures: ArticleFigures; t: T }) {
  const { shown, waiting, deleted_by_author, at_once, waited, median_seconds, refused } = figures
  const all = refused.reduce((sum, { before, later }) => sum + before + later, 0)
  const row = (name: string, n: number) => ({ name, cells: [t.number(n)] })
  return (
    <>
      <FigureTable caption={t('case.article_figures.all')} head={[t('case.article_figures.what'), t('case.article_figures.count')]} empty="" rows={[
        row(t('case.article_figures.came'), shown + waiting + deleted_by_author + all), row(t('case.article_figures.shown'), shown), row(t('case.article_figures.refused'), all),
        row(t('case.article_figures.deleted'), deleted_by_author), row(t('case.article_figures.waiting'), waiting),
      ]} />
      <FigureTable caption={t('case.article_figures.by_clause')} empty={t('case.article_figures.none_refused')}
        head={[t('transparency.clause'), t('case.article_figures.by'), t('transparency.kind.reject'), t('case.article_figures.later')]}
        rows={refused.toSorted((a, b) => b.before + b.later - a.before - a.later).map(({ clause, by, before, later }) => ({
          name: clause !== null && isClause(clause) ? t(`clause.${clause}`) : clause ?? t('transparency.no_clause'), cells: [by === null ? '–' : t(`case.article_figures.by.${by}`), t.number(before), t.number(later)],
        }))} />
      <p>{shown === 0 ? null : t('case.article_figures.at_once', { n: at_once, of: shown })} {waited === 0 ? null : t('case.article_figures.wait', { n: waited, span: spanText(t, median_seconds) })}</p>
    </>
  )
}
