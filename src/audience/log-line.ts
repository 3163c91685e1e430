// One line of a web server's log: the combined format of nginx and Apache, or JSON as nginx, Apache and Caddy write it.
import { jsonOf } from '../base/json.ts'

export interface LogLine {
  time: Date
  method: string
  /** Path and query. */
  target: string
  status: number
  bytes: string
  address: string
  agent: string
  referrer: string
  languages: string
  /** As far as the log knows: `Sec-GPC: 1` or `DNT: 1`. */
  isPrivate: boolean
}

const quoted = '"((?:[^"\\\\]|\\\\.)*)"'
const combined = new RegExp(`^(?:[\\w.-]+:\\d+ )?([\\da-fA-F.:]+) \\S+ .*?\\[(\\d\\d)/(\\w{3})/(\\d{4}):(\\d\\d:\\d\\d:\\d\\d) ([+-]\\d\\d)(\\d\\d)\\] ${quoted} (\\d{3}) (\\d+|-) ${quoted} ${quoted}`)
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Undefined where it is none. */
export function lineIn(text: string): LogLine | undefined {
  return text.startsWith('{') ? jsonLine(text) : combinedLine(text)
}

function combinedLine(text: string): LogLine | undefined {
  const [, address = '', day, month = '', year, clock, hours, minutes, request = '', status, bytes = '', referrer = '', agent = ''] = combined.exec(text) ?? []
  const number = months.indexOf(month) + 1
  if (number === 0) return undefined
  const time = new Date(`${year}-${String(number).padStart(2, '0')}-${day}T${clock}${hours}:${minutes}`)
  return whole({ time, ...requestIn(request), status: Number(status), bytes, address, agent: dashless(agent), referrer: dashless(referrer), languages: '', isPrivate: false })
}

function jsonLine(text: string): LogLine | undefined {
  const given = jsonOf(text)
  if (!isRecord(given)) return undefined
  const request = isRecord(given.request) ? given.request : {}
  const headers = isRecord(request.headers) ? request.headers : {}
  const said = (...names: string[]) => wordIn(given, names) || wordIn(request, names) || wordIn(headers, names)
  const line = requestIn(wordIn(given, ['request', 'request_line']))
  return whole({
    time: momentIn(said('time_iso8601', '@timestamp', 'timestamp', 'time_local', 'time', 'ts', 'msec')),
    method: said('request_method', 'method') || line.method,
    target: said('request_uri', 'uri', 'path', 'url') || line.target,
    status: Number(said('status', 'status_code', 'response')), bytes: said('body_bytes_sent', 'bytes_sent', 'size', 'bytes') || '-',
    address: said('client_ip', 'remote_addr', 'remote_ip', 'clientip', 'remoteIP', 'remote_host', 'host_ip'),
    agent: dashless(said('http_user_agent', 'user_agent', 'userAgent', 'agent', 'User-Agent')), referrer: dashless(said('http_referer', 'http_referrer', 'referer', 'referrer', 'Referer')),
    languages: said('http_accept_language', 'Accept-Language'), isPrivate: said('http_sec_gpc', 'Sec-Gpc', 'Sec-GPC') === '1' || said('http_dnt', 'Dnt', 'DNT') === '1',
  })
}

function requestIn(text: string): { method: string; target: string } {
  const [, method = '', target = ''] = /^([A-Z]+) (\S+)(?: HTTP\/[\d.]+)?$/.exec(text) ?? []
  return { method, target }
}

/** A request that was no HTTP has neither method nor target: it is a line nonetheless. */
function whole(line: LogLine): LogLine | undefined {
  return Number.isNaN(line.time.getTime()) || !(line.status >= 100 && line.status <= 999) || line.address === '' ? undefined : line
}

function momentIn(text: string): Date {
  if (/^\d+(\.\d+)?$/.test(text)) return new Date(Number(text) * (Number(text) > 1e11 ? 1 : 1_000))
  const [, day, month = '', year, clock, hours, minutes] = /^\[?(\d\d)\/(\w{3})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)\]?$/.exec(text) ?? []
  return new Date(day ? `${year}-${String(months.indexOf(month) + 1).padStart(2, '0')}-${day}T${clock}${hours}:${minutes}` : /\d{4}-\d\d-\d\d[T ].*(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : Number.NaN)
}

function wordIn(record: Record<string, unknown>, names: string[]): string {
  for (const name of names) {
    const value = record[name]
    const one = Array.isArray(value) ? value[0] : value
    if (typeof one === 'string' || typeof one === 'number') return String(one)
  }
  return ''
}

function dashless(text: string): string {
  return text === '-' ? '' : text
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
