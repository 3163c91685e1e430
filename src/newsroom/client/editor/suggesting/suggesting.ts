// What somebody does while they suggest: their steps are taken back into the text as marks. Words they would take out stay, and
// words they put in come marked; what cannot be said by marks (a paragraph parted, a picture put in) is refused.
import { Fragment, type Mark, type Node, type Slice } from 'prosemirror-model'
import { TextSelection, type EditorState, type Transaction } from 'prosemirror-state'
import { Mapping, ReplaceStep, type Step } from 'prosemirror-transform'
import { markOf, suggestedBy, type Suggested, type Who } from './marks.ts'

export interface Suggesting { who: Who; at: string; newId: () => string }

/** The transaction as suggestions; undefined where it cannot be one. */
export function suggested(state: EditorState, tr: Transaction, suggesting: Suggesting): Transaction | undefined {
  const out = state.tr
  // One keystroke is one change, even where it takes something out and puts something in.
  const change = new Change(state, suggesting)
  for (const [n, step] of tr.steps.entries()) {
    const before = new Mapping(tr.mapping.maps.slice(0, n)).invert()
    const here = (pos: number, side: number) => out.mapping.map(before.map(pos, side), side)
    if (!(step instanceof ReplaceStep) || !take(out, step, { doc: tr.docs[n] ?? state.doc, here, change, head: state.selection.head })) return undefined
  }
  return out.setMeta('suggestion', true).scrollIntoView()
}

class Change {
  state: EditorState
  suggesting: Suggesting
  own: Suggested | undefined
  constructor(state: EditorState, suggesting: Suggesting) {
    this.state = state
    this.suggesting = suggesting
  }
  /** Joins what one has just done beside it, so that a word that is typed is one change. */
  mark(kind: 'insertion' | 'deletion', beside: (Node | null | undefined)[]): Mark {
    const { who, at, newId } = this.suggesting
    const near = beside.map((node) => node && markOf(node, kind)).find((mark) => mark && suggestedBy(mark).by === who.by)
    if (near) {
      this.own ??= suggestedBy(near)
      return near
    }
    this.own ??= { ...who, id: newId(), at }
    const type = this.state.schema.marks[kind]
    if (!type) throw new Error(`there is no mark ${kind}`)
    return type.create(this.own)
  }
}

interface Taking { doc: Node; here: (pos: number, side: number) => number; change: Change; head: number }

function take(out: Transaction, step: ReplaceStep, { doc, here, change, head }: Taking): boolean {
  const { from, to, slice } = step
  const kind = kindOf(doc, step)
  if (kind === 'refused') return false
  // An empty paragraph before or behind another one is no suggestion, and takes nothing from anybody.
  if (kind === 'blank') {
    out.step(rebased(step, here))
    return true
  }
  const isForward = head <= from && from < to
  const [start, end] = [here(from, -1), here(to, 1)]
  const size = out.doc.content.size
  if (to > from && !deleteMarked(out, { start, end, change })) return false
  const behind = end - (size - out.doc.content.size)
  const words = slice.size > 0 ? inline(slice.content) : Fragment.empty
  if (words.size > 0) return insertMarked(out, { at: behind, words, change })
  out.setSelection(TextSelection.near(out.doc.resolve(isForward ? behind : start), isForward ? 1 : -1))
  return true
}

function rebased({ slice, from, to }: ReplaceStep, here: Taking['here']): Step {
  return new ReplaceStep(here(from, -1), here(to, 1), slice)
}

/** What a step does: words, an empty paragraph made or taken away, or what marks cannot say. */
function kindOf(doc: Node, { from, to, slice }: ReplaceStep): 'words' | 'blank' | 'refused' {
  const [$from, $to] = [doc.resolve(from), doc.resolve(to)]
  const onlyInline = slice.openStart === 0 && slice.openEnd === 0 && isInline(slice.content)
  if (slice.size > 0 && onlyInline) return $from.parent.isTextblock && $to.parent.isTextblock ? 'words' : 'refused'
  if (slice.size === 0 && from < to) return deletionKind(doc, from, to)
  const text = slice.content.textBetween(0, slice.content.size, '', '\ufffc')
  // Enter at the edge of a paragraph.
  if (from === to && text === '' && $from.parent.isTextblock && ($from.parentOffset === 0 || $from.parentOffset === $from.parent.content.size)) return 'blank'
  // Several paragraphs come in as one, with breaks.
  return text !== '' && isTextOnly(slice) && $from.parent.isTextblock && $to.parent.isTextblock ? 'words' : 'refused'
}

