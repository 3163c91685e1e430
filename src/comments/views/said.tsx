// The words of a comment: paragraphs at blank lines, and addresses as links, long ones shortened.
import type { Child } from 'hono/jsx'
import { LinkifyIt } from 'linkify-it'

// Only http and https. Without either, an address must begin with www.: sentences without a space after
// their full stop look like addresses too.
const linkify = new LinkifyIt({ fuzzyEmail: false }).add('mailto:', null).add('ftp:', null).add('//', null)
  .add('www.', { validate: (text, pos, self) => Math.max(0, self.testSchemaAt(`https://www.${text.slice(pos)}`, 'https:', 6) - 6), normalize: (match) => { match.url = `https://${match.url}` } })

/** `opening` stands before the first word: whom the comment answers. */
export function Said({ text, opening = null }: { text: string; opening?: Child }) {
  return (
    <div class="said">
      {text.trim().split(/\n\s*\n/).map((paragraph, n) => <p>{n === 0 && opening ? <>{opening} </> : null}{lines(paragraph.trim())}</p>)}
    </div>
  )
}

function lines(paragraph: string): Child[] {
  return paragraph.split('\n').flatMap((line, n) => (n === 0 ? linked(line) : [<br />, ...linked(line)]))
}

function linked(line: string): Child[] {
  if (!/https?:|www\./i.test(line)) return [line]
  const parts: Child[] = []
  let end = 0
  for (const match of linkify.match(line) ?? []) {
    if (!URL.parse(match.url)?.hostname.includes('.')) continue
    parts.push(line.slice(end, match.index), <a href={match.url} title={match.raw} rel="nofollow ugc noopener">{shortened(match.raw)}</a>)
    end = match.lastIndex
  }
  return [...parts, line.slice(end)]
}

const longest = 40
const longestPart = 32

/** What stands for a long address: its host, an ellipsis, its last part. Whose it is must always be seen, so the host loses its beginning only. */
export function shortened(address: string): string {
  const bare = address.replace(/^https?:\/\//i, '').replace(/\/$/, '')
  if (bare.length <= longest) return bare
  const [, host = '', path = '', query = ''] = /^([^/?#]*)([^?#]*)(.*)$/s.exec(bare) ?? []
  const end = path.lastIndexOf('/') + 1
  const last = path.slice(end)
  const between = last.length > longestPart ? '/' : end > 1 ? '/…/' : '/'
  return `${ending(host)}${between}${ending(last)}${query ? '…' : ''}`
}

function ending(part: string): string {
  return part.length > longestPart ? `…${part.slice(1 - longestPart)}` : part
}
