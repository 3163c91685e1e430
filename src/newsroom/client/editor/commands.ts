// What can be done with the text besides typing: blocks changed, put in, moved, taken out.
import { lift, setBlockType, wrapIn } from 'prosemirror-commands'
import type { Attrs, Node, NodeType, ResolvedPos } from 'prosemirror-model'
import { liftListItem, wrapInList } from 'prosemirror-schema-list'
import { NodeSelection, Selection, TextSelection, type Command, type EditorState } from 'prosemirror-state'
import { editorSchema } from './schema.ts'

export function nodeType(name: string): NodeType {
  const type = editorSchema.nodes[name]
  if (!type) throw new Error(`there is no node ${name}`)
  return type
}

export function markType(name: string) {
  const type = editorSchema.marks[name]
  if (!type) throw new Error(`there is no mark ${name}`)
  return type
}

export type Style = 'paragraph' | 'heading' | 'subheading'

/** The kind of paragraph that the selection stands in; nothing where it is another block. */
export function styleAt(state: EditorState): Style | undefined {
  const { parent } = state.selection.$from
  if (parent.type.name === 'paragraph') return 'paragraph'
  return parent.type.name === 'heading' ? (parent.attrs.level === 3 ? 'subheading' : 'heading') : undefined
}

export function setStyle(style: Style): Command {
  return style === 'paragraph' ? setBlockType(nodeType('paragraph')) : setBlockType(nodeType('heading'), { level: style === 'heading' ? 2 : 3 })
}

/** Puts what is selected into a block of that kind, or takes it out of the one it stands in. */
export function toggleWrap(name: 'quotation' | 'fact_box'): Command {
  return (state, dispatch, view) => (within(state, name) ? lift(state, dispatch, view) : wrapIn(nodeType(name))(state, dispatch, view))
}

export function toggleList(name: 'bullet_list' | 'ordered_list'): Command {
  return (state, dispatch, view) => {
    const list = nearest(state.selection.$from, (node) => node.type.name === 'bullet_list' || node.type.name === 'ordered_list')
    if (!list) return wrapInList(nodeType(name))(state, dispatch, view)
    if (list.node.type.name === name) return liftListItem(nodeType('list_item'))(state, dispatch)
    dispatch?.(state.tr.setNodeMarkup(list.pos, nodeType(name)))
    return true
  }
}

interface Found { node: Node; pos: number; depth: number }

/** The innermost node around a place of which something holds. */
export function nearest($pos: ResolvedPos, holds: (node: Node) => boolean): Found | undefined {
  for (let depth = $pos.depth; depth > 0; depth--) {
    const node = $pos.node(depth)
    if (holds(node)) return { node, pos: $pos.before(depth), depth }
  }
  return undefined
}

export function within(state: EditorState, ...names: string[]): Found | undefined {
  const { selection } = state
  if (selection instanceof NodeSelection && names.includes(selection.node.type.name)) return { node: selection.node, pos: selection.from, depth: selection.$from.depth + 1 }
  return nearest(selection.$from, (node) => names.includes(node.type.name))
}

/** Puts a block behind the one that is written in, or in its place where that is an empty paragraph. The caret goes into it. */
export function insertBlock(make: () => Node): Command {
  return (state, dispatch) => {
    const { $from } = state.selection
    const node = make()
    for (let depth = $from.depth; depth >= 0; depth--) {
      const parent = $from.node(depth)
      if (depth < $from.depth || state.selection instanceof NodeSelection) {
        const isEmpty = depth < $from.depth && $from.node(depth + 1).type.name === 'paragraph' && $from.node(depth + 1).content.size === 0
        const index = depth < $from.depth || state.selection instanceof NodeSelection ? $from.index(depth) : 0
        if (parent.canReplaceWith(isEmpty ? index : index + 1, index + 1, node.type)) {
          if (dispatch) dispatch(placed(state, node, { from: isEmpty ? $from.before(depth + 1) : afterIndex($from, depth, state), to: isEmpty ? $from.after(depth + 1) : afterIndex($from, depth, state) }))
          return true
        }
      }
    }
    return false
  }
}

function afterIndex($from: ResolvedPos, depth: number, { selection }: EditorState): number {
  return depth < $from.depth ? $from.after(depth + 1) : selection.to
}