function deletionKind(doc: Node, from: number, to: number): 'words' | 'blank' | 'refused' {
  let [words, others] = [false, false]
  doc.nodesBetween(from, to, (node) => {
    if (node.isText || node.type.name === 'hard_break' || node.type.name === 'footnote') words = true
    else if (node.isLeaf || (node.isAtom && !node.isTextblock)) others = true
    return node.type.name !== 'footnote'
  })
  if (others) return 'refused'
  if (words) return 'words'
  const isEmpty = [doc.resolve(from), doc.resolve(to)].some(({ parent }) => parent.isTextblock && parent.content.size === 0)
  return isEmpty ? 'blank' : 'refused'
}

function isInline(fragment: Fragment): boolean {
  let all = true
  fragment.forEach((node) => { if (!node.isInline) all = false })
  return all
}
function isTextOnly({ content }: Slice): boolean {
  let all = true
  content.descendants((node) => { if (node.isLeaf && !node.isInline) all = false })
  return all
}

/** The words of blocks in one line. */
function inline(content: Fragment): Fragment {
  if (isInline(content)) return content
  const parts: Node[] = []
  content.descendants((node) => {
    if (!node.isTextblock) return true
    const rest = node.type.schema.nodes.hard_break?.create()
    if (parts.length > 0 && node.content.size > 0 && rest) parts.push(rest)
    node.forEach((child) => parts.push(child))
    return false
  })
  return Fragment.fromArray(parts)
}

/** What one has put in oneself really goes; what others suggest and what stands there is marked. */
function deleteMarked(out: Transaction, { start, end, change }: { start: number; end: number; change: Change }): boolean {
  const found: { node: Node; from: number; to: number; mark: Mark | undefined }[] = []
  const { by } = change.suggesting.who
  let isFit = true
  const [before, after] = [out.doc.resolve(start).nodeBefore, out.doc.resolve(end).nodeAfter]
  out.doc.nodesBetween(start, end, (node, pos) => {
    if (!node.isInline) return true
    const [from, to] = [Math.max(pos, start), Math.min(pos + node.nodeSize, end)]
    const own = markOf(node, 'insertion')
    const isOwn = own !== undefined && suggestedBy(own).by === by
    if (isOwn) found.push({ node, from, to, mark: undefined })
    else if (!markOf(node, 'deletion')) {
      const parent = out.doc.resolve(pos).parent
      const mark = change.mark('deletion', [before, after])
      if (!parent.type.allowsMarkType(mark.type)) isFit = false
      found.push({ node, from, to, mark })
    }
    return false
  })
  if (!isFit) return false
  for (const { from, to, mark } of found.reverse()) {
    if (mark) out.addMark(from, to, mark)
    else out.delete(from, to)
  }
  return true
}

function insertMarked(out: Transaction, { at, words, change }: { at: number; words: Fragment; change: Change }): boolean {
  const $at = out.doc.resolve(at)
  const mark = change.mark('insertion', [$at.nodeBefore, $at.nodeAfter])
  if (!$at.parent.isTextblock || !$at.parent.type.allowsMarkType(mark.type)) return false
  const nodes: Node[] = []
  words.forEach((node) => {
    const marks = $at.parent.type.allowedMarks(node.marks.filter(({ type }) => type.name !== 'deletion'))
    nodes.push(node.mark(mark.addToSet(marks)))
  })
  const content = Fragment.fromArray(nodes)
  if (!$at.parent.canReplace($at.index(), $at.index(), content)) return false
  out.insert(at, content)
  out.setSelection(TextSelection.create(out.doc, at + content.size))
  return true
}
