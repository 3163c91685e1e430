// The desk's page of one front: the draft, what can be placed, and what readers see now beside it.
import type { Child } from 'hono/jsx'
import type { Teaser } from '../../articles/reads/lists.ts'
import { langOf, type T } from '../../base/i18n/i18n.ts'
import { Field, Select, Wrong, type Errors } from '../../base/ui/form.tsx'
import { articleUrl, paths, url, withQuery } from '../../urls.ts'
import type { Board, BoardBlock, BoardSlot, DeskFront } from '../desk-front.ts'
import { Slots } from './front-slots-view.tsx'

export interface BoardViewProps {
  t: T
  zone: string
  front: DeskFront
  draft: Board
  live: Board
  /** Of articles to be placed. */
  words: string
  found: Teaser[]
  /** The article for which a slot is being chosen. */
  placing: Teaser | undefined
  /** Names of topics, for the rule that follows one. */
  topics: string[]
  topicName: (id: number | null) => string
  /** How a time is typed: on the paper's clocks. */
  typed: (time: Date | null) => string
  clicks: ((slot: BoardSlot) => Child) | undefined
  errors: Errors
  status: Child
}

export function BoardView(props: BoardViewProps) {
  const { t, zone, front, draft, live, placing, status, clicks, errors } = props
  const key = { front: front.key }
  const board = url(paths.deskFront, key)
  return (
    <>
      <Wrong errors={errors} t={t} />
      {status}
      {placing ? (
        <div class="placing" role="status">
          <p><b>{t('fronts.placing', { headline: placing.headline })}</b> {t('fronts.placing_how')}</p>
          <a href={withQuery(board, { q: props.words })}>{t('fronts.placing_end')}</a>
        </div>
      ) : null}
      <p class="small moving-how" id="moving-how" hidden>{t('fronts.keys')}</p>
      <div class="front-desk" id="front-desk" data-action={url(paths.deskFrontPlaces, key)} data-texts={JSON.stringify(Object.fromEntries((['taken', 'over', 'over_empty', 'put', 'ended', 'failed'] as const).map((name) => [name, t(`fronts.said.${name}`, { headline: '{headline}', slot: '{slot}' })])))}>
        <section class="front-draft" aria-labelledby="draft-title">
          <h2 id="draft-title">{t('fronts.draft')}</h2>
          <Slots t={t} zone={zone} board={draft} id="slot" under="draft-title" ways={(slot, ends) => <SlotWays {...props} slot={slot} ends={ends} />} blockWays={(block) => <BlockWays {...props} block={block} />}
            listWays={(article) => <ListWays {...props} article={article} />} hiddenWays={(article) => <HiddenWays {...props} article={article} />} />
        </section>
        <div class="front-beside">
          <ToPlace {...props} />
          <section class="front-live" aria-labelledby="live-title">
            <h2 id="live-title">{t('fronts.live')}</h2>
            <p class="small"><a href={front.address}>{t('fronts.live_page')}</a></p>
            <Slots t={t} zone={zone} board={live} id="live" under="live-title" {...(clicks ? { note: clicks } : {})} />
          </section>
        </div>
      </div>
    </>
  )
}

type Within = Pick<BoardViewProps, 't' | 'front' | 'words' | 'placing' | 'typed'>

function Deeds({ t, front, words, article, slot, children }: Within & { article: number; slot?: string; children: Child }) {
  return (
    <form class="deeds" method="post" action={url(paths.deskFrontPlaces, { front: front.key })} data-deeds>
      <input type="hidden" name="article" value={article} />
      {slot ? <input type="hidden" name="slot" value={slot} /> : null}
      {words ? <input type="hidden" name="q" value={words} /> : null}
      {children}
    </form>
  )
}

function Deed({ deed, label, of, children }: { deed: string; label: string; of: string; children?: Child }) {
  return <button class="quiet" name="deed" value={deed} aria-label={`${label}: ${of}`}>{children ?? label}</button>
}

function Handle({ t, headline }: { t: T; headline: string }) {
  return <button type="button" class="handle" hidden aria-label={t('fronts.move', { headline })} aria-describedby="moving-how"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M5 2h2v2H5zM9 2h2v2H9zM5 7h2v2H5zM9 7h2v2H9zM5 12h2v2H5zM9 12h2v2H9z" /></svg></button>
}

