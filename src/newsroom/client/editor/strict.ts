// A document of what stands in the editor, whose model asks for less: what the document's own model wants is put in, what it
// does not allow is left out where it holds nothing, and kept as a paragraph where it holds words. Suggestions are none yet.
export interface EditedNode {
  type: string
  attrs?: Record<string, unknown> | undefined
  content?: EditedNode[] | undefined
  marks?: { type: string; attrs?: Record<string, unknown> | undefined }[] | undefined
  text?: string | undefined
}

const paragraph = (content?: EditedNode[]): EditedNode => ({ type: 'paragraph', ...(content && content.length > 0 ? { content } : {}) })

/** What was to be put in is left out, what was to be taken out still stands. */
export function withoutSuggestions(node: EditedNode): EditedNode {
  const { marks, content, ...rest } = node
  const left = marks?.filter(({ type }) => !/^(insertion|deletion)(--|$)/.test(type))
  return {
    ...rest,
    ...(left && left.length > 0 ? { marks: left } : {}),
    ...(content ? { content: content.filter((child) => !child.marks?.some(({ type }) => /^insertion(--|$)/.test(type))).map(withoutSuggestions) } : {}),
  }
}

/** What the document's own model takes, with suggestions left out. */
export function strictDocument(doc: EditedNode): EditedNode {
  const content = (withoutSuggestions(doc).content ?? []).flatMap(strictBlock)
  // The editor always has a paragraph to write in; an article without a text has none.
  const [only] = content
  return { type: 'doc', content: content.length === 1 && only?.type === 'paragraph' && !only.content?.length ? [] : content }
}

function strictBlock(node: EditedNode): EditedNode[] {
  const all = node.content ?? []
  const inside = all.flatMap(strictBlock)
  switch (node.type) {
    case 'heading': return all.length > 0 ? [node] : []
    case 'quotation': return inside.length > 0 ? [{ ...node, content: inside }] : []
    case 'bullet_list': case 'ordered_list': case 'gallery': case 'table': return inside.length > 0 ? [{ ...node, content: inside }] : []
    case 'list_item': return [{ ...node, content: inside[0]?.type === 'paragraph' ? inside : [paragraph(), ...inside] }]
    case 'fact_box': return inside.length > 0 ? [{ ...node, content: inside }] : node.attrs?.title ? [{ ...node, content: [paragraph()] }] : []
    case 'definition_list': return all.length > 0 ? [{ ...node, content: definitions(all) }] : []
    case 'table_row': return all.length > 0 ? [node] : []
    case 'embed': return typeof node.attrs?.url === 'string' && /^https?:\/\//i.test(node.attrs.url) && URL.canParse(node.attrs.url) ? [node] : []
    default: return [node]
  }
}

/** Each term with a description at least, each description below a term. */
function definitions(all: EditedNode[]): EditedNode[] {
  const made: EditedNode[] = []
  for (const node of all) {
    const before = made.at(-1)?.type
    if (node.type === 'description' && before === undefined) made.push({ type: 'term' })
    if (node.type === 'term' && before === 'term') made.push({ type: 'description' })
    made.push(node)
  }
  if (made.at(-1)?.type === 'term') made.push({ type: 'description' })
  return made
}
