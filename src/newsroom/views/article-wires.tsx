// What the wires have sent since an article was taken from them: an update quietly, a withdrawal loudly.
import type { T } from '../../base/i18n/i18n.ts'
import { paths, url } from '../../urls.ts'
import type { NewerWire } from '../reads/article-wires.ts'

export function ArticleWires({ wires, t }: { wires: NewerWire[]; t: T }) {
  return (
    <>
      {wires.map(({ id, headline, pubstatus, wire_name }) => {
        const way = <a href={url(paths.deskWire, { id: String(id) })}>{t('wires.on_article.see')}</a>
        return pubstatus === 'usable'
          ? <div class="done" role="status"><p>{t('wires.on_article.update', { headline })} {way}</p></div>
          : <div class="wrong" role="alert"><h2>{t('wires.on_article.back', { headline, wire: wire_name })}</h2><p>{way}</p></div>
      })}
    </>
  )
}
