// The short way: most requests are a plain GET for a page that lies in the press, and parsing them with the full HTTP
// machinery costs more than answering them. So a new connection is read here first. A request that is as plain as can be
// is answered here; with the first that is not, or that nobody here can answer, the connection is handed to the HTTP
// server, bytes and all, and stays there (Node documents the event 'connection' for injecting connections). Nothing is
// ever guessed: what is not understood to the last byte is not for here.
import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { STATUS_CODES } from 'node:http'
import type { Head } from '../press/sheet.ts'

export interface Asked { url: string; headers: { 'accept-encoding'?: string; 'if-none-match'?: string } }
export interface Ready { status: number; head: Head; body?: Buffer }
/** Undefined when it takes the long way. */
export type Quick = (asked: Asked) => Ready | undefined

/** What a browser sends is far below. */
const longestRequest = 4_096
const idleMs = 10_000
const requestLine = /^GET (\/[\w./?=&-]*) HTTP\/1\.1$/
const headerLine = /^([A-Za-z0-9-]+): ?([\x20-\x7e]*)$/
/** With one of these a request is more than plain: it has a body, or wants something of the connection. */
const notPlain = new Set(['content-length', 'transfer-encoding', 'expect', 'upgrade', 'trailer', 'te', 'http2-settings', 'proxy-connection'])

/** The one request that these bytes are, if they are one whole plain request and nothing else. */
export function plainRequest(text: string): Asked | undefined {
  if (text.length > longestRequest || !text.endsWith('\r\n\r\n')) return undefined
  const [first = '', ...lines] = text.slice(0, -4).split('\r\n')
  const url = requestLine.exec(first)?.[1]
  if (url === undefined) return undefined
  const headers: Asked['headers'] = {}
  let hosts = 0
  for (const line of lines) {
    const [, given, value] = headerLine.exec(line) ?? []
    if (given === undefined || value === undefined) return undefined
    const name = given.toLowerCase()
    if (notPlain.has(name) || (name === 'connection' && value.toLowerCase() !== 'keep-alive')) return undefined
    if (name === 'host') hosts++
    if (name !== 'accept-encoding' && name !== 'if-none-match') continue
    if (headers[name] !== undefined) return undefined
    headers[name] = value
  }
  return hosts === 1 ? { url, headers } : undefined
}

/** Puts the short way before a server's own. */
export function quicken(server: Server, quick: Quick) {
  const own = server.listeners('connection')
  const sockets = new Set<Socket>()
  server.removeAllListeners('connection')
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    answerQuickly(socket, quick, (rest) => {
      sockets.delete(socket)
      if (rest === undefined) return
      // Read again by the server, as if nobody had.
      socket.pause()
      socket.unshift(rest)
      for (const take of own) take.call(server, socket)
      socket.resume()
    })
  })
  return {
    /** Ends those that wait for another request, when what they were answered has been sent. */
    end: () => { for (const socket of sockets) socket.destroySoon() },
    cut: () => { for (const socket of sockets) socket.destroy() },
  }
}

/** `leave` is called once: with what is left to be read, or with nothing when the connection is over. */
function answerQuickly(socket: Socket, quick: Quick, leave: (rest?: Buffer) => void) {
  const handlers = {
    data(chunk: Buffer) {
      // Who asks again before it has taken what it asked for first is held back by the server, not here.
      const asked = socket.writableLength === 0 ? plainRequest(chunk.toString('latin1')) : undefined
      const ready = asked && quick(asked)
      if (ready) return write(socket, ready)
      for (const [name, handler] of Object.entries(handlers)) socket.off(name, handler)
      socket.setTimeout(0)
      leave(chunk)
    },
    timeout: () => { socket.destroy() },
    end: () => { socket.end() },
    error: () => { socket.destroy() },
    close: () => leave(),
  }
  for (const [name, handler] of Object.entries(handlers)) socket.on(name, handler)
  socket.setTimeout(idleMs)
}

function write(socket: Socket, { status, head, body }: Ready) {
  socket.cork()
  socket.write(`${written(status, head)}date: ${httpDate()}\r\n\r\n`, 'latin1')
  if (body) socket.write(body)
  socket.uncork()
}

const heads = new WeakMap<Head, string>()

function written(status: number, head: Head): string {
  const known = heads.get(head)
  if (known !== undefined) return known
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`)
  const text = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}connection: keep-alive\r\nkeep-alive: timeout=${idleMs / 1_000}\r\n`
  heads.set(head, text)
  return text
}

let dateSecond = 0
let dateText = ''

function httpDate(): string {
  const second = Math.floor(Date.now() / 1_000)
  if (second !== dateSecond) [dateSecond, dateText] = [second, new Date(second * 1_000).toUTCString()]
  return dateText
}
