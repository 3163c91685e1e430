// Pictures to choose from, without a page around them: what the editor's dialog shows.
import { withQuery, paths } from '../../urls.ts'
import { html } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { hindranceInWords, libraryPage, soughtIn } from '../library.ts'
import { PictureChoice } from '../views/picture-choice.tsx'

const length = 24

export const show: Page<typeof paths.deskPicturePicker, Staff<'write_articles'>, 'q' | 'before'> = async ({ db, who, speaks, query, now }) => {
  const { t, facts } = await deskOf(db, { who, speaks })
  const zone = facts.paper.time_zone
  const { found, older } = await libraryPage(db, { sought: soughtIn(query, { zone, now }), length }, now)
  const pictures = found.map(({ picture, hindrances }) => ({ picture, hindrances: hindrances.map((one) => ({ text: hindranceInWords(one, picture, { t, zone }), blocks: one.blocks })) }))
  return html(
    <div class="picture-picker" data-older={older === undefined ? undefined : withQuery(paths.deskPicturePicker, { q: query.q ?? '', before: older })}>
      {pictures.length === 0 ? <p class="nothing">{t('pictures.none')}</p> : <PictureChoice pictures={pictures} t={t} />}
    </div>,
  )
}
