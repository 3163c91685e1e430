// In the demonstration paper, on a machine that nobody else can reach and with no provider set up, the stand-in takes pretended
// payments, so that paying by card can be tried out. What it knows lies in the data folder: charges of later months find it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { paper } from '../../articles/reads/paper.ts'
import type { PaymentConfig } from '../../base/config.ts'
import type { Reads } from '../../base/db/db.ts'
import { now } from '../../base/time.ts'
import { providersOf } from '../provider.ts'
import { methodsKept } from '../reads/providers.ts'
import { newState, type State } from './account.ts'
import { startDouble, type Notice } from './server.ts'

interface Around { payments: PaymentConfig; isLocal: boolean; data: string; address: string }

/** The settings under which the stand-in is reached, and where a browser finds it; undefined where there is to be none. */
export async function demonstrationPayments(db: Reads, { payments, isLocal, data, address }: Around): Promise<{ payments: PaymentConfig; url: string } | undefined> {
  if (!isLocal || providersOf(payments).length > 0 || !(await paper(db)).demonstration) return undefined
  const file = join(data, 'pretended-payments.json')
  const changed = (state: State) => {
    mkdirSync(data, { recursive: true })
    writeFileSync(file, JSON.stringify(state))
  }
  // Notices are sent once the page that caused them has been answered.
  const double = await startDouble({ notices: `${address}/webhooks/stripe`, deliver: async (notice) => { void deliver(notice); return 200 }, clock: now, state: await knowing(db, stateIn(file)), changed })
  double.unref()
  return { payments: double.payments, url: double.origin }
}

async function deliver({ address, body, headers }: Notice) {
  for (const seconds of [0, 1, 5, 30]) {
    await sleep(seconds * 1_000, undefined, { ref: false })
    const status = await fetch(address, { method: 'POST', body, headers }).then((response) => response.status, () => 0)
    if (status >= 200 && status < 300) return
  }
}

/** What the paper charges and the stand-in does not know, as of supporters who came with the demonstration, pays. */
async function knowing(db: Reads, state: State): Promise<State> {
  const methods = Object.fromEntries((await methodsKept(db)).map(({ customer, method }) => [method, { customer, failure: '' }]))
  return { ...state, methods: { ...methods, ...state.methods } }
}

function stateIn(file: string): State {
  try {
    return { ...newState(), ...JSON.parse(readFileSync(file, 'utf8')) }
  } catch {
    return newState()
  }
}
