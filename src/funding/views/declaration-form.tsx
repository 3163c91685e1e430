// The one step between the wish to leave and leaving: a form with the button that the law asks for.
import { Area, Check, Choice, Field, Wrong, type Errors } from '../../base/ui/form.tsx'
import { StatutoryButton } from '../../base/ui/statutory.tsx'
import type { T } from '../../base/i18n/i18n.ts'

interface DeclarationFormProps { kind: 'cancellation' | 'withdrawal'; /** Whose it is is known: nobody is asked. */ isKnown?: boolean; action: string; t: T; /** What stands in each field. */
  typed: Partial<Record<string, string>>; errors: Errors }

export function DeclarationForm({ kind, isKnown = false, action, t, typed, errors }: DeclarationFormProps) {
  const field = (name: string) => ({ name, value: typed[name] ?? '', error: errors[name] })
  const isCancellation = kind === 'cancellation'
  return (
    <>
      <Wrong errors={errors} t={t} />
      <form class="form declaration" method="post" action={action} novalidate>
        {isCancellation ? (
          <>
            <Choice name="manner" label={t('declaration.manner')} value={typed.manner || 'ordinary'} options={(['ordinary', 'extraordinary'] as const).map((value) => ({ value, label: t(`declaration.manner.${value}`), hint: t(`declaration.manner.${value}.hint`) }))} />
            <Area {...field('reason')} label={t('declaration.reason')} hint={t('declaration.reason.hint')} rows={3} maxlength={2_000} />
          </>
        ) : null}
        {isKnown ? null : (
          <>
            <Field {...field('name')} label={t('declaration.name')} autocomplete="name" required maxlength={120} />
            <Field {...field('mail_address')} type="email" label={t('declaration.mail_address')} hint={t('declaration.mail_address.hint')} autocomplete="email" inputmode="email" maxlength={254} />
            <Field {...field('reference')} label={t('declaration.reference')} hint={t(`declaration.reference.${kind}`)} maxlength={60} />
          </>
        )}
        {isCancellation ? <Field {...field('wanted_on')} type="date" label={t('declaration.wanted_on')} hint={t('declaration.wanted_on.hint')} /> : null}
        {!isCancellation && !isKnown ? <Check name="or_cancel" label={t('declaration.or_cancel')} checked={typed.or_cancel === 'on'} /> : null}
        <div class="actions"><StatutoryButton words={isCancellation ? 'cancelNow' : 'confirmWithdrawal'} t={t} /></div>
      </form>
    </>
  )
}
