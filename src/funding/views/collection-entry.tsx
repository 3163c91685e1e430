import type { T } from '../../base/i18n/i18n.ts'
import { paths, url } from '../../urls.ts'

export interface ShownCollection {
  id: number; collect_on: string; currency: string; state: 'proposed' | 'approved' | 'dropped'; proposed_by: number | null; proposed_at: Date; approved_at: Date | null
  proposed_by_name: string | null; approved_by_name: string | null; count: number; total: number; open: number; settled: number; returned: number; rejected: number
  files: { part: number; message_id: string; debits: number; total: number }[]
}
/** `waits`: may approve, but not what they proposed. */
export interface May { approve: boolean; waits: boolean; drop: boolean; download: boolean }

/** A collection on the list: how it stands, and what whoever looks may do about it. */
export function CollectionEntry({ collection, may, t, zone }: { collection: ShownCollection; may: May; t: T; zone: string }) {
  const { id, state, collect_on, count, total, currency } = collection
  return (
    <section class="collection" id={`collection-${id}`} aria-labelledby={`collection-${id}-title`}>
      <h3 id={`collection-${id}-title`}>{t('collections.one', { id, day: t.day(collect_on) })}</h3>
      <dl class="desk-facts">
        <div><dt>{t('collections.state')}</dt><dd>{t(`collections.state.${state}`)}</dd></div>
        {state === 'dropped' ? null : <div><dt>{t('collections.debits')}</dt><dd>{t.number(count)} · {t.money(total, currency)}</dd></div>}
        <div><dt>{t('collections.proposed')}</dt><dd>{collection.proposed_by_name ?? '–'}, {t.dateTime(collection.proposed_at, zone)}</dd></div>
        {collection.approved_at ? <div><dt>{t('collections.approved')}</dt><dd>{collection.approved_by_name ?? '–'}, {t.dateTime(collection.approved_at, zone)}</dd></div> : null}
        {state === 'approved' ? <div><dt>{t('collections.outcome')}</dt><dd>{t('collections.outcomes', { open: collection.open, settled: collection.settled, returned: collection.returned, rejected: collection.rejected })}</dd></div> : null}
      </dl>
      {may.download ? collection.files.map(({ part, message_id, debits }) => (
        <form method="post" action={url(paths.deskCollectionFile, { id: String(id), part: String(part) })}><button class="quiet">{t('collections.download', { name: message_id, n: debits })}</button></form>
      )) : null}
      {state === 'proposed' ? <Deciding id={id} may={may} t={t} /> : null}
    </section>
  )
}

function Deciding({ id, may, t }: { id: number; may: May; t: T }) {
  return (
    <>
      {may.waits ? <p class="hint">{t('collections.waits')}</p> : null}
      <div class="actions">
        {may.approve ? <form method="post" action={url(paths.deskCollectionApproval, { id: String(id) })}><button class="button">{t('collections.approve')}</button></form> : null}
        {may.drop ? <form method="post" action={url(paths.deskCollectionDropping, { id: String(id) })}><button class="quiet">{t('collections.drop')}</button></form> : null}
      </div>
    </>
  )
}
