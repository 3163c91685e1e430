// The frame of the pages on the way in: one thing to do on each.
import type { Child } from 'hono/jsx'
import { Field, type Errors } from '../../base/ui/form.tsx'
import { Frame, type FrameFacts } from '../../base/ui/frame.tsx'
import { NotIndexed } from '../../base/ui/head.tsx'
import type { MessageKey, T } from '../../base/i18n/i18n.ts'
import { paths } from '../../urls.ts'
import type { NameRefusal } from '../name.ts'

interface SignInFrameProps { facts: FrameFacts; t: T; title: string; scripts?: string[]; children: Child }

export function SignInFrame({ facts, t, title, scripts = [], children }: SignInFrameProps) {
  return (
    <Frame facts={facts} t={t} title={title} scripts={['known.js', ...scripts]} head={<NotIndexed />}>
      <div class="account"><div class="own"><h1>{title}</h1>{children}</div></div>
    </Frame>
  )
}

interface AddressFormProps { t: T; next: string | undefined; mail_address: string; errors: Errors }

/** Asks for a link, also where an older one does not work any more. */
export function AddressForm({ t, next, mail_address, errors }: AddressFormProps) {
  return (
    <form class="form" method="post" action={paths.signIn}>
      {next ? <input type="hidden" name="next" value={next} /> : null}
      <Field name="mail_address" type="email" label={t('sign_in.address')} value={mail_address} error={errors.mail_address} autocomplete="username webauthn" inputmode="email" required maxlength={254} />
      <div class="actions"><button class="button">{t('sign_in.send')}</button></div>
    </form>
  )
}

interface NameFieldProps { t: T; value: string; error?: string | undefined }

/** Where a reader says what they want to be called. */
export function NameField({ t, value, error }: NameFieldProps) {
  return <Field name="name" label={t('sign_in.name')} value={value} error={error} hint={t('sign_in.name_hint')} autocomplete="nickname" required maxlength={80} />
}

/** What stands against a name, in words. */
export function nameError(refused: NameRefusal, t: T): string {
  return t(nameErrors[refused])
}
const nameErrors: Record<NameRefusal, MessageKey> = {
  length: 'sign_in.name_length', characters: 'sign_in.name_characters', mixed: 'sign_in.name_mixed', reserved: 'sign_in.name_reserved', staff: 'sign_in.name_staff', taken: 'sign_in.name_taken',
}
