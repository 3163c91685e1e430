// The static pages of the paper: which there are, and the form of one.
import { pageSlugRefusal } from '../../articles/paper.ts'
import { policyPages, writtenPages } from '../../articles/reads/paper.ts'
import { isKey, languages, type T } from '../../base/i18n/i18n.ts'
import { slugOf } from '../../base/slug.ts'
import { Field, Select, Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { NotFound, type Action, type Page } from '../../base/web/route.ts'
import type { Db, Reads } from '../../base/db/db.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { DataTable } from '../../people/views/desk-list.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { paths, staticPages, url, withQuery } from '../../urls.ts'
import { pageForm, pageFormIn, savePage, type PageForm } from '../settings.ts'
import { NotationField, Unsayable } from '../views/notation-field.tsx'
import { settingsWays } from '../settings-ways.ts'

type Who = Staff<'set_paper'>

export const list: Page<typeof paths.deskPages, Who> = async ({ db, who, speaks }) => {
  return html(await listPage(db, { desk: await deskOf(db, { who, speaks }), slug: '', errors: {} }))
}

async function listPage(db: Reads, { desk, slug, errors }: { desk: Desk; slug: string; errors: Errors }) {
  const { t, facts } = desk
  const written = await writtenPages(db)
  const known = [...staticPages, ...policyPages].filter((one) => !written.some((page) => page.slug === one))
  const rows = [...written, ...known.map((one) => ({ slug: one, language: facts.paper.language, title: nameOf(one, t), updated_at: null }))].sort((a, b) => (a.slug < b.slug ? -1 : 1))
  return (
    <DeskFrame {...desk} title={t('settings.pages')} current={paths.deskSettings} pages={{ all: settingsWays(desk), current: paths.deskPages }}>
      <DataTable caption={t('settings.pages')} rows={rows} empty="" columns={[
        { label: t('settings.title'), names: true, cell: ({ slug: own, language, title }) => <a href={url(paths.deskPage, { slug: own, language })}>{title}</a> },
        { label: t('settings.address'), cell: ({ slug: own }) => url(paths.section, { slug: own }) },
        { label: t('settings.language'), cell: ({ language }) => t.languageName(language) },
        { label: t('settings.written'), cell: ({ slug: own, updated_at }) => (updated_at ? t.dateTime(updated_at, facts.paper.time_zone) : t(isDefault(own) ? 'settings.default' : 'settings.none')) },
      ]} />
      <section>
        <h2>{t('settings.new_page')}</h2>
        <form class="form" method="post" action={paths.deskPages}>
          <Wrong errors={errors} t={t} />
          <Field name="slug" label={t('settings.address')} value={slug} error={errors.slug} hint={t('settings.slug_hint')} required />
          <Select name="language" label={t('settings.language')} value={facts.paper.language} options={languages.map((tag) => ({ value: tag, label: t.languageName(tag) }))} />
          <div class="actions"><button class="quiet">{t('settings.begin')}</button></div>
        </form>
      </section>
    </DeskFrame>
  )
}

function isDefault(slug: string): boolean {
  return staticPages.some((one) => one === slug)
}
function nameOf(slug: string, t: T): string {
  const key = `settings.page.${slug}`
  return isKey(key) ? t(key) : slug
}

/** Leads to the form of a page that is not there yet. */
export const begin: Action<typeof paths.deskPages, Who> = async ({ db, who, speaks, form }) => {
  const [slug, language] = [textIn(form, 'slug').trim(), languages.find((one) => one === textIn(form, 'language'))]
  const refused = await slugError(db, slug)
  if (language !== undefined && !refused) return seeOther(url(paths.deskPage, { slug, language }))
  const desk = await deskOf(db, { who, speaks })
  return html(await listPage(db, { desk, slug, errors: { slug: desk.t(`settings.wrong.slug_${refused ?? 'form'}`) } }), 422)
}

async function slugError(db: Db, slug: string): Promise<'form' | 'reserved' | 'taken' | null> {
  return slug === '' || slugOf(slug) !== slug ? 'form' : pageSlugRefusal(db, slug)
}

export const show: Page<typeof paths.deskPage, Who, 'done'> = async ({ db, who, speaks, params, query }) => {
  return shown(db, { desk: await deskOf(db, { who, speaks }), params, done: query.done })
}

export const save: Action<typeof paths.deskPage, Who> = async ({ db, who, speaks, params, form, now }) => {
  if ((await slugError(db, params.slug)) || !languages.includes(params.language)) throw new NotFound()
  const desk = await deskOf(db, { who, speaks })
  const typed = pageFormIn(form)
  const { errors, overtaken } = await savePage(db, { ...params, form: typed }, { by: `staff:${who.id}`, now, t: desk.t })
  if (errors || overtaken) return shown(db, { desk, params, typed, errors: errors ?? {}, overtaken, status: overtaken ? 409 : 422 })
  return seeOther(withQuery(url(paths.deskPage, params), { done: 'saved' }))
}

interface Showing { desk: Desk; params: { slug: string; language: string }; typed?: PageForm; errors?: Errors; overtaken?: boolean | undefined; done?: string | undefined; status?: number }

async function shown(db: Reads, { desk, params, typed, errors = {}, overtaken = false, done, status = 200 }: Showing): Promise<Response> {
  const { t } = desk
  if (slugOf(params.slug) !== params.slug || !languages.includes(params.language)) throw new NotFound()
  const { form: kept, unsayable, isOwn } = await pageForm(db, params)
  const form = typed ? { ...typed, seen: kept.seen } : kept
  return html(
    <DeskFrame {...desk} title={form.title || nameOf(params.slug, t)} current={paths.deskSettings} back={{ path: paths.deskPages, label: t('settings.pages') }}>
      <Done text={done === 'saved' ? t('articles.done.saved') : undefined} />
      {overtaken ? <div class="overtaken" role="alert"><h2>{t('settings.overtaken')}</h2><p>{t('articles.overtaken_how')}</p><pre>{kept.body}</pre></div> : null}
      <p>{t(isOwn ? 'settings.own' : 'settings.not_own')} <a href={url(paths.section, { slug: params.slug })}>{t('settings.read')}</a></p>
      <form class="form" method="post" action={url(paths.deskPage, params)}>
        <Wrong errors={errors} t={t} />
        <input type="hidden" name="seen" value={form.seen} />
        <Field name="title" label={t('settings.title')} value={form.title} error={errors.title} required maxlength={500} lang={params.language} />
        {form.body === null ? <Unsayable kinds={unsayable} t={t} /> : <NotationField name="body" label={t('articles.body')} value={form.body} error={errors.body} rows={24} lang={params.language} t={t} />}
        <div class="actions"><button class="button">{t('articles.save_public')}</button></div>
      </form>
    </DeskFrame>,
    status,
  )
}
