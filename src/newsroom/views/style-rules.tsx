// The paper's list of words and names, and the forms that change it.
import type { T } from '../../base/i18n/i18n.ts'
import { Area, Check, Choice, Field, type Errors } from '../../base/ui/form.tsx'
import { DataTable } from '../../people/views/desk-list.tsx'
import { paths, url, withQuery } from '../../urls.ts'
import type { Trial } from '../house-style-trial.ts'
import type { ListedStyleRule } from '../reads/house-style.ts'

type Typed = Record<string, unknown>
const text = (typed: Typed, name: string) => { const value = typed[name]; return typeof value === 'string' ? value : '' }

export function RuleForm({ typed, errors, t }: { typed: Typed; errors: Errors; t: T }) {
  const field = (name: string) => ({ name, value: text(typed, name), error: errors[name] })
  return (
    <form class="form" method="post" action={paths.deskHouseStyleRules}>
      <h2>{t(text(typed, 'instead_of') ? 'house_style.change' : 'house_style.new')}</h2>
      <input type="hidden" name="instead_of" value={text(typed, 'instead_of')} />
      <Choice name="kind" label={t('house_style.kind')} value={text(typed, 'kind')} options={(['avoid', 'name'] as const).map((value) => ({ value, label: t(`house_style.kind.${value}`), hint: t(`house_style.kind.${value}.hint`) }))} />
      <Field {...field('what')} label={t('house_style.what')} hint={t('house_style.what_hint')} maxlength={200} required />
      <Field {...field('instead')} label={t('house_style.instead')} hint={t('house_style.instead_hint')} maxlength={500} />
      <Area {...field('reason')} label={t('house_style.reason')} hint={t('house_style.reason_hint')} rows={2} maxlength={500} />
      <Field {...field('language')} label={t('house_style.language')} hint={t('house_style.language_hint')} maxlength={3} />
      <Check name="blocks" label={t('house_style.blocks')} checked={text(typed, 'blocks') !== ''} hint={t('house_style.blocks_hint')} />
      <div class="actions"><button class="button" name="do" value="keep">{t('house_style.keep')}</button><button class="quiet" name="do" value="try">{t('house_style.try')}</button></div>
    </form>
  )
}

export function Tried({ trial: { looked, count, found }, t }: { trial: Trial; t: T }) {
  return (
    <section aria-labelledby="tried" role="status">
      <h2 id="tried">{t('house_style.tried', { n: count, looked })}</h2>
      {found.map(({ id, headline, before, words, after, instead }) => (
        <article class="caught">
          <p class="small"><a href={url(paths.deskArticle, { id: String(id) })}>{headline}</a></p>
          <p>…{before}<mark>{words}</mark>{after}…{instead.length > 0 ? <> → <strong>{instead.join(' / ')}</strong></> : null}</p>
        </article>
      ))}
      {count > found.length ? <p class="small">{t('house_style.more', { n: count - found.length })}</p> : null}
    </section>
  )
}

export function RuleTable({ rules, t }: { rules: ListedStyleRule[]; t: T }) {
  return (
    <section>
      <h2>{t('house_style.list')}</h2>
      <DataTable caption={t('house_style.list')} rows={rules} empty={t('house_style.none')} columns={[
        { label: t('house_style.what'), names: true, cell: ({ what, kind }) => <><span lang="">{what}</span> <small>{t(`house_style.kind.${kind}`)}</small></> },
        { label: t('house_style.instead'), cell: ({ instead, reason }) => <span>{instead || '–'}{reason ? <><br /><small>{reason}</small></> : null}</span> },
        { label: t('house_style.language'), cell: ({ language }) => (language ? t.languageName(language) : t('house_style.every_language')) },
        { label: t('house_style.effect'), cell: ({ blocks }) => t(`house_style.weight.${blocks ? 'blocks' : 'hint'}`) },
        { label: t('house_style.do'), cell: (rule) => <Acts rule={rule} t={t} /> },
      ]} />
    </section>
  )
}

function Acts({ rule: { id, what }, t }: { rule: ListedStyleRule; t: T }) {
  return (
    <div class="acts">
      <a class="act" href={withQuery(paths.deskHouseStyle, { change: id })} aria-label={t('house_style.change_it', { what })}>{t('house_style.change_short')}</a>
      <form method="post" action={url(paths.deskHouseStyleRuleRemoval, { id: String(id) })}><button class="act" aria-label={t('house_style.drop_it', { what })}>{t('house_style.drop_short')}</button></form>
    </div>
  )
}

export function FileForm({ error, t }: { error: string | undefined; t: T }) {
  return (
    <section>
      <h2>{t('house_style.file')}</h2>
      <p><a href={paths.deskHouseStyleFile}>{t('house_style.file_out')}</a></p>
      <form class="form" method="post" action={paths.deskHouseStyleFile} enctype="multipart/form-data">
        <div class="field">
          <label for="file">{t('house_style.file_in')}</label>
          <p class="hint" id="file-hint">{t('house_style.file_hint')}</p>
          {error ? <p class="error" id="file-error">{error}</p> : null}
          <input id="file" type="file" name="file" accept=".csv,text/csv" aria-describedby={error ? 'file-hint file-error' : 'file-hint'} />
        </div>
        <Check name="is_whole" label={t('house_style.is_whole')} />
        <div class="actions"><button class="quiet">{t('house_style.file_take')}</button></div>
      </form>
    </section>
  )
}
