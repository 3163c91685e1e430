// Where browsers write together: connections that stay open.
import { socket, type SocketRoute } from '../base/web/socket-route.ts'
import { reader } from '../people/guards.ts'
import { paths } from '../urls.ts'
import { mostUpdateBytes } from './client/editor/protocol.ts'
import { writingRooms } from './rooms.ts'
import { writer } from './writer.ts'

/** A message is a change and a few bytes around it. */
const mostBytes = mostUpdateBytes + 1_024

export const writingSockets: SocketRoute[] = [
  socket(paths.deskArticleWriting, writer, { isKnown: reader, open: writingRooms, mostBytes }),
]
