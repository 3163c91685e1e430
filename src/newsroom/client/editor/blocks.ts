// What can be put into a text: by the menu, by a stroke at the beginning of a line, or by its sign.
import type { Node } from 'prosemirror-model'
import type { EditorView } from 'prosemirror-view'
import { insertBlock, insertBreak, nodeType, setStyle, toggleList, toggleWrap } from './commands.ts'
import { newDefinitions } from './definitions.ts'
import { ask } from './dialog.ts'
import type { Editing } from './editing.ts'
import { insertFootnote } from './footnote.ts'
import { toFields } from './node-fields.ts'
import { choosePicture } from './picture-dialog.ts'
import { newTable } from './table.ts'
import type { Word } from './words.ts'

export interface Insertable { word: Word; /** What one types instead, at the beginning of a line. */ sign?: string; run(view: EditorView, editing: Editing): void }

/** A picture that has just been put in wants words next. */
const pictured = (make: (name: string) => Node) => (view: EditorView, editing: Editing) => choosePicture(editing, ({ name }) => {
  block(() => make(name))(view)
  toFields(view.state, undefined, view)
}, () => view.focus())
const block = (make: Parameters<typeof insertBlock>[0]) => (view: EditorView) => { insertBlock(make)(view.state, view.dispatch, view); view.focus() }
const command = (make: ReturnType<typeof setStyle>) => (view: EditorView) => { make(view.state, view.dispatch, view); view.focus() }

export const insertables: Insertable[] = [
  { word: 'blocks.heading', sign: '##', run: command(setStyle('heading')) },
  { word: 'blocks.subheading', sign: '###', run: command(setStyle('subheading')) },
  { word: 'blocks.picture', run: pictured((name) => nodeType('picture').create({ picture: name })) },
  { word: 'blocks.gallery', run: pictured((name) => nodeType('gallery').create(null, nodeType('picture').create({ picture: name }))) },
  { word: 'blocks.quotation', sign: '>', run: command(toggleWrap('quotation')) },
  { word: 'blocks.pull_quote', sign: '>>', run: block(() => nodeType('pull_quote').create()) },
  { word: 'blocks.bullet_list', sign: '-', run: command(toggleList('bullet_list')) },
  { word: 'blocks.ordered_list', sign: '1.', run: command(toggleList('ordered_list')) },
  { word: 'blocks.fact_box', sign: ':::', run: block(() => nodeType('fact_box').create(null, nodeType('paragraph').create())) },
  { word: 'blocks.table', run: block(() => newTable(3, 2)) },
  { word: 'blocks.definition_list', run: block(newDefinitions) },
  { word: 'blocks.embed', run: askForEmbed },
  { word: 'blocks.footnote', run: (view) => { insertFootnote(view) } },
  { word: 'blocks.divider', sign: '---', run: block(() => nodeType('divider').create()) },
  { word: 'blocks.hard_break', run: command(insertBreak) },
]

function askForEmbed(view: EditorView, { say }: Editing) {
  ask({
    title: say('blocks.embed'), closeText: say('close'), doText: say('insert'), closed: () => view.focus(),
    fields: [{ name: 'url', label: say('embed.url'), type: 'url' }, { name: 'title', label: say('embed.title'), hint: say('embed.title_hint') }],
    done({ url = '', title = '' }) {
      if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return { url: say('embed.wrong') }
      insertBlock(() => nodeType('embed').create({ url, title }))(view.state, view.dispatch, view)
      return undefined
    },
  })
}
