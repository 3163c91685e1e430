// The slots of a front as the desk shows them: in blocks, each with what stands there, and by whose hand.
import type { Child } from 'hono/jsx'
import type { Teaser } from '../../articles/reads/lists.ts'
import type { ShownPicture } from '../../articles/reads/pictures.ts'
import { Picture } from '../../articles/views/picture.tsx'
import { langOf, type T } from '../../base/i18n/i18n.ts'
import { articleUrl } from '../../urls.ts'
import type { Board, BoardBlock, BoardSlot } from '../desk-front.ts'

export interface SlotsProps {
  t: T
  zone: string
  board: Board
  /** What can be done in a slot; nothing where a front is only looked at. */
  ways?: (slot: BoardSlot, more: { isFirst: boolean; isLast: boolean }) => Child
  /** The same of a block. */
  blockWays?: (block: BoardBlock) => Child
  listWays?: (article: Teaser) => Child
  hiddenWays?: (article: Teaser) => Child
  /** What is said of a slot besides. */
  note?: (slot: BoardSlot) => Child
  /** Tells the slots of two boards on one page apart; and the heading above this one. */
  id: string
  under: string
}

export function Slots({ board, ways, blockWays, listWays, hiddenWays, note, id, under, ...shown }: SlotsProps) {
  const { t } = shown
  return (
    <div class="board-blocks">
      {board.blocks.map((block) => (
        <section class={`board-block block-${block.block}`} aria-labelledby={`${under} ${id}-block-${block.block}`}>
          <div class="block-head"><h3 id={`${id}-block-${block.block}`}>{block.title}</h3>{blockWays?.(block)}</div>
          {block.slots.every(({ article }) => !article) && !ways ? <p class="small">{t('fronts.block_empty')}</p> : (
            <ol class="slots">
              {block.slots.map((slot, n) => (ways || slot.article ? (
                <li id={`${id}-${slot.name}`} class={['slot', slot.isPlaced ? 'placed' : 'by-rule', slot.article ? '' : 'free', slot.isNew ? 'new' : ''].filter(Boolean).join(' ')} data-at={slot.name} data-article={slot.article?.id}>
                  {slot.article ? <Standing {...shown} article={slot.article} picture={pictureOf(board.pictures, slot.article, n === 0)} slot={slot} note={note?.(slot)} /> : <p class="small">{t('fronts.slot_empty')}</p>}
                  {ways?.(slot, { isFirst: n === 0, isLast: n === block.slots.length - 1 })}
                </li>
              ) : null))}
            </ol>
          )}
        </section>
      ))}
      {board.list.length > 0 ? (
        <section class="board-block" aria-labelledby={`${under} ${id}-list`}>
          <div class="block-head"><h3 id={`${id}-list`}>{t('fronts.list')}</h3></div>
          <ol class="slots">{board.list.map((article) => <li class="slot by-rule" data-article={article.id}><Standing {...shown} article={article} picture={undefined} />{listWays?.(article)}</li>)}</ol>
        </section>
      ) : null}
      {board.hidden.length > 0 || hiddenWays ? (
        <section class="board-block block-hidden" aria-labelledby={`${under} ${id}-hidden`} data-at={hiddenWays ? 'hidden' : undefined}>
          <div class="block-head"><h3 id={`${id}-hidden`}>{t('fronts.block.hidden')}</h3></div>
          {board.hidden.length === 0 ? <p class="small">{t('fronts.none_hidden')}</p> : <ul class="slots">{board.hidden.map(({ article }) => <li class="slot hidden-article" data-article={article.id}><p class="stands"><a href={articleUrl(article)} lang={langOf(article, t)}>{article.headline}</a></p>{hiddenWays?.(article)}</li>)}</ul>}
        </section>
      ) : null}
    </div>
  )
}

function pictureOf(pictures: readonly ShownPicture[], article: Teaser, isFirst: boolean): ShownPicture | undefined {
  return isFirst && article.section_style === 'news' ? pictures.find(({ id: picture_id }) => picture_id === article.lead_picture_id) : undefined
}

interface StandingProps { t: T; zone: string; article: Teaser; picture: ShownPicture | undefined; slot?: BoardSlot; note?: Child }

function Standing({ t, zone, article, picture, slot, note: more }: StandingProps) {
  const said = [
    article.section_name, article.published_at ? t.dateTime(article.published_at, zone) : '',
    slot?.isPlaced && slot.until ? t('fronts.until', { time: t.dateTime(slot.until, zone) }) : '',
  ].filter(Boolean).join(' · ')
  return (
    <div class={picture ? 'stands with-picture' : 'stands'}>
      {picture ? <div><Picture picture={picture} crop="wide" sizes="6rem" alt="" /></div> : null}
      <div>
        <p class="headline"><a href={articleUrl(article)} lang={langOf(article, t)}>{article.headline}</a></p>
        <p class="small">{slot ? <b class={slot.isPlaced ? 'hand' : ''}>{t(slot.isPlaced ? 'fronts.placed' : 'fronts.ruled')}</b> : null}{slot ? ' · ' : null}{said}{slot?.isNew ? <> · <b class="differs">{t('fronts.differs')}</b></> : null}</p>
        {more}
      </div>
    </div>
  )
}
