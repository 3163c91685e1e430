// Pictures of the library in a grid, each with what is to be known before it is used.
import type { LibraryPicture } from '../../articles/reads/pictures.ts'
import { Caption, Picture } from '../../articles/views/picture.tsx'
import type { T } from '../../base/i18n/i18n.ts'
import { paths, url } from '../../urls.ts'

export interface ListedPicture { picture: LibraryPicture; /** It can be marked, to be changed with others. */ mayKeep: boolean; hindrances: { text: string; blocks: boolean }[] }
/** Where one that is chosen is sent, and how the button for it is called: to whoever hears it with the picture's name. */
export interface ListLead { action: string; text: string; label: (name: string) => string }
interface PictureListProps {
  pictures: ListedPicture[]
  /** The form by which those that are marked are changed together; none where one is chosen. */
  form?: string | undefined
  /** What one is chosen for. */
  lead?: ListLead | undefined
  t: T
}

export function PictureList({ pictures, form, lead, t }: PictureListProps) {
  return (
    <ul class="desk-pictures">
      {pictures.map(({ picture, mayKeep, hindrances }) => (
        <li>
          <figure>
            <a class="look" href={url(paths.deskPicture, { id: String(picture.id) })} tabindex={-1} aria-hidden="true"><Picture picture={picture} crop="wide" sizes="(width >= 64rem) 19rem, (width >= 40rem) 50vw, 100vw" alt="" /></a>
            <p class="named">
              {form && mayKeep ? <input type="checkbox" name="ids" value={picture.id} form={form} aria-label={t('pictures.mark', { name: picture.name })} /> : null}
              <a href={url(paths.deskPicture, { id: String(picture.id) })}><code>{picture.name}</code></a>
            </p>
            <Caption picture={picture} caption={picture.caption} t={t} />
            {hindrances.map(({ text, blocks }) => <p class={blocks ? 'error' : 'hint'}>{text}</p>)}
            {picture.alt === '' ? <p class="hint">{t('pictures.no_alt')}</p> : null}
            {lead && !hindrances.some(({ blocks }) => blocks)
              ? <form method="post" action={lead.action}><input type="hidden" name="picture" value={picture.name} /><button class="quiet" aria-label={lead.label(picture.name)}>{lead.text}</button></form>
              : null}
          </figure>
        </li>
      ))}
    </ul>
  )
}
