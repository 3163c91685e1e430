// Pictures that lie on the clipboard as files: nothing is taken from elsewhere, but these are here, and may come into the library.
import { insertBlock, nodeType } from '../commands.ts'
import { button } from '../dialog.ts'
import type { Editing } from '../editing.ts'
import { element } from '../element.ts'
import { endpoint, uploadTold } from '../picture-taking.ts'
import { uploadFile } from '../../upload/upload.ts'

/** A button that takes them into the library and puts them where the caret stands; `done` when they are there. */
export function pictureOffer(editing: Editing, files: File[], done: () => void): HTMLElement {
  const { say } = editing
  const box = element('div', 'offer')
  const told = element('p')
  told.setAttribute('role', 'status')
  const take = button(say('pasted.take_pictures', { n: files.length }), 'quiet', () => {
    take.hidden = true
    void takeAll()
  })
  async function takeAll() {
    for (const file of files) {
      const last = await uploadFile(file, { endpoint, tell: (state) => { told.textContent = uploadTold(state, say) } })
      const view = editing.view()
      if (last.state !== 'taken' || !view) return
      const { name } = last.picture
      insertBlock(() => nodeType('picture').create({ picture: name }))(view.state, view.dispatch, view)
    }
    done()
    editing.view()?.focus()
  }
  box.append(take, told)
  return box
}