/** In a slot: what becomes of what stands there, or that the article chosen is to stand there. */
function SlotWays({ slot: { name, article, isPlaced, until }, ends: { isFirst, isLast }, ...within }: Within & { slot: BoardSlot; ends: { isFirst: boolean; isLast: boolean } }) {
  const { t, placing, typed, words } = within
  if (placing) return <Deeds {...within} article={placing.id} slot={name}><button class="quiet" name="deed" value="place" aria-label={t('fronts.here_in', { slot: name })}>{t('fronts.here')}</button></Deeds>
  if (!article) return null
  const of = article.headline
  return (
    <div class="slot-ways">
      <Handle t={t} headline={of} />
      <Deeds {...within} article={article.id} slot={name}>
        {isFirst ? null : <Deed deed="up" label={t('fronts.up')} of={of}>↑</Deed>}
        {isLast ? null : <Deed deed="down" label={t('fronts.down')} of={of}>↓</Deed>}
      </Deeds>
      <details>
        <summary aria-label={t('fronts.more_of', { headline: of })}>{t('fronts.more')}</summary>
        <div class="slot-more">
          <a href={withQuery(url(paths.deskFront, { front: within.front.key }), { placing: article.id, q: words })}>{t('fronts.elsewhere')}</a>
          <Deeds {...within} article={article.id} slot={name}>
            {isPlaced ? <Deed deed="away" label={t('fronts.away')} of={of} /> : <Deed deed="hold" label={t('fronts.hold')} of={of} />}
            <Deed deed="hide" label={t('fronts.hide')} of={of} />
          </Deeds>
          {isPlaced ? (
            <Deeds {...within} article={article.id} slot={name}>
              <div class="field"><label for={`until-${name}`}>{t('fronts.pin')}</label><input id={`until-${name}`} name="until" type="datetime-local" value={typed(until)} /></div>
              <Deed deed="pin" label={t('fronts.pin_set')} of={of} />
            </Deeds>
          ) : null}
        </div>
      </details>
    </div>
  )
}

function ListWays({ article, ...within }: Within & { article: Teaser }) {
  const { t, placing } = within
  if (placing) return null
  return (
    <div class="slot-ways">
      <Handle t={t} headline={article.headline} />
      <Deeds {...within} article={article.id}>
        <Deed deed="top" label={t('fronts.to_top')} of={article.headline} />
        <Deed deed="hide" label={t('fronts.hide')} of={article.headline} />
      </Deeds>
    </div>
  )
}

function HiddenWays({ article, ...within }: Within & { article: Teaser }) {
  return <Deeds {...within} article={article.id}><Deed deed="away" label={within.t('fronts.show_again')} of={article.headline} /></Deeds>
}

/** By which rule a block fills itself. */
function BlockWays({ t, front, block: { block, title, rule, rules }, placing, topics, topicName, words }: BoardViewProps & { block: BoardBlock }) {
  if (placing || rules.length === 0) return null
  const says = rule ? (rule.rule === 'topic' ? t('fronts.rule.topic_called', { topic: topicName(rule.topic_id) }) : t(`fronts.rule.${rule.rule}`)) : t('fronts.rule.own')
  return (
    <details class="block-rule">
      <summary>{t('fronts.fills', { rule: says })}</summary>
      <form class="form" method="post" action={url(paths.deskFrontRules, { front: front.key })} data-deeds>
        <input type="hidden" name="block" value={block} />
        {words ? <input type="hidden" name="q" value={words} /> : null}
        <Select id={`rule-${block}`} name="rule" label={t('fronts.rule')} value={rule?.rule ?? ''} options={[{ value: '', label: t('fronts.rule.own') }, ...rules.map((one) => ({ value: one, label: t(`fronts.rule.${one}`) }))]} />
        <div class="field"><label for={`topic-${block}`}>{t('fronts.rule_topic')}</label><input id={`topic-${block}`} name="topic" list="rule-topics" autocomplete="off" value={rule?.rule === 'topic' ? topicName(rule.topic_id) : ''} /></div>
        <button class="quiet" aria-label={t('fronts.rule_set_of', { block: title })}>{t('fronts.rule_set')}</button>
      </form>
      {block === 'lead' ? <datalist id="rule-topics">{topics.map((name) => <option value={name} />)}</datalist> : null}
    </details>
  )
}

/** Articles that stand nowhere yet, found by words. */
function ToPlace({ t, zone, front, words, found }: BoardViewProps) {
  const board = url(paths.deskFront, { front: front.key })
  return (
    <section class="to-place" aria-labelledby="to-place-title">
      <h2 id="to-place-title">{t('fronts.to_place')}</h2>
      <form class="find" method="get" action={board} role="search" aria-label={t('fronts.find')}>
        <Field name="q" type="search" label={t('fronts.find_words')} value={words} />
        <button class="quiet">{t('fronts.find')}</button>
      </form>
      {found.length === 0 ? <p class="nothing">{t('fronts.found_none')}</p> : (
        <ul class="slots found">
          {found.map((article) => (
            <li class="slot" data-article={article.id}>
              <div class="stands"><div>
                <p class="headline"><a href={articleUrl(article)} lang={langOf(article, t)}>{article.headline}</a></p>
                <p class="small">{[article.section_name, article.published_at ? t.dateTime(article.published_at, zone) : ''].filter(Boolean).join(' · ')}</p>
              </div></div>
              <div class="slot-ways"><Handle t={t} headline={article.headline} /><a class="small-way" href={withQuery(board, { placing: article.id, q: words })} aria-label={t('fronts.place_of', { headline: article.headline })}>{t('fronts.place')}</a></div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
