import type { T } from '../../base/i18n/i18n.ts'
import { paths, renditionName, url } from '../../urls.ts'
import type { ShownPicture } from '../reads/pictures.ts'

interface PictureProps {
  picture: ShownPicture
  /** As it is, or cut to 3:2 around the focal point. */
  crop: 'full' | 'wide'
  /** How wide the layout shows it, as for the attribute sizes. */
  sizes: string
  alt: string
  /** Above the fold: loaded first; all others wait until they come near. */
  first?: boolean
}

export function Picture({ picture, crop, sizes, alt, first = false }: PictureProps) {
  const files = filesOf(picture, crop)
  const [avif, webp, jpeg] = (['avif', 'webp', 'jpeg'] as const).map((format) => files.filter((file) => file.format === format))
  const fallback = [jpeg, webp, avif].find((set) => set && set.length > 0)
  const largest = fallback?.at(-1)
  if (!fallback || !largest) return <Waiting picture={picture} alt={alt} />
  const img = (
    <img src={address(largest)} srcset={srcset(fallback)} sizes={sizes} width={largest.width} height={largest.height} alt={alt}
      {...(first ? { fetchpriority: 'high' } : { loading: 'lazy', decoding: 'async' })} />
  )
  const sources = [avif, webp].filter((set) => set && set.length > 0 && set !== fallback)
  if (sources.length === 0) return img
  return (
    <picture>
      {sources.map((set = []) => <source type={`image/${set[0]?.format}`} srcset={srcset(set)} sizes={sizes} />)}
      {img}
    </picture>
  )
}

type File = ShownPicture['renditions'][number]

// A picture that already has the shape of a crop is kept once, as `full`.
function filesOf(picture: ShownPicture, crop: 'full' | 'wide'): File[] {
  const cut = picture.renditions.filter((file) => file.crop === crop)
  return cut.length > 0 ? cut : picture.renditions.filter((file) => file.crop === 'full')
}

function srcset(files: File[]): string {
  return files.map((file) => `${address(file)} ${file.width}w`).join(', ')
}
function address(rendition: File): string {
  return url(paths.picture, { file: renditionName(rendition) })
}

// Its smaller files are still being made: the place is kept, and what it shows is said.
function Waiting({ picture, alt }: { picture: ShownPicture; alt: string }) {
  return (
    <svg class="waiting" viewBox={`0 0 ${picture.width} ${picture.height}`} width={picture.width} height={picture.height} role="img" aria-label={alt}>
      <rect width="100%" height="100%" />
    </svg>
  )
}

/** Foto: NAME/AGENCY */
export function credit(picture: Pick<ShownPicture, 'kind' | 'credit_person' | 'credit_agency'>, t: T): string {
  const names = [picture.credit_person, picture.credit_agency].filter(Boolean).join('/')
  return names ? t(`picture.${picture.kind}`, { credit: names }) : ''
}

interface CaptionProps { picture: ShownPicture; caption: string; t: T; short?: boolean }

export function Caption({ picture, caption, t, short = false }: CaptionProps) {
  const line = [credit(picture, t), short ? '' : picture.rights].filter(Boolean).join(', ')
  if (!caption && !line) return null
  return <figcaption>{caption}{caption && line ? ' ' : ''}{line ? <span class="credit">{line}</span> : null}</figcaption>
}
