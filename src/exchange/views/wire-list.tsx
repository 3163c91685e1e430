// The inbox: a line for each story, the last one first.
import { langOf, type T } from '../../base/i18n/i18n.ts'
import { paths, url } from '../../urls.ts'
import type { InboxItem } from '../reads/wire-items.ts'

interface WireListProps { items: InboxItem[]; seen_id: number; mayTake: boolean; now: Date; t: T; zone: string }

export function WireList({ items, seen_id, ...line }: WireListProps) {
  return (
    <ol class="wires" data-keys={line.t('wires.keys')}>
      {items.map((item) => <WireLine item={item} isUnseen={item.id > seen_id} {...line} />)}
    </ol>
  )
}

function WireLine({ item, isUnseen, mayTake, now, t, zone }: Omit<WireListProps, 'items' | 'seen_id'> & { item: InboxItem; isUnseen: boolean }) {
  const also = item.also ?? []
  const lang = langOf(item, t)
  return (
    <li class={isUnseen ? 'wire fresh' : 'wire'} id={`w${item.id}`}>
      {mayTake ? <label class="tick"><input type="checkbox" name="item" value={String(item.id)} form="wires-bulk" aria-label={t('wires.tick', { headline: item.headline })} /></label> : null}
      <p class="when"><time datetime={item.received_at.toISOString()}>{t.dateTime(item.received_at, zone)}</time></p>
      <div class="what">
        <h2><a href={url(paths.deskWire, { id: String(item.id) })} lang={lang}>{item.kicker ? <span class="kicker">{item.kicker}: </span> : null}{item.headline}</a></h2>
        <Badges item={item} isUnseen={isUnseen} now={now} t={t} zone={zone} />
        {item.standfirst ? <p class="standfirst" lang={lang}>{item.standfirst}</p> : null}
        <p class="from">{[item.agency === item.wire_name ? '' : item.agency, item.wire_name, item.section_name ?? t('wires.no_section')].filter(Boolean).join(' · ')}{also.length > 0 ? <> · {t('wires.also_from', { names: t.list(also) })}</> : null}</p>
      </div>
    </li>
  )
}

function Badges({ item, isUnseen, now, t, zone }: { item: InboxItem; isUnseen: boolean; now: Date; t: T; zone: string }) {
  const badges = [
    item.pubstatus === 'canceled' ? <strong class="alarm">{t('wires.canceled')}</strong> : item.pubstatus === 'withheld' ? <strong class="alarm">{t('wires.withheld')}</strong> : null,
    item.urgency !== null && item.urgency <= 2 ? <strong class="alarm">{t(item.urgency === 1 ? 'wires.flash' : 'wires.urgent')}</strong> : null,
    item.taken_into !== null && item.state !== 'taken' ? <a href={url(paths.deskArticle, { id: String(item.taken_into) })}>{t('wires.update_of_taken')}</a> : item.is_update ? <span>{t('wires.update')}</span> : null,
    item.embargo_until && item.embargo_until > now ? <strong>{t('wires.embargoed', { time: t.dateTime(item.embargo_until, zone) })}</strong> : null,
    item.picture_count > 0 ? <span>{t('wires.pictures', { n: item.picture_count })}</span> : null,
    isUnseen ? <span class="new">{t('wires.unseen')}</span> : null,
  ].filter((badge) => badge !== null)
  return badges.length > 0 ? <p class="badges">{badges}</p> : null
}
