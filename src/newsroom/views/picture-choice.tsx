// Pictures to choose one of: a grid of radio buttons, each with all that somebody needs to know who places it.
import type { LibraryPicture } from '../../articles/reads/pictures.ts'
import { credit, Picture } from '../../articles/views/picture.tsx'
import type { T } from '../../base/i18n/i18n.ts'

export interface ChoosablePicture { picture: LibraryPicture; /** In words; each says whether it forbids the picture. */ hindrances: { text: string; blocks: boolean }[] }

/** What a script takes over stands in data attributes, so that it need not read what is for people. */
export function PictureChoice({ pictures, t }: { pictures: ChoosablePicture[]; t: T }) {
  return <ul class="picture-choice">{pictures.map((one) => <li><Choice {...one} t={t} /></li>)}</ul>
}

function Choice({ picture, hindrances, t }: ChoosablePicture & { t: T }) {
  const said = credit(picture, t)
  return (
    <label>
      <input type="radio" name="picture" value={picture.name} data-alt={picture.alt} data-caption={picture.caption} data-credit={said} data-width={picture.width} data-height={picture.height} data-blocked={hindrances.some(({ blocks }) => blocks) ? 'true' : undefined} />
      <Picture picture={picture} crop="wide" sizes="12rem" alt={picture.alt} />
      <code>{picture.name}</code>
      {said ? <span class="small">{said}</span> : null}
      {hindrances.map(({ text, blocks }) => <span class={blocks ? 'error' : 'hint'}>{text}</span>)}
    </label>
  )
}