function placed(state: EditorState, node: Node, { from, to }: { from: number; to: number }) {
  const tr = state.tr.replaceWith(from, to, node)
  const after = from + node.nodeSize
  // Somewhere to go on: a caret cannot stand behind the last picture of a text.
  if (tr.doc.resolve(after).nodeAfter === null && tr.doc.resolve(after).parent.type.name === 'doc') tr.insert(after, nodeType('paragraph').create())
  const inside = node.isAtom ? NodeSelection.create(tr.doc, from) : node.isLeaf ? Selection.near(tr.doc.resolve(after)) : Selection.near(tr.doc.resolve(from + 1))
  return tr.setSelection(inside).scrollIntoView()
}

/** The block of the text that the selection stands in, right below the document; of several, all. */
export function topBlocks({ selection: { $from, $to, from, to } }: EditorState): { from: number; to: number } | undefined {
  if ($from.depth === 0) return from === to ? undefined : { from, to }
  return { from: $from.before(1), to: $to.depth === 0 ? $to.pos : $to.after(1) }
}

/** Moves the block, or a point of a list within it, by one up or down. */
export function moveBlock(direction: -1 | 1): Command {
  return (state, dispatch) => {
    const { $from, $to } = state.selection
    const item = nearest($from, (node) => node.type.name === 'list_item')
    const parent = item && $to.depth >= item.depth && $to.before(item.depth) === item.pos ? $from.node(item.depth - 1) : undefined
    const index = item ? $from.index(item.depth - 1) + direction : -1
    const moved = item && parent && index >= 0 && index < parent.childCount ? { from: item.pos, to: item.pos + item.node.nodeSize } : topBlocks(state)
    if (!moved) return false
    const beside = direction < 0 ? state.doc.resolve(moved.from).nodeBefore : state.doc.resolve(moved.to).nodeAfter
    if (!beside) return false
    if (dispatch) {
      const slice = state.doc.slice(moved.from, moved.to)
      const shift = direction * beside.nodeSize
      const tr = state.tr.delete(moved.from, moved.to).insert(moved.from + shift, slice.content)
      const { anchor, head } = state.selection
      tr.setSelection(state.selection instanceof NodeSelection ? NodeSelection.create(tr.doc, anchor + shift) : TextSelection.create(tr.doc, anchor + shift, head + shift))
      dispatch(tr.scrollIntoView())
    }
    return true
  }
}

/** Takes out what is selected as a whole, or the block that is written in. */
export const deleteBlock: Command = (state, dispatch) => {
  const { selection } = state
  const block = selection instanceof NodeSelection ? { from: selection.from, to: selection.to } : topBlocks(state)
  if (!block) return false
  if (dispatch) {
    const tr = state.tr
    if (tr.doc.childCount === 1 && block.from === 0) tr.replaceWith(block.from, block.to, nodeType('paragraph').create())
    else tr.delete(block.from, block.to)
    dispatch(tr.setSelection(Selection.near(tr.doc.resolve(Math.min(block.from, tr.doc.content.size)), -1)).scrollIntoView())
  }
  return true
}

/** Leaves whatever block one stands in: goes on in a paragraph behind it. */
export const leaveBlock: Command = (state, dispatch) => {
  const block = topBlocks(state)
  if (!block) return false
  if (dispatch) {
    const next = state.doc.resolve(block.to).nodeAfter
    const tr = state.tr
    if (next?.type.name !== 'paragraph' || next.content.size > 0) tr.insert(block.to, nodeType('paragraph').create())
    dispatch(tr.setSelection(TextSelection.create(tr.doc, block.to + 1)).scrollIntoView())
  }
  return true
}

export const insertBreak: Command = (state, dispatch) => {
  if (!state.selection.$from.parent.inlineContent || !state.selection.$from.parent.type.contentMatch.matchType(nodeType('hard_break'))) return false
  dispatch?.(state.tr.replaceSelectionWith(nodeType('hard_break').create(), true).scrollIntoView())
  return true
}

export function setAttributes(pos: number, attrs: Attrs): Command {
  return (state, dispatch) => {
    const node = state.doc.nodeAt(pos)
    if (!node) return false
    if (dispatch) {
      const tr = state.tr
      for (const [name, value] of Object.entries(attrs)) if (node.attrs[name] !== value) tr.setNodeAttribute(pos, name, value)
      dispatch(tr)
    }
    return true
  }
}
