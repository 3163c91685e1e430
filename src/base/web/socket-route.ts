// An address at which a connection stays open both ways (a WebSocket): its guard, as every address has one, and the rooms
// behind it, which live as long as the process.
import type { Params } from '../../urls.ts'
import type { Db } from '../db/db.ts'
import type { Log } from '../log.ts'
import type { Guard } from './route.ts'

/** One browser's connection, as the rooms see it. */
export interface Connection<P extends string = string, Who = unknown> {
  params: Params<P>
  /** As it was last looked up; see `Guest.known`. */
  who: Who
  send(bytes: Uint8Array): void
  /** With one of the codes of RFC 6455, or one of ours from 4400 on. */
  end(code: number): void
  /** Nothing more is read of it until what this returns is called: whoever sends faster than it is taken waits. */
  hold(): () => void
}
/** Who has come in, as the connection sees them. */
export interface Guest<Who = unknown> {
  hear(bytes: Uint8Array): void
  /** Who they are, and what they may, has been looked up anew. */
  known(who: Who): void
  left(): void
}
export interface Rooms<P extends string = string, Who = unknown> {
  /** Lets somebody in; or answers with which code their connection ends. */
  enter(connection: Connection<P, Who>): Promise<Guest<Who> | number>
  /** What is told on these channels of the database. */
  hears: Record<string, (payload: string) => void>
  /** Something may not have been heard. */
  back(): void
  /** Brings what was said to where it is kept. Nobody comes in, and nothing is heard any more. */
  close(): Promise<void>
}
export interface RoomsSetting { db: Db; clock: () => Date; log: Log }

/** A row of the table of sockets. */
export interface SocketRoute {
  path: string
  guard: Guard<unknown>
  /** Whether somebody is signed in at all: that is told apart from who may not. */
  isKnown: Guard<unknown>
  open: (setting: RoomsSetting) => Rooms
  /** How large one message may be. */
  mostBytes: number
}

interface Behind<P extends string, Who> { isKnown: Guard<unknown>; open: (setting: RoomsSetting) => Rooms<P, Who>; mostBytes: number }

export function socket<P extends string, Who extends { id: number }>(path: P, guard: Guard<Who>, behind: Behind<P, Who>): SocketRoute {
  return { path, guard, ...behind } as SocketRoute
}

/** Whose connection it is. */
export function personOf(who: unknown): number {
  return (who as { id: number }).id
}
