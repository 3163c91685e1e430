import type { Child } from 'hono/jsx'
import type { Desk } from '../../people/desk.ts'
import { DeskFrame, type Way } from '../../people/views/desk-frame.tsx'
import { paths } from '../../urls.ts'

interface Props { desk: Desk; pages: Way[]; current: string; title: string; back?: Way; scripts?: string[]; head?: Child; children: Child }

/** The frame of the desk's pages about what is read. */
export function AudienceFrame({ desk, pages, current, title, back, scripts = [], head, children }: Props) {
  return <DeskFrame {...desk} title={title} current={paths.deskAudience} pages={{ all: pages, current }} scripts={scripts} head={head} {...(back ? { back } : {})}>
      {children}
      {desk.facts.paper.demonstration ? <p class="small made-up">{desk.t('audience_figures.made_up')}</p> : null}
    </DeskFrame>
}
