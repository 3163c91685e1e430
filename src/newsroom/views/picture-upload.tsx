import type { T } from '../../base/i18n/i18n.ts'
import { Area, Field, type Errors } from '../../base/ui/form.tsx'
import type { Given } from './article-view.tsx'

interface PictureUploadProps {
  action: string
  /** Several at once, which a script sends each by itself: where to, and what it says. */
  many?: { uploads: string; words: Record<string, string> } | undefined
  given: Given
  errors: Errors
  t: T
}

/** What is left empty is read from the file, where it says so itself. */
export function PictureUpload({ action, many, given, errors, t }: PictureUploadProps) {
  return (
    <form class="form picture-upload" method="post" action={action} enctype="multipart/form-data" data-uploads={many?.uploads} data-words={many ? JSON.stringify(many.words) : undefined}>
      <div class="field files">
        <label for="file">{t(many ? 'pictures.files' : 'pictures.file')}</label>
        <p class="hint" id="file-hint">{t(many ? 'pictures.files_hint' : 'pictures.file_hint')}</p>
        {errors.file ? <p class="error" id="file-error">{errors.file}</p> : null}
        <input id="file" name="file" type="file" multiple={many !== undefined} accept="image/jpeg,image/png,image/webp,image/gif,image/tiff,image/avif" required aria-describedby={errors.file ? 'file-hint file-error' : 'file-hint'} {...(errors.file ? { 'aria-invalid': 'true' as const } : {})} />
      </div>
      <Words many={many !== undefined} given={given} t={t} />
      <div class="actions plain"><button class="quiet">{t(many ? 'pictures.take_all' : 'pictures.take')}</button></div>
    </form>
  )
}

function Words({ many, given, t }: Pick<PictureUploadProps, 'given' | 't'> & { many: boolean }) {
  const fields = (
    <>
      <Area name="alt" label={t('pictures.alt')} value={given.alt ?? ''} rows={2} hint={t('articles.lead_alt_hint')} />
      <Area name="caption" label={t('pictures.caption')} value={given.caption ?? ''} rows={2} />
      <div class="pair">
        <Field name="credit_person" label={t('pictures.credit_person')} value={given.credit_person ?? ''} />
        <Field name="credit_agency" label={t('pictures.credit_agency')} value={given.credit_agency ?? ''} />
      </div>
      <Field name="rights" label={t('pictures.rights')} value={given.rights ?? ''} />
    </>
  )
  // The names of fields stand once on a page: of many, words are said afterwards, together or one by one.
  return many ? null : fields
}
