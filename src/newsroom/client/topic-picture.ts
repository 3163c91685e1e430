// The picture that stands for a topic, chosen in the dialog that the editor has: it stands in the form then, and is kept with
// the rest of it. Without this the same link leads to the library.
import { element } from './editor/element.ts'
import { choosePicture } from './editor/picture-dialog.ts'
import { pictureNamed } from './editor/pictures.ts'
import { sayer } from './editor/words.ts'

for (const box of document.querySelectorAll<HTMLElement>('.topic-picture')) equip(box)

function equip(box: HTMLElement) {
  const [link, name, none, shown] = [box.querySelector('a.choose'), box.querySelector<HTMLInputElement>('[name=picture]'), box.querySelector<HTMLInputElement>('[name=no_picture]'), box.querySelector<HTMLElement>('.shown')]
  if (!(link instanceof HTMLAnchorElement) || !name || !shown) return
  const say = sayer(JSON.parse(box.dataset.words ?? '{}') as Record<string, string>)

  link.addEventListener('click', (event) => {
    // Whoever wants the library beside this page gets it.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    choosePicture({ say }, (chosen) => void put(chosen.name), () => link.focus())
  })

  async function put(chosen: string) {
    if (!name || !shown) return
    name.value = chosen
    if (none) none.checked = false
    const picture = await pictureNamed(chosen)
    if (name.value !== chosen) return
    const image = element('img') as HTMLImageElement
    if (picture) Object.assign(image, { src: picture.wide, alt: picture.alt })
    const said = Object.assign(element('p', 'hint'), { textContent: box.dataset.chosen?.replace('{name}', chosen) ?? '' })
    said.setAttribute('role', 'status')
    shown.replaceChildren(...(picture ? [image] : []), said)
  }
}
