// Mails that no server takes, in the demonstration paper and on its own machine alone: whoever reads them can sign in as
// anybody. As text: so they need no mark-up of a mail's on a page of ours. The file itself shows how they look.
import { loadFrame } from '../../articles/reads/paper.ts'
import type { Reads } from '../../base/db/db.ts'
import { langOf, spoken, translator, type T } from '../../base/i18n/i18n.ts'
import { readMail } from '../../base/mail/eml.ts'
import { mailInOutbox, mailsInOutbox } from '../../base/mail/outbox.ts'
import { Frame, type FrameFacts } from '../../base/ui/frame.tsx'
import { NotIndexed } from '../../base/ui/head.tsx'
import { html, mailResponse } from '../../base/web/respond.ts'
import { found, type Page, type Site } from '../../base/web/route.ts'
import type { Visitor } from '../../people/session.ts'
import { paths, url } from '../../urls.ts'

const mostShown = 50

export const show: Page<typeof paths.outbox, Visitor> = async ({ db, site }) => {
  const { facts, outbox } = await opened(db, site)
  const mails = (await mailsInOutbox(outbox, mostShown)).map(({ name, bytes }) => ({ name, ...readMail(bytes) }))
  return html(<OutboxPage facts={facts} t={translator(spoken(facts.paper.language, 'en'))} mails={mails} />)
}

export const file: Page<typeof paths.outboxFile, Visitor> = async ({ db, site, params }) => {
  const { outbox } = await opened(db, site)
  return mailResponse(found(await mailInOutbox(outbox, params.file)))
}

async function opened(db: Reads, { outbox, isLocal }: Site) {
  const facts = await loadFrame(db)
  return { facts, outbox: found(isLocal && facts.paper.demonstration ? outbox : undefined) }
}

interface Shown { name: string; heads: ReadonlyMap<string, string>; text: string }

function OutboxPage({ facts, t, mails }: { facts: FrameFacts; t: T; mails: Shown[] }) {
  const title = t('mail.outbox')
  return (
    <Frame facts={facts} t={t} title={title} head={<NotIndexed />}>
      <article class="article">
        <header>
          <div class="over"><h1>{title}</h1></div>
          <p class="standfirst">{t(mails.length === 0 ? 'mail.outbox_empty' : 'mail.outbox_text')}</p>
        </header>
        {mails.map((mail) => <Letter mail={mail} facts={facts} t={t} />)}
      </article>
    </Frame>
  )
}

function Letter({ mail: { name, heads, text }, facts, t }: { mail: Shown; facts: FrameFacts; t: T }) {
  const at = new Date(heads.get('date') ?? 0)
  return (
    <section class="part letter">
      <div class="title">
        <h2 lang={langOf(facts.paper, t)}>{heads.get('subject')}</h2>
        <p class="rules">{t('mail.outbox_to', { address: heads.get('to') ?? '' })}</p>
        <p class="rules"><time datetime={at.toISOString()}>{t.dateTime(at, facts.paper.time_zone)}</time></p>
        <p class="rules"><a href={url(paths.outboxFile, { file: name })} download>{t('mail.outbox_file')}</a></p>
      </div>
      <div class="main"><pre>{text.split(/(https?:\/\/\S+)/).map((part, n) => (n % 2 === 1 ? <a href={part}>{part}</a> : part))}</pre></div>
    </section>
  )
}
