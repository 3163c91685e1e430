// The desk's first page: what waits for whoever opens it.
import { html } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { WaitingTable } from '../../people/views/waiting-table.tsx'
import { paths } from '../../urls.ts'
import { waitingFor } from '../waiting.ts'

export const show: Page<typeof paths.desk, Staff<'enter_desk'>> = async ({ db, who, speaks }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  const waiting = await waitingFor(db, who)
  return html(
    <DeskFrame {...desk} title={t('desk.start')} current={paths.desk}>
      <WaitingTable waiting={waiting} t={t} />
    </DeskFrame>,
  )
}
