// Where a wire stands: taken back, taken over, brought up to date, sent by others, too.
import { langOf, type T } from '../../base/i18n/i18n.ts'
import { paths, url } from '../../urls.ts'
import type { WireItem } from '../reads/wire-items.ts'

interface WireStateProps {
  item: WireItem
  /** The article that some version of it was taken into. */
  takenInto: number | null
  latest: number
  story: { id: number; headline: string; wire_name: string; language: string; pubstatus: string }[]
  mayTake: boolean
  t: T
}

export function WireState({ item, takenInto, latest, story, mayTake, t }: WireStateProps) {
  const id = String(item.id)
  const isWaiting = takenInto !== null && item.state !== 'taken' && item.is_latest
  return (
    <>
      {item.pubstatus === 'usable' ? null : <div class="wrong" role="alert"><h2>{t(item.pubstatus === 'canceled' ? 'wires.canceled_about' : 'wires.withheld_about', { wire: item.wire_name })}</h2>{item.note ? <p>{item.note}</p> : null}</div>}
      {item.is_latest ? null : <p class="alarm-line"><a href={url(paths.deskWire, { id: String(latest) })}>{t('wires.newer_there')}</a></p>}
      {takenInto === null ? null : <p class="done">{t(isWaiting ? 'wires.update_waits' : 'wires.taken_into')} <a href={url(paths.deskArticle, { id: String(takenInto) })}>{t('wires.to_article')}</a></p>}
      {story.length === 0 ? null : <div class="wire-story"><p>{t('wires.others')}</p><ul>{story.map((other) => <li><a href={url(paths.deskWire, { id: String(other.id) })} lang={langOf(other, t)}>{other.headline}</a> · {other.wire_name}{other.pubstatus === 'usable' ? null : <> · <strong class="alarm">{t('wires.canceled')}</strong></>}</li>)}</ul></div>}
      {mayTake && item.is_latest && item.state !== 'taken' ? (
        <div class="wire-acts">
          {isWaiting ? <form method="post" action={url(paths.deskWireAcknowledgement, { id })}><button class="quiet">{t('wires.acknowledge')}</button></form> : (
            <form method="post" action={item.state === 'dismissed' ? paths.deskWiresReturn : paths.deskWiresDismissal}>
              <input type="hidden" name="item" value={id} />
              <button class="quiet">{t(item.state === 'dismissed' ? 'wires.return' : 'wires.dismiss')}</button>
            </form>
          )}
        </div>
      ) : null}
    </>
  )
}
