import type { T } from '../../base/i18n/i18n.ts'
import { paths, url } from '../../urls.ts'

/** Sources that bring nothing at present, with why: a silent wire must not look like a calm day. */
export function FailingWires({ wires, mayLook, t }: { wires: { id: number; name: string; wrong: string }[]; mayLook: boolean; t: T }) {
  if (wires.length === 0) return null
  return (
    <div class="wrong wires-failing" role="note">
      <h2>{t('wires.failing', { n: wires.length })}</h2>
      <ul>{wires.map(({ id, name, wrong }) => <li>{mayLook ? <a href={url(paths.deskWireSource, { id: String(id) })}>{name}</a> : name}: <span lang="en">{wrong}</span></li>)}</ul>
    </div>
  )
}
