import type { Child } from 'hono/jsx'
import type { Desk } from '../../people/desk.ts'
import { DeskFrame, type Way } from '../../people/views/desk-frame.tsx'
import { paths } from '../../urls.ts'

interface Props { desk: Desk; pages: Way[]; current: string; title: string; back?: Way; scripts?: string[]; children: Child }

/** The frame of the desk's pages about money. */
export function FundingFrame({ desk, pages, current, title, back, scripts = [], children }: Props) {
  return <DeskFrame {...desk} title={title} current={paths.deskFunding} pages={{ all: pages, current }} scripts={scripts} {...(back ? { back } : {})}>{children}</DeskFrame>
}
