// The frame of a supporter's own side.
import type { Child } from 'hono/jsx'
import type { T } from '../../base/i18n/i18n.ts'
import { Field, type Errors } from '../../base/ui/form.tsx'
import type { FrameFacts } from '../../base/ui/frame.tsx'
import { PartsFrame } from '../../people/views/parts-frame.tsx'
import { paths } from '../../urls.ts'

interface OwnFrameProps {
  facts: FrameFacts
  t: T
  title: string
  /** Whose side it is; null on the pages before it. */
  whose: string | null
  /** A page below the first one leads back to it. */
  isFirst?: boolean
  /** Which of the parts it is. */
  current?: string
  scripts?: string[]
  children: Child
}

const parts = [[paths.mySupport, 'own.title'], [paths.mySupportData, 'own.data.title'], [paths.mySupportErasure, 'own.erasure.title']] as const

export function OwnFrame({ t, whose, isFirst = false, current = isFirst ? paths.mySupport : '', scripts = [], ...rest }: OwnFrameProps) {
  const known = whose === null ? null : { label: t('own.parts'), bearer: whose, ways: parts.map(([path, label]) => ({ path, label: t(label) })), leaving: { path: paths.mySupportLeaving, label: t('own.leave') } }
  return <PartsFrame t={t} parts={known} current={current} scripts={scripts} {...rest} />
}

/** Asks for a new personal link, also where an older one does not work any more. */
export function LinkForm({ t, mail_address, errors }: { t: T; mail_address: string; errors: Errors }) {
  return (
    <form class="form" method="post" action={paths.mySupportLinks}>
      <Field name="mail_address" type="email" label={t('sign_in.address')} hint={t('own.address_hint')} value={mail_address} error={errors.mail_address} autocomplete="email" inputmode="email" required maxlength={254} />
      <div class="actions"><button class="button">{t('own.send_link')}</button></div>
    </form>
  )
}
