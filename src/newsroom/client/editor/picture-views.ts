// Pictures in the text: what is seen, what it shows in words, and its caption, each in a field.
import type { Node } from 'prosemirror-model'
import type { NodeView } from 'prosemirror-view'
import { nodeType } from './commands.ts'
import { button } from './dialog.ts'
import type { Editing } from './editing.ts'
import { element } from './element.ts'
import { aside, partField, type Part } from './node-fields.ts'
import { tools } from './node-views.ts'
import { choosePicture } from './picture-dialog.ts'
import { pictureNamed } from './pictures.ts'

export function pictureView(node: Node, part: Part, editing: Editing): NodeView {
  const { say } = editing
  const dom = element('figure', 'part picture')
  dom.setAttribute('role', 'group')
  const image = element('img') as HTMLImageElement
  const missing = Object.assign(element('p', 'hint'), { hidden: true })
  const alt = partField(part, { name: 'alt', label: say('picture_alt'), value: String(node.attrs.alt), none: '', rows: 2 })
  const caption = partField(part, { name: 'caption', label: say('picture_caption'), value: String(node.attrs.caption ?? ''), none: null, rows: 2 })
  const other = button(say('other_picture'), 'quiet', () => choosePicture(editing, ({ name }) => {
    const pos = part.getPos()
    if (pos !== undefined) part.view.dispatch(part.view.state.tr.setNodeAttribute(pos, 'picture', name).setNodeAttribute(pos, 'missing', null))
  }, () => part.view.focus()))
  // Who made it is said of the picture, not of the place where it stands.
  const page = Object.assign(element('a') as HTMLAnchorElement, { textContent: say('picture_page'), target: '_blank', hidden: true })
  const frame = aside('part-picture', image, missing)
  dom.append(frame, aside('part-fields', alt.field, caption.field, tools(part, say('delete_block'), page, other)))
  let shown = ''

  function show({ attrs }: Node) {
    alt.show(attrs.alt)
    caption.show(attrs.caption)
    const name = typeof attrs.picture === 'string' ? attrs.picture : ''
    dom.setAttribute('aria-label', say('picture_says', { text: String(attrs.alt || attrs.caption || name || attrs.missing || '') }))
    if (name !== shown || name === '') void find(name, attrs)
    else hints(attrs)
    shown = name
  }
  async function find(name: string, attrs: Node['attrs']) {
    const picture = name ? await pictureNamed(name) : undefined
    image.hidden = !picture?.address
    missing.hidden = Boolean(picture)
    missing.textContent = say('picture_missing', { name: name || String(attrs.missing ?? '?') })
    if (picture?.address) Object.assign(image, { width: picture.width, height: picture.height, src: picture.address })
    image.alt = ''
    page.hidden = !picture
    if (picture) page.href = picture.page
    known = picture
    hints(attrs)
  }
  let known: Awaited<ReturnType<typeof pictureNamed>>
  function hints(attrs: Node['attrs']) {
    const ownAlt = String(attrs.alt ?? '')
    alt.hint(ownAlt ? '' : known?.alt ? say('as_picture', { text: known.alt }) : say('alt_missing'))
    dom.classList.toggle('lacks-alt', !ownAlt && !known?.alt)
    caption.hint([attrs.caption || !known?.caption ? '' : say('as_picture', { text: known.caption }), known?.credit ?? ''].filter(Boolean).join(' '))
  }
  show(node)
  return { dom, update: (next) => { show(next); return true }, selectNode: () => { dom.classList.add('ProseMirror-selectednode'); editing.announce(`${dom.getAttribute('aria-label') ?? ''} ${say('part_keys')}`) }, deselectNode: () => dom.classList.remove('ProseMirror-selectednode') }
}

export function galleryView(_node: Node, part: Part, editing: Editing): NodeView {
  const { say } = editing
  const dom = element('div', 'part gallery-part')
  dom.setAttribute('role', 'group')
  dom.setAttribute('aria-label', say('blocks.gallery'))
  const contentDOM = element('div', 'gallery')
  const add = button(say('add_picture'), 'quiet', () => choosePicture(editing, ({ name }) => {
    const pos = part.getPos()
    const node = pos === undefined ? null : part.view.state.doc.nodeAt(pos)
    if (pos !== undefined && node) part.view.dispatch(part.view.state.tr.insert(pos + node.nodeSize - 1, nodeType('picture').create({ picture: name })))
  }, () => part.view.focus()))
  dom.append(contentDOM, aside('part-fields', tools(part, say('delete_gallery'), add)))
  return { dom, contentDOM }
}
