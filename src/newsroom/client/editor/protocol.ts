// What browsers and the program say to each other about a working copy: the messages of y-protocols, as y-websocket sends
// them, and one of our own.

/** The first number of a message. */
export const messages = {
  sync: 0,
  awareness: 1,
  /** Asks for everybody's awareness. */
  queryAwareness: 3,
  /**
   * From the program alone, with one number: so many of the messages that carried changes on this connection (sync step 2 and
   * update, in the order they were sent, whether or not anything in them was new) are in the database, and survive whatever is killed.
   */
  kept: 4,
} as const

/** Why a connection ends. After the first six nothing is gained by connecting again. */
export const closes = {
  /** Nobody is signed in any more. */
  signedOut: 4401,
  /** They may not write in this article, or not any more. */
  notPermitted: 4403,
  /** There is no such article. */
  gone: 4404,
  /** What was sent cannot be taken: it is no change of this article, or too much at once. */
  refused: 4409,
  /** The same, of more bytes than a message may have. */
  tooLarge: 1009,
  /** They have it open too often. */
  tooMany: 4429,
  /** The program stops: it, or another process, is there in a moment. */
  restarting: 1012,
  /** The database is away, or the program is too busy: again later. */
  later: 1013,
} as const

/** Where a transaction keeps the change that was told, as it was told. */
export const said = 'said'

/** A change may have so many bytes. */
export const mostUpdateBytes = 2 * 1_024 * 1_024

/** Who is in the article, as awareness tells it: `user` is what the program knows, whatever a browser says. */
export interface AwarenessUser {
  /** Of a reader. */
  id: number
  name: string
  /** One of eight: the style sheet has a colour for each. */
  colour: number
}
export const colours = 8
