// The library of pictures with scripts: files that are dropped or chosen go up at once, each with its progress, and go on
// where they were after a lost connection or a reload. Without this the form sends them as it is.
import { createUploads, isOver, type FileState } from './upload/uploads.ts'

/** What is said, from the page, in the language of the desk. */
type Words = Record<'waiting' | 'sending' | 'away' | 'paused' | 'taking' | 'taken' | 'there' | 'signed_out' | 'pause' | 'resume' | 'drop' | 'look' | 'alike' | 'all', string>

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-uploads]')) equip(form)

function equip(form: HTMLFormElement) {
  const [input, list] = [form.querySelector<HTMLInputElement>('input[type=file]'), document.createElement('ol')]
  const words = JSON.parse(form.dataset.words ?? '{}') as Words
  if (!input) return
  list.className = 'uploads'
  const said = Object.assign(document.createElement('p'), { className: 'hint' })
  said.setAttribute('role', 'status')
  form.classList.add('scripted')
  form.after(list, said)

  const rows = new Map<string, Row>()
  const uploads = createUploads({ endpoint: form.dataset.uploads ?? '', tell })
  function tell(id: string, state: FileState, file: File) {
    let row = rows.get(id)
    if (!row) rows.set(id, row = rowOf(file, { words, pause: () => uploads.pause(id), resume: () => uploads.resume(id), drop: () => uploads.drop(id) }))
    if (!row.item.isConnected) list.append(row.item)
    row.show(state)
    if (state.state === 'dropped') row.item.remove()
    if (isOver(state)) said.textContent = words.all.replace('{done}', String(done(rows))).replace('{all}', String(rows.size))
  }

  const take = (files: FileList | null | undefined) => { if (files?.length) uploads.add(files) }
  input.addEventListener('change', () => { take(input.files); input.value = '' })
  form.addEventListener('dragover', (event) => { event.preventDefault(); form.classList.add('over') })
  form.addEventListener('dragleave', () => form.classList.remove('over'))
  form.addEventListener('drop', (event) => { event.preventDefault(); form.classList.remove('over'); take(event.dataTransfer?.files) })
  void uploads.goOn()
}

function done(rows: Map<string, Row>): number {
  return [...rows.values()].filter(({ isDone }) => isDone()).length
}

interface Row { item: HTMLElement; show(state: FileState): void; isDone(): boolean }
interface Doing { words: Words; pause(): void; resume(): void; drop(): void }

function rowOf(file: File, { words, pause, resume, drop }: Doing): Row {
  const item = document.createElement('li')
  const name = Object.assign(document.createElement('strong'), { textContent: file.name })
  const bar = document.createElement('progress')
  bar.max = file.size
  bar.setAttribute('aria-label', file.name)
  const line = Object.assign(document.createElement('p'), { className: 'small' })
  const [hold, away] = [button(words.pause), button(words.drop)]
  const acts = Object.assign(document.createElement('p'), { className: 'acts' })
  acts.append(hold, away)
  item.append(name, bar, line, acts)
  let [last, isDone]: [FileState, boolean] = [{ state: 'waiting' }, false]
  hold.addEventListener('click', () => (last.state === 'paused' || last.state === 'signed_out' ? resume : pause)())
  away.addEventListener('click', drop)

  function show(state: FileState) {
    last = state
    item.dataset.state = state.state
    hold.textContent = state.state === 'paused' || state.state === 'signed_out' ? words.resume : words.pause
    for (const act of [hold, away]) act.setAttribute('aria-label', `${act.textContent}: ${file.name}`)
    if ('sent' in state) bar.value = state.sent
    if (state.state === 'taking') bar.removeAttribute('value')
    isDone = state.state === 'taken'
    if (state.state === 'taken' || state.state === 'refused') {
      bar.remove()
      acts.remove()
    }
    line.replaceChildren(...saidOf(state, file, words))
  }
  return { item, show, isDone: () => isDone }
}

function saidOf(state: FileState, file: File, words: Words): (Node | string)[] {
  if (state.state === 'sending') return [words.sending.replace('{percent}', String(Math.floor(state.sent / file.size * 100)))]
  if (state.state === 'refused') return [Object.assign(document.createElement('span'), { className: 'error', textContent: state.why })]
  if (state.state !== 'taken') return state.state === 'dropped' ? [] : [words[state.state]]
  const { picture } = state
  const shown = Object.assign(document.createElement('img'), { src: picture.src, alt: picture.alt, width: picture.width, height: picture.height })
  const link = Object.assign(document.createElement('a'), { href: picture.page, textContent: words.look })
  link.setAttribute('aria-label', `${words.look}: ${picture.name}`)
  const parts = [picture.was_there ? words.there : words.taken, picture.name, picture.caption, picture.credit].filter(Boolean).join(' · ')
  const alike = picture.alike.length > 0 ? [words.alike.replace('{names}', picture.alike.join(', '))] : []
  return [...(picture.src ? [shown] : []), `${parts} `, ...[...picture.hindrances, ...alike].map((text) => Object.assign(document.createElement('span'), { className: 'hint', textContent: `${text} ` })), link]
}

function button(label: string): HTMLButtonElement {
  return Object.assign(document.createElement('button'), { type: 'button', className: 'quiet', textContent: label })
}
