import type { T } from '../../base/i18n/i18n.ts'
import { Area, Field, type Errors } from '../../base/ui/form.tsx'
import type { Given } from './article-view.tsx'

interface PictureUploadProps { action: string; given: Given; errors: Errors; t: T }

/** What is left empty is read from the file, where it says so itself. */
export function PictureUpload({ action, given, errors, t }: PictureUploadProps) {
  return (
    <form class="form" method="post" action={action} enctype="multipart/form-data">
      <div class="field">
        <label for="file">{t('pictures.file')}</label>
        <p class="hint" id="file-hint">{t('pictures.file_hint')}</p>
        {errors.file ? <p class="error" id="file-error">{errors.file}</p> : null}
        <input id="file" name="file" type="file" accept="image/jpeg,image/png,image/webp,image/gif,image/tiff,image/avif" required aria-describedby={errors.file ? 'file-hint file-error' : 'file-hint'} {...(errors.file ? { 'aria-invalid': 'true' as const } : {})} />
      </div>
      <Area name="alt" label={t('pictures.alt')} value={given.alt ?? ''} rows={2} hint={t('articles.lead_alt_hint')} />
      <Area name="caption" label={t('pictures.caption')} value={given.caption ?? ''} rows={2} />
      <div class="pair">
        <Field name="credit_person" label={t('pictures.credit_person')} value={given.credit_person ?? ''} />
        <Field name="credit_agency" label={t('pictures.credit_agency')} value={given.credit_agency ?? ''} />
      </div>
      <Field name="rights" label={t('pictures.rights')} value={given.rights ?? ''} />
      <div class="actions"><button class="quiet">{t('pictures.take')}</button></div>
    </form>
  )
}
