// A picture from this device, or its camera: it goes into the library part by part, and then into the text.
import { uploadFile, type UploadState } from '../upload/upload.ts'
import type { Editing } from './editing.ts'
import { element } from './element.ts'
import type { Chosen } from './picture-dialog.ts'

export const endpoint = '/desk/pictures/uploads'

export function fromDevice({ say }: Pick<Editing, 'say'>, taken: (picture: Chosen) => void): HTMLElement {
  const box = element('div', 'from-device')
  const told = element('p', 'hint')
  told.setAttribute('role', 'status')
  const take = async (file: File | undefined) => {
    if (!file) return
    const last = await uploadFile(file, { endpoint, tell: (state) => { told.textContent = uploadTold(state, say) } })
    if (last.state !== 'taken') return
    // Whether it may be used, and what it lacks, is said where it stands.
    if (box.isConnected) taken({ name: last.picture.name })
  }
  box.append(chooser(say('photograph'), 'photograph', take, true), chooser(say('from_device'), 'from-file', take, false), told)
  return box
}

function chooser(text: string, name: string, take: (file: File | undefined) => Promise<void>, isCamera: boolean): HTMLElement {
  const label = element('label', `button ${name}`)
  const input = element('input', 'unseen') as HTMLInputElement
  Object.assign(input, { type: 'file', accept: 'image/*' })
  if (isCamera) input.setAttribute('capture', 'environment')
  input.addEventListener('change', () => { void take(input.files?.[0]); input.value = '' })
  label.append(input, text)
  return label
}

export function uploadTold(state: UploadState, say: Editing['say']): string {
  switch (state.state) {
    case 'sending': return say('upload.sending', { n: Math.round((100 * state.sent) / Math.max(1, state.bytes)) })
    case 'away': return say('upload.away')
    case 'taking': return say('upload.taking')
    case 'taken': return say('upload.taken')
    case 'refused': return state.why
    case 'signed_out': return say('upload.signed_out')
  }
}
