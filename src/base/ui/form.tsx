// The parts of forms. What was typed is kept, and what is wrong stands at its field and, for those who do not see it, at the top.
import type { Child } from 'hono/jsx'
import type { T } from '../i18n/i18n.ts'

/** What is wrong, by the name of the field. */
export type Errors = Partial<Record<string, string>>

interface FieldProps {
  name: string
  label: string
  value?: string
  error?: string | undefined
  hint?: Child
  type?: 'text' | 'email' | 'number' | 'date' | 'time' | 'datetime-local' | 'search' | 'url'
  autocomplete?: string
  inputmode?: 'numeric' | 'decimal' | 'email' | 'text'
  required?: boolean
  maxlength?: number
  min?: number
  max?: number
  lang?: string | undefined
  placeholder?: string
  spellcheck?: boolean
  autofocus?: boolean
  /** What is suggested while somebody types. */
  list?: { id: string; options: string[] }
  /** Apart from its name, where a name comes twice on a page. */
  id?: string
}

export function Field({ name, label, value = '', error, hint, type = 'text', id = name, list, ...more }: FieldProps) {
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <input id={id} name={name} type={type} value={value} {...(list ? { list: list.id } : {})} {...more} {...describedBy({ id, hint, error })} />
      {list ? <datalist id={list.id}>{list.options.map((value) => <option value={value} />)}</datalist> : null}
    </Labelled>
  )
}

type AreaProps = Omit<FieldProps, 'type' | 'inputmode' | 'min' | 'max' | 'list'> & { rows?: number }

export function Area({ name, label, value = '', error, hint, id = name, rows = 6, ...more }: AreaProps) {
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      {/* A line break right behind the tag is not part of the text. */}
      <textarea id={id} name={name} rows={rows} {...more} {...describedBy({ id, hint, error })}>{`\n${value}`}</textarea>
    </Labelled>
  )
}

export interface Option { value: string; label: string; hint?: string }
type SelectProps = Pick<FieldProps, 'name' | 'label' | 'value' | 'error' | 'hint' | 'id' | 'required'> & { options: Option[] }

export function Select({ name, label, value = '', error, hint, id = name, options, ...more }: SelectProps) {
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <select id={id} name={name} {...more} {...describedBy({ id, hint, error })}>
        {options.map((option) => <option value={option.value} selected={option.value === value}>{option.label}</option>)}
      </select>
    </Labelled>
  )
}

/** One of several, all seen at once. */
export function Choice({ name, label, value = '', error, hint, id = name, options, required }: SelectProps) {
  return (
    <fieldset class="choice" id={id} {...describedBy({ id, hint, error })}>
      <legend>{label}</legend>
      <Said id={id} hint={hint} error={error} />
      {options.map((option) => (
        <label><input type="radio" name={name} value={option.value} checked={option.value === value} required={required} /> <span>{option.label}{option.hint ? <small>{option.hint}</small> : null}</span></label>
      ))}
    </fieldset>
  )
}

interface CheckProps { name: string; label: Child; value?: string; checked?: boolean; hint?: string; id?: string; error?: string | undefined }

export function Check({ name, label, value = 'on', checked = false, hint, id = name, error }: CheckProps) {
  return (
    <div class="field check">
      <label for={id}><input id={id} type="checkbox" name={name} value={value} checked={checked} {...describedBy({ id, hint, error })} /> <span>{label}</span></label>
      <Said id={id} hint={hint} error={error} />
    </div>
  )
}

/** At the top of a form that was refused: what is wrong, with ways to the fields. */
export function Wrong({ errors, t, title }: { errors: Errors; t: T; /** Where it is not the fields that are wrong. */ title?: string | undefined }) {
  const given = Object.entries(errors).flatMap(([name, text]): [string, string][] => (text ? [[name, text]] : []))
  if (given.length === 0) return null
  return (
    <div class="wrong" role="alert" tabindex={-1} autofocus>
      <h2>{title ?? t('form.wrong', { n: given.length })}</h2>
      <ul>{given.map(([name, text]) => <li><a href={`#${name}`}>{text}</a></li>)}</ul>
    </div>
  )
}

function Labelled({ id, label, hint, error, children }: { id: string; label: string; hint: Child; error: string | undefined; children: Child }) {
  return <div class="field"><label for={id}>{label}</label><Said id={id} hint={hint} error={error} />{children}</div>
}

function Said({ id, hint, error }: { id: string; hint?: Child; error?: string | undefined }) {
  return (
    <>
      {hint ? <p class="hint" id={`${id}-hint`}>{hint}</p> : null}
      {error ? <p class="error" id={`${id}-error`}>{error}</p> : null}
    </>
  )
}

function describedBy({ id, hint, error }: { id: string; hint?: Child; error?: string | undefined }) {
  const ids = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return { ...(ids ? { 'aria-describedby': ids } : {}), ...(error ? { 'aria-invalid': 'true' as const } : {}) }
}
