// What somebody typed, read from the changes alone: where in the article each piece belongs only the working copy knows.
import { ContentString, createID, isDeleted, Item, type decodeUpdate } from 'yjs'

/** The letters put in and not taken out again, piece by piece as they were written, each on a line of its own. */
export function typedIn({ structs, ds }: ReturnType<typeof decodeUpdate>): string {
  let text = ''
  let last: { client: number; clock: number } | undefined
  for (const struct of structs) {
    if (!(struct instanceof Item) || !(struct.content instanceof ContentString)) continue
    const { id: { client, clock }, content: { str }, origin } = struct
    const goesOn = last !== undefined && origin?.client === last.client && origin.clock === last.clock
    const kept = [...Array(str.length).keys()].filter((n) => !isDeleted(ds, createID(client, clock + n))).map((n) => str[n]).join('')
    text += goesOn ? kept : `\n${kept}`
    last = { client, clock: clock + str.length - 1 }
  }
  return text.split('\n').filter((line) => line.trim() !== '').join('\n')
}
