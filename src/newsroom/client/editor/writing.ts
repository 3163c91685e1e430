// The working copy as the browser has it: the parts of its Yjs document by name. A browser never fills it; that is the server's.
import * as Y from 'yjs'

/** The texts that several can write in at once; as in written.ts. */
export const textNames = ['kicker', 'headline', 'standfirst', 'dateline_place', 'dateline_source', 'slug', 'lead_alt', 'lead_caption', 'note'] as const

export interface Writing {
  doc: Y.Doc
  text(name: string): Y.Text
  settings: Y.Map<unknown>
  body: Y.XmlFragment
  notes: Y.Map<unknown>
}

export function newWriting(): Writing {
  const doc = new Y.Doc()
  return { doc, text: (name) => doc.getText(name), settings: doc.getMap('settings'), body: doc.getXmlFragment('body'), notes: doc.getMap('notes') }
}
