// Revisions in a list, one of them told, and the forms that make another one.
import type { Correction, FullArticle } from '../../articles/reads/articles.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { Field } from '../../base/ui/form.tsx'
import { DataTable } from '../../people/views/desk-list.tsx'
import { Facts } from '../../people/views/desk-said.tsx'
import { paths, url } from '../../urls.ts'
import type { ListedRevision, Revision } from '../reads/revisions.ts'

interface ListProps { article: Pick<FullArticle, 'id' | 'state'>; revisions: ListedRevision[]; /** Who saved them, by how the journal names them. */ names: Map<string, string>; corrected: number[]; /** When it was published against house style. */ anyway: Set<number>; t: T; zone: string }

export function RevisionList({ article, revisions, names, corrected, anyway, t, zone }: ListProps) {
  const id = String(article.id)
  const shown = revisions.find(({ public_at }) => public_at !== null)?.number
  return (
    <form class="revisions" method="get" action={url(paths.deskDifference, { id })}>
      <DataTable<ListedRevision> caption={t('revisions.title')} rows={revisions} empty={t('revisions.none')} columns={[
        { label: t('revisions.label'), names: true, cell: ({ number, saved_at }) => <a href={url(paths.deskRevision, { id, number: String(number) })}>{number} · {t.dateTime(saved_at, zone)}</a> },
        { label: t('revisions.by'), cell: (one) => <>{names.get(one.saved_by) ?? one.saved_by}{one.by_itself ? <small class="why">{t('revisions.by_itself')}</small> : null}</> },
        { label: t('revisions.kind'), cell: (one) => <>{t(`revisions.kind.${one.kind}`)}{one.restored_from === null ? null : ` ${t('revisions.of', { n: one.restored_from })}`}{one.number === shown && article.state === 'published' ? <strong class="why">{t('revisions.is_public')}</strong> : null}{anyway.has(one.saved_at.getTime()) ? <small class="why">{t('revisions.against_style')}</small> : null}{corrected.includes(one.number) ? <small class="why">{t('revisions.has_correction')}</small> : null}</> },
        { label: t('revisions.why'), cell: ({ why }) => why || '–' },
        { label: t('revisions.size'), numeric: true, cell: (one) => <Size words_in={one.words_in} words_out={one.words_out} t={t} /> },
        { label: t('difference.from'), cell: (one) => <input type="radio" name="from" value={String(one.number)} checked={one === revisions[1]} aria-label={t('revisions.from_this', { n: one.number })} /> },
        { label: t('difference.to'), cell: (one) => <input type="radio" name="to" value={String(one.number)} checked={one === revisions[0]} aria-label={t('revisions.to_this', { n: one.number })} /> },
      ]} />
      {revisions.length > 1 ? <div class="actions"><button class="quiet">{t('difference.compare')}</button></div> : null}
    </form>
  )
}

export function Size({ words_in, words_out, t }: { words_in: number; words_out: number; t: T }) {
  if (words_in === 0 && words_out === 0) return <>–</>
  return <span aria-label={t('revisions.size_said', { words_in, words_out })}>+{t.number(words_in)} −{t.number(words_out)}</span>
}

interface ToldProps { revision: Revision; corrections: Correction[]; by: string; isAnyway: boolean; t: T; zone: string }

export function RevisionTold({ revision, corrections, by, isAnyway, t, zone }: ToldProps) {
  return (
    <Facts facts={[
      [t('revisions.kind'), t(`revisions.kind.${revision.kind}`) + (revision.restored_from === null ? '' : ` ${t('revisions.of', { n: revision.restored_from })}`) + (isAnyway ? `, ${t('revisions.against_style')}` : '')],
      [t('revisions.by'), `${by}, ${t.dateTime(revision.saved_at, zone)}${revision.by_itself ? `, ${t('revisions.by_itself')}` : ''}`],
      ...(revision.why ? [[t('revisions.why'), revision.why] satisfies [string, string]] : []),
      ...(revision.public_at ? [[t('revisions.public_since'), t.dateTime(revision.public_at, zone)] satisfies [string, string]] : []),
      ...corrections.map(({ was_wrong, is_right }): [string, string] => [t('revisions.has_correction'), `${was_wrong} ${is_right}`]),
    ]} />
  )
}

export function SaveRevision({ article_id, t }: { article_id: number; t: T }) {
  return (
    <section>
      <h2>{t('revisions.save')}</h2>
      <form class="form" method="post" action={url(paths.deskArticleRevisions, { id: String(article_id) })}>
        <Field name="why" label={t('revisions.why')} hint={t('revisions.save_hint')} maxlength={300} />
        <div class="actions"><button class="quiet">{t('revisions.save')}</button></div>
      </form>
    </section>
  )
}

interface GoBackProps { article_id: number; number: number; /** Names of pictures that it shows and that there are no more. */ gone: string[]; t: T }

export function GoBack({ article_id, number, gone, t }: GoBackProps) {
  return (
    <section>
      <h2>{t('revisions.go_back')}</h2>
      <form class="form" method="post" action={url(paths.deskRevisionRestoration, { id: String(article_id), number: String(number) })}>
        <p class="hint">{t('revisions.go_back_how')}</p>
        {gone.length > 0 ? <p class="hint">{t('revisions.go_back_without', { n: gone.length, names: gone.join(', ') })}</p> : null}
        <Field name="why" label={t('revisions.why')} maxlength={300} />
        <div class="actions"><button class="quiet">{t('revisions.go_back_to', { n: number })}</button></div>
      </form>
    </section>
  )
}
