// Asks for addresses at steady rates, whatever the answers take: `steady.ts SECONDS (NAME RATE ADDRESS)…`. Says of each name how many
// answers came and how long they took, from the moment each was due.
import { connect, type Socket } from 'node:net'

interface Stream { name: string; perSecond: number; url: URL; sent: number; due: number[]; free: Socket[]; took: number[]; failed: number; waiting: number }

const connections = 256
const agents = Array.from({ length: 40 }, (_, n) => `Mozilla/5.0 (X11; Linux x86_64; rv:${100 + n}.0) Gecko/20100101 Firefox/${100 + n}.0`)
const [seconds = '10', ...words] = process.argv.slice(2)
const streams = Array.from({ length: words.length / 3 }, (_, n): Stream => ({ name: words[n * 3] ?? '', perSecond: Number(words[n * 3 + 1]), url: new URL(words[n * 3 + 2] ?? ''), sent: 0, due: [], free: [], took: [], failed: 0, waiting: 0 }))

for (const stream of streams) for (let n = 0; n < connections; n++) open(stream)
await new Promise((go) => setTimeout(go, 300))
const began = performance.now()
const last = Number(seconds) * 1_000
for (let now = 0; now < last; now = performance.now() - began) {
  for (const stream of streams) {
    for (const until = Math.floor((now / 1_000) * stream.perSecond); stream.sent < until; stream.sent++) stream.due.push(began + (stream.sent / stream.perSecond) * 1_000)
    send(stream)
  }
  await new Promise((go) => setTimeout(go, 1))
}
await new Promise((go) => setTimeout(go, 1_000))
console.log(JSON.stringify(Object.fromEntries(streams.map(({ name, took, failed, due, waiting }) => {
  const sorted = took.toSorted((a, b) => a - b)
  return [name, { answers: took.length, perSecond: Math.round(took.length / Number(seconds)), failed, unanswered: due.length + waiting, p50: at(sorted, 0.5), p99: at(sorted, 0.99), worst: sorted.at(-1) }]
}))))
process.exit()

function at(sorted: number[], share: number): number {
  return sorted[Math.floor(sorted.length * share)] ?? NaN
}

function send(stream: Stream) {
  while (stream.due.length > 0 && stream.free.length > 0) {
    const [socket, due = 0] = [stream.free.pop(), stream.due.shift()]
    socket?.write(`GET ${stream.url.pathname}${stream.url.search} HTTP/1.1\r\nHost: ${stream.url.host}\r\nUser-Agent: ${agents[stream.sent % agents.length]}\r\nAccept-Language: de\r\nAccept-Encoding: gzip\r\nReferer: ${stream.url.origin}/\r\n\r\n`)
    stream.waiting++
    socket?.once('answered', (status: number) => {
      stream.waiting--
      stream.free.push(socket)
      if (status === 200) stream.took.push(performance.now() - due)
      else stream.failed++
      send(stream)
    })
  }
}

/** An answer is its head and as many bytes as that says. */
function open(stream: Stream) {
  const socket = connect(Number(stream.url.port), stream.url.hostname, () => stream.free.push(socket))
  let [left, head, status] = [0, '', 0]
  socket.setNoDelay(true).on('error', () => { stream.failed++ }).on('data', (chunk) => {
    if (left === 0) {
      head += chunk.toString('latin1')
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) return
      status = Number(head.slice(9, 12))
      left = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0) - (head.length - end - 4)
      head = ''
    } else left -= chunk.length
    if (left <= 0) { left = 0; socket.emit('answered', status) }
  })
}
