// The settings of the paper: what it is called, who answers for it, and what its static pages say.
import { notedDocument, readChecked } from '../articles/notation/notation.ts'
import { defaultPage } from '../articles/default-pages.ts'
import { keptDocument } from '../articles/document.ts'
import { describePaper, writePage } from '../articles/paper.ts'
import { pageIn } from '../articles/reads/paper.ts'
import { atomically, type Db, type Reads } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import type { T } from '../base/i18n/i18n.ts'
import { isTimeZone } from '../base/time.ts'
import type { Errors } from '../base/ui/form.tsx'
import { textIn, type Form } from '../base/web/form.ts'

export const paperFields = ['name', 'claim', 'language', 'time_zone', 'publisher', 'responsible_person', 'mail_address', 'telephone'] as const
export type PaperForm = Record<(typeof paperFields)[number], string>

export function paperIn(form: Form): PaperForm {
  const text = (name: (typeof paperFields)[number]) => textIn(form, name).trim()
  return {
    name: text('name'), claim: text('claim'), language: text('language'), time_zone: text('time_zone'),
    publisher: text('publisher'), responsible_person: text('responsible_person'), mail_address: text('mail_address'), telephone: text('telephone'),
  }
}

export function paperErrors({ name, language, time_zone, mail_address }: PaperForm, { languages, t }: { languages: readonly string[]; t: T }): Errors {
  return {
    name: name === '' || name.length > 100 ? t('settings.wrong.name') : undefined,
    language: languages.includes(language) ? undefined : t('settings.wrong.language'),
    time_zone: isTimeZone(time_zone) ? undefined : t('settings.wrong.time_zone'),
    mail_address: mail_address === '' || /^[^\s@]+@[^\s@]+$/.test(mail_address) ? undefined : t('settings.wrong.mail_address'),
  }
}

export function savePaper(db: Db, change: PaperForm, act: Act): Promise<void> {
  return atomically(db, async (tx) => {
    await describePaper(tx, change)
    await record(tx, { ...act, what: 'paper described', subject: 'paper' })
  })
}

export interface PageForm { title: string; /** Null where it holds what the notation cannot say. */ body: string | null; /** Which state was worked on. */ seen: string }

/** A static page as the form shows it: the paper's own, or what stands there until it has written one. */
export async function pageForm(db: Reads, { slug, language }: { slug: string; language: string }): Promise<{ form: PageForm; unsayable: string[]; isOwn: boolean }> {
  const own = await pageIn(db, { slug, language })
  const page = own ?? defaultPage(slug, language)
  const noted = page ? notedDocument(keptDocument(page.body)) : { text: '' }
  return { form: { title: page?.title ?? '', body: noted.text ?? null, seen: own ? own.updated_at.toISOString() : '' }, unsayable: noted.unsayable ?? [], isOwn: own !== undefined }
}

export function pageFormIn(form: Form): PageForm {
  return { title: textIn(form, 'title').trim(), body: 'body' in form ? textIn(form, 'body') : null, seen: textIn(form, 'seen') }
}

interface Saving { slug: string; language: string; form: PageForm }

/** Saves a page, or says what is wrong; `overtaken` where somebody else has saved it meanwhile. */
export function savePage(db: Db, { slug, language, form }: Saving, { t, ...act }: Act & { t: T }): Promise<{ errors?: Errors; overtaken?: boolean }> {
  return atomically(db, async (tx) => {
    const current = await pageForm(tx, { slug, language })
    if (current.form.seen !== form.seen) return { overtaken: true }
    const own = await pageIn(tx, { slug, language })
    const read = form.body === null ? { doc: keptDocument((own ?? defaultPage(slug, language))?.body) } : readChecked(form.body)
    const errors: Errors = {
      title: form.title === '' || form.title.length > 500 ? t('settings.wrong.title') : undefined,
      body: read.wrong === undefined ? undefined : t('notation.wrong', { why: read.wrong }),
    }
    if (!read.doc || Object.values(errors).some(Boolean)) return { errors }
    await writePage(tx, { slug, language, title: form.title, body: read.doc }, act.now)
    await record(tx, { ...act, what: 'page written', subject: `page:${slug}` })
    return {}
  })
}
