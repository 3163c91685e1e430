// The frame of a supporter's own side: whose it is, and the way out.
import type { Child } from 'hono/jsx'
import type { T } from '../../base/i18n/i18n.ts'
import { Field, type Errors } from '../../base/ui/form.tsx'
import { Frame, type FrameFacts } from '../../base/ui/frame.tsx'
import { NotIndexed } from '../../base/ui/head.tsx'
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

export function OwnFrame({ facts, t, title, whose, isFirst = false, current = isFirst ? paths.mySupport : '', scripts = [], children }: OwnFrameProps) {
  return (
    <Frame facts={facts} t={t} title={title} scripts={scripts} head={<NotIndexed />}>
      <div class="account">
        {whose === null ? null : (
          <nav class="parts" aria-label={t('own.parts')}>
            <p class="bearer" aria-hidden="true">{whose}</p>
            <ul>{([[paths.mySupport, 'own.title'], [paths.mySupportData, 'own.data.title'], [paths.mySupportErasure, 'own.erasure.title']] as const).map(([path, name]) => (
              <li><a href={path} aria-current={path === current ? 'page' : undefined}>{t(name)}</a></li>))}
            </ul>
            <form method="post" action={paths.mySupportLeaving}><button class="quiet">{t('own.leave')}</button></form>
          </nav>
        )}
        <div class="own">
          <h1>{title}</h1>
          {children}
        </div>
      </div>
    </Frame>
  )
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
