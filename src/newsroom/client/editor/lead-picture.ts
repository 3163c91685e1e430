// The lead picture beside its field: chosen in a dialog, and shown as it will be cut.
import { button } from './dialog.ts'
import type { Editing } from './editing.ts'
import { element } from './element.ts'
import { choosePicture } from './picture-dialog.ts'
import { pictureNamed } from './pictures.ts'

export function leadPicture(editing: Editing) {
  const { form, say, writing } = editing
  const field = form.elements.namedItem('lead_picture')
  if (!(field instanceof HTMLInputElement)) return
  const box = element('div', 'lead-picture')
  const image = element('img') as HTMLImageElement
  const page = Object.assign(element('a') as HTMLAnchorElement, { textContent: say('picture_page'), target: '_blank', hidden: true })
  image.hidden = true
  const tools = element('p', 'actions small')
  const set = (name: string) => { writing.settings.set('lead_picture', name); field.value = name; void show() }
  const choose = button(say('choose_picture'), 'quiet', () => choosePicture(editing, ({ name }) => set(name), () => choose.focus()))
  // It is gone with the picture.
  const none = button(say('no_picture'), 'quiet', () => { set(''); choose.focus() })
  tools.append(choose, page, none)
  box.append(image, tools)
  field.closest('.field')?.after(box)

  async function show() {
    const name = String(writing.settings.get('lead_picture') ?? '')
    const picture = name ? await pictureNamed(name) : undefined
    if (name !== String(writing.settings.get('lead_picture') ?? '')) return
    image.hidden = !picture?.wide
    if (picture?.wide) image.src = picture.wide
    image.alt = picture?.alt ?? ''
    page.hidden = !picture
    none.hidden = name === ''
    if (picture) page.href = picture.page
  }
  writing.settings.observe(({ keysChanged }) => { if (keysChanged.has('lead_picture')) void show() })
  void show()
}
