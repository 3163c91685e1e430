// The focal point of a picture, and what each cut makes of it. A click, a finger or the arrow keys move it where scripts run;
// the numbers do everywhere.
import type { LibraryPicture } from '../../articles/reads/pictures.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { Field } from '../../base/ui/form.tsx'
import { paths, renditionName, url } from '../../urls.ts'

interface Cut { left: number; top: number; width: number; height: number }
interface PictureFocusProps { picture: LibraryPicture; cuts: Record<'wide' | 'square', Cut>; action: string; error?: string | undefined; t: T }

export function PictureFocus({ picture, cuts, action, error, t }: PictureFocusProps) {
  const { width, height, focal_x, focal_y, zoom } = picture
  const file = picture.renditions.findLast(({ crop, format, width: wide }) => crop === 'full' && format === 'webp' && wide <= 960) ?? picture.renditions.find(({ crop }) => crop === 'full')
  if (!file) return <p class="nothing">{t('pictures.no_files')}</p>
  const href = url(paths.picture, { file: renditionName(file) })
  const mark = Math.max(width, height) / 40
  const percent = (part: number) => String(Math.round(part * 1_000) / 10)
  return (
    <form class="form focus" method="post" action={action} data-width={width} data-height={height}>
      <svg class="focal" viewBox={`0 0 ${width} ${height}`} tabindex={0} role="application" aria-label={t('pictures.focal')} aria-describedby="focal-how">
        <image href={href} width={width} height={height} />
        <circle cx={focal_x * width} cy={focal_y * height} r={mark} />
      </svg>
      <p class="hint" id="focal-how">{t('pictures.focal_how')}</p>
      {error ? <p class="error" role="alert">{error}</p> : null}
      <div class="numbers">
        <Field name="focal_x" type="number" min={0} max={100} label={t('pictures.focal_x')} value={percent(focal_x)} />
        <Field name="focal_y" type="number" min={0} max={100} label={t('pictures.focal_y')} value={percent(focal_y)} />
        <Field name="zoom" inputmode="decimal" label={t('pictures.zoom')} value={String(Math.round(zoom * 100) / 100)} />
      </div>
      <div class="crops">
        {(['wide', 'square'] as const).map((crop) => (
          <figure>
            <svg class={`crop ${crop}`} data-crop={crop} viewBox={boxOf(cuts[crop])} role="img" aria-label={t(`pictures.crop.${crop}`)}><image href={href} width={width} height={height} /></svg>
            <figcaption>{t(`pictures.crop.${crop}`)}</figcaption>
          </figure>
        ))}
      </div>
      <div class="actions"><button class="button">{t('pictures.focal_save')}</button></div>
    </form>
  )
}

function boxOf({ left, top, width, height }: Cut): string {
  return `${left} ${top} ${width} ${height}`
}
