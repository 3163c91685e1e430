// Tells browsers at once that something has grown, by server-sent events: one hub in each process, which hears the
// notices that the press hears, and looks up once for each of them, however many browsers listen. A stream holds no
// connection to the database.
//
//   const live = createLive({ look: (tag) => …, })
//   live.answer('thread:42', { after: 17, caller }) → a Response that goes on; live.notice(payload); live.back(); live.stop()
import { watch } from '../metrics/counts.ts'
import { heardIn } from '../press/flights.ts'
import type { Tag } from '../press/stale.ts'
import { nothing } from './respond.ts'

export interface Live {
  /** A stream that says the number of a tag, now and whenever it has changed; or that there is none, for good. */
  answer(tag: Tag, from: From): Response
  notice(payload: string): void
  /** Notices may have been missed. */
  back(): void
  /** Ends all streams, so that a stop need not wait for them. */
  stop(): void
}
/** `after` is the last number that the browser was told, if any. `caller` stands for who asks; `mayListen` is asked again while they listen. */
interface From { after: number | null; caller: string; mayListen?: () => Promise<boolean> }
interface Settings {
  /** The number of a tag as it is now. */
  look: (tag: Tag) => Promise<number>
  most?: number
  mostOfCaller?: number
  pingMs?: number
  pauseMs?: number
  /** So often it is looked up whether somebody still may. */
  askMs?: number
}
interface Stream { say: (text: string) => void; end: () => void; caller: string; told: number | null; mayListen: (() => Promise<boolean>) | undefined }
interface Topic { tag: Tag; number: number | undefined; streams: Set<Stream>; isStale: boolean; looking: boolean }

/** A reader whose connection takes no more than this has gone. */
const mostUnread = 16

export function createLive({ look, most = 5_000, mostOfCaller = 60, pingMs = 20_000, pauseMs = 250, askMs = 60_000 }: Settings): Live {
  const topics = new Map<string, Topic>()
  const callers = new Map<string, number>()
  let [size, isStopped] = [0, false]
  const each = (does: (stream: Stream) => void) => { for (const { streams } of topics.values()) for (const stream of [...streams]) does(stream) }
  const pinging = setInterval(() => each(({ say }) => say(':\n\n')), pingMs).unref()
  const asking = setInterval(() => each((stream) => void askAgain(stream)), askMs).unref()
  watch('litfass_live_streams', () => size)
  const isFull = (caller: string) => isStopped || size >= most || (callers.get(caller) ?? 0) >= mostOfCaller

  function answer(tag: Tag, from: From): Response {
    // What a browser understands as: do not ask again.
    if (isFull(from.caller)) return nothing()
    return new Response(streamOf(tag, from), { headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' } })
  }

  // It begins with the first read: of an answer whose body nobody wants, nothing remains.
  function streamOf(tag: Tag, { after, caller, mayListen }: From): ReadableStream<Uint8Array> {
    const encoder = new TextEncoder()
    let leave: (() => boolean) | undefined
    return new ReadableStream<Uint8Array>({
      pull(controller) {
        if (leave) return
        if (isFull(caller)) return controller.close()
        const stream: Stream = {
          caller, mayListen, told: after,
          say: (text) => ((controller.desiredSize ?? 0) < -mostUnread ? stream.end() : controller.enqueue(encoder.encode(text))),
          end: () => { if (leave?.()) controller.close() },
        }
        leave = enter(tag, stream)
      },
      cancel: () => void leave?.(),
    }, { highWaterMark: 0 })
  }

  /** Returns what leaves; false where it has been left already. */
  function enter(tag: Tag, stream: Stream): () => boolean {
    const topic = topics.get(tag) ?? { tag, number: undefined, streams: new Set(), isStale: true, looking: false }
    topics.set(tag, topic)
    topic.streams.add(stream)
    count(stream.caller, 1)
    // Not all at once, should they all have been cut off at once.
    stream.say(`retry: ${2_000 + Math.floor(Math.random() * 4_000)}\n\n`)
    if (topic.isStale) void lookAgain(topic)
    else tell(topic)
    return () => {
      if (!topic.streams.delete(stream)) return false
      count(stream.caller, -1)
      if (topic.streams.size === 0) topics.delete(tag)
      return true
    }
  }

  /** Whoever was signed out or may no longer see it hears no more. Where the database is away nothing is told anyway. */
  async function askAgain({ mayListen, end }: Stream) {
    if (mayListen && !(await mayListen().catch(() => true))) end()
  }

  function count(caller: string, more: 1 | -1) {
    size += more
    const open = (callers.get(caller) ?? 0) + more
    if (open > 0) callers.set(caller, open)
    else callers.delete(caller)
  }

  /** Until nothing has been heard since; with pauses, so that a heated hour is no storm of look-ups. */
  async function lookAgain(topic: Topic) {
    topic.isStale = true
    if (topic.looking) return
    topic.looking = true
    while (topic.isStale && topic.streams.size > 0) {
      topic.isStale = false
      try {
        topic.number = await look(topic.tag)
        tell(topic)
      } catch {
        // The database is away: back() comes when it is there again.
        topic.isStale = true
        break
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs).unref())
    }
    topic.looking = false
  }

  function notice(payload: string) {
    const { tags } = heardIn(payload, 0)
    for (const topic of tags === 'all' ? topics.values() : [...tags].flatMap((tag) => topics.get(tag) ?? [])) void lookAgain(topic)
  }

  function stop() {
    isStopped = true
    clearInterval(pinging)
    clearInterval(asking)
    each(({ end }) => end())
  }
  return { answer, notice, back: () => notice('*'), stop }
}

function tell({ number, streams }: Topic) {
  if (number === undefined) return
  for (const stream of [...streams]) {
    if (stream.told === number) continue
    stream.told = number
    stream.say(`id: ${number}\ndata: ${number}\n\n`)
  }
}
