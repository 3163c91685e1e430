// Mollie's HTTP API (v2), as far as the paper asks. Their own library is not used; why: docs/decisions/0068-providers-and-their-stand-in.md
import { z } from 'zod'

const amount = z.object({ value: z.string(), currency: z.string() })
const metadata = z.unknown().transform((given) => (typeof given === 'object' && given !== null && 'reference' in given && typeof given.reference === 'string' ? given.reference : null))
const refund = z.object({ id: z.string(), amount, settlementAmount: amount.nullish(), status: z.string(), createdAt: z.string(), metadata, paymentId: z.string() })
const chargeback = z.object({ id: z.string(), amount, settlementAmount: amount.nullish(), createdAt: z.string(), reversedAt: z.string().nullish(), paymentId: z.string() })
const payment = z.object({
  id: z.string(), status: z.string(), amount, settlementAmount: amount.nullish(), createdAt: z.string(), paidAt: z.string().nullish(), metadata,
  customerId: z.string().nullish(), mandateId: z.string().nullish(), sequenceType: z.string().nullish(),
  statusReason: z.object({ code: z.string() }).nullish(), details: z.object({ failureReason: z.string().nullish(), bankReasonCode: z.string().nullish() }).nullish(),
  _embedded: z.object({ refunds: z.array(refund).optional(), chargebacks: z.array(chargeback).optional() }).optional(),
  _links: z.object({ checkout: z.object({ href: z.string() }).nullish() }),
})
const mandate = z.object({ id: z.string(), status: z.string() })
const costs = z.array(z.object({ amountGross: amount })).optional()
const settlement = z.object({
  id: z.string(), status: z.string(), amount, createdAt: z.string().nullish(), settledAt: z.string().nullish(),
  // By year and month; a list where there are none.
  periods: z.union([z.record(z.string(), z.record(z.string(), z.object({ costs }))), z.array(z.never())]),
})
export const shapes = { customer: z.object({ id: z.string() }), payment, refund, chargeback, mandate, settlement }
export type MolliePayment = z.infer<typeof payment>
export type MollieAmount = z.infer<typeof amount>

const listed = z.object({ _embedded: z.record(z.string(), z.array(z.unknown())).optional(), _links: z.object({ next: z.object({ href: z.string() }).nullish() }) })

export class MollieError extends Error {
  status: number
  constructor(status: number, detail: string) {
    super(detail)
    this.status = status
  }
}

const patienceMs = 20_000
const perPage = '250'

export function mollieApi({ key, base }: { key: string; base: string }) {
  const root = `${base || 'https://api.mollie.com'}/v2/`

  async function ask(address: string, init: RequestInit = {}): Promise<unknown> {
    const response = await fetch(address, { ...init, headers: { ...init.headers, authorization: `Bearer ${key}`, accept: 'application/hal+json' }, signal: AbortSignal.timeout(patienceMs), redirect: 'error' })
    const body: unknown = await response.json().catch(() => undefined)
    if (response.ok) return body
    const said = z.object({ detail: z.string() }).safeParse(body)
    throw new MollieError(response.status, said.success ? said.data.detail : `Mollie answers ${response.status}`)
  }

  return {
    async get<S extends z.ZodType>(path: string, shape: S): Promise<z.infer<S>> {
      return shape.parse(await ask(root + path))
    },
    /** `idempotencyKey`: repeated with the same one within an hour, the call is one. */
    async post<S extends z.ZodType>(path: string, { shape, body, idempotencyKey }: { shape: S; body: object; idempotencyKey: string }): Promise<z.infer<S>> {
      return shape.parse(await ask(root + path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey } }))
    },
    /** The newest first, a page at a time. */
    async *list<S extends z.ZodType>(path: string, { name, shape }: { name: string; shape: S }): AsyncGenerator<z.infer<S>> {
      for (let next: string | undefined = `${root}${path}?limit=${perPage}`; next !== undefined;) {
        const page: z.infer<typeof listed> = listed.parse(await ask(next))
        for (const row of page._embedded?.[name] ?? []) yield shape.parse(row)
        next = page._links.next?.href
        // The key goes nowhere else.
        if (next !== undefined && !next.startsWith(root)) throw new Error('Mollie names a page that is not its own')
      }
    },
  }
}
export type MollieApi = ReturnType<typeof mollieApi>
