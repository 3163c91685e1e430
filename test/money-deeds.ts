// What happens in a world of promised money: what supporters, staff, the bank and the providers do, each at random.
import { changeAccount, changeAmount, changeToTransfer, pausePledge, resumePledge } from '../src/funding/changing.ts'
import { approveCollection, dropCollection, proposeCollection, takeFile } from '../src/funding/collection.ts'
import { takeAnswer } from '../src/funding/collection-answer.ts'
import { debitAgain } from '../src/funding/debit.ts'
import { cancelPledge, withdrawPledge } from '../src/funding/ending.ts'
import { signMandate } from '../src/funding/mandate.ts'
import { undertake } from '../src/funding/pledge.ts'
import { filesOf } from '../src/funding/reads/collections.ts'
import { refundDue } from '../src/funding/refund.ts'
import { renewalDue } from '../src/funding/renewal.ts'
import { importStatement } from '../src/funding/statement.ts'
import { placeLine, refuseProposal, takeLineBack } from '../src/funding/suspense.ts'
import { supporterFor } from '../src/funding/supporter.ts'
import { receiveVoucher } from '../src/funding/voucher.ts'
import type { Db } from '../src/base/db/db.ts'
import { camt, type MadeStatement } from './camt-makers.ts'
import { isAllowed } from './money-truth.ts'
import { days, today, work, type Promised, type World } from './money-world.ts'
import { inSpiteOfDeath } from './mortal.ts'
import { safe } from './statement-makers.ts'

const ibans = ['DE89370400440532013000', 'DE02500105170137075030', 'AT611904300234573201', 'NL91ABNA0417164300', 'FR1420041010050500013M02606', 'BE68539007547034']

const by = (world: World, who: string) => ({ by: who, now: world.paper.clock.now })
const certainly = <T>(world: World, does: (db: Db) => Promise<T>) => inSpiteOfDeath(world.db, world.death(), does)

const deeds: Record<string, { often: number; does: (world: World) => Promise<unknown> }> = {
  days: { often: 9, does: (world) => days(world, 1 + world.below(9)) },
  month: { often: 3, does: (world) => days(world, 28) },
  promise: { often: 3, does: promise },
  collect: { often: 9, does: collect },
  post: { often: 7, does: post },
  transfer: { often: 3, does: transfer },
  settle: { often: 3, does: settle },
  change: { often: 4, does: change },
  leave: { often: 2, does: leave },
  back: { often: 4, does: giveBack },
  reject: { often: 1, does: reject },
  decide: { often: 3, does: decide },
  again: { often: 1, does: again },
  refund: { often: 1, does: async (world) => { const one = world.oneOf(await world.db.selectFrom('dues').select('id').where('state', 'in', ['paid', 'in_flight']).orderBy('id').execute()); return one && certainly(world, (db) => refundDue(db, { due_id: one.id, why: 'goodwill' }, by(world, 'staff:1'))) } },
  repay: { often: 2, does: repay },
  page: { often: 4, does: page },
  renew: { often: 2, does: renew },
  notices: { often: 4, does: notices },
  fault: { often: 2, does: async ({ paper, oneOf }) => paper.double.faults.push(oneOf(['away', 'mute'] as const) ?? 'away') },
  atProvider: { often: 2, does: atProvider },
  fee: { often: 1, does: async (world) => world.bank.move(today(world), 'fee', { amount: -(100 + world.below(900)), isBare: true, bank_code: ['PMNT', 'MDOP', 'CHRG'] }) },
}
const lot = Object.entries(deeds).flatMap(([name, { often }]) => Array<string>(often).fill(name))

/** Something happens; answers what. */
export async function somethingHappens(world: World): Promise<string> {
  const name = world.oneOf(lot) ?? 'days'
  await deeds[name]?.does(world)
  return name
}

export async function promise(world: World) {
  const { below, oneOf, paper, promises } = world
  const n = promises.length
  if (n >= 6) return
  const [name, mail_address] = [`Giver ${n}`, `giver-${world.seed}-${n}@mail.test`]
  const amount = 500 + 100 * below(20)
  const rhythm = oneOf(['once', 'monthly', 'monthly', 'monthly', 'quarterly'] as const) ?? 'monthly'
  const way = oneOf(['debit', 'debit', 'debit', 'transfer', 'provider', 'provider', 'hand'] as const) ?? 'debit'
  const iban = ibans[n] ?? ''
  const kept: Omit<Promised, 'pledge_id' | 'due_id' | 'supporter_id' | 'reference' | 'rhythm'> = { name, mail_address, way, amount, amounts: [amount], iban, provider: null, state: 'on', ends_on: null, cash: 0 }
  if (way === 'hand') {
    const staff = await world.db.selectFrom('readers').selectAll().orderBy('id').executeTakeFirstOrThrow()
    await certainly(world, (db) => receiveVoucher(db, { number: `V${n}`, kind: 'cash', amount, currency: 'EUR', received_on: today(world), name, mail_address, language: 'de', campaign_id: null }, { by: { ...staff, session_id: 0, factors: [], roles: [], mail_address: '' } as never, now: paper.clock.now }))
    const made = await world.db.selectFrom('pledges').innerJoin('dues', 'dues.pledge_id', 'pledges.id').select(['pledges.id as pledge_id', 'dues.id as due_id', 'supporter_id', 'reference']).orderBy('pledges.id', 'desc').executeTakeFirstOrThrow()
    return promises.push({ ...kept, ...made, rhythm: 'once', cash: amount })
  }
  const made = await certainly(world, (db) => db.transaction().execute(async (tx) => {
    const { id } = await supporterFor(tx, { name, mail_address, language: 'de' }, paper.clock.now)
    const act = by(world, `supporter:${id}`)
    const mandate = way === 'debit' ? await signMandate(tx, { supporter_id: id, holder: name, iban, rhythm, language: 'de' }, { ...act, safe }) : undefined
    const provider = way === 'provider' ? oneOf(['stripe', 'mollie'] as const) ?? null : null
    return { provider, ...await undertake(tx, { supporter: { id }, amount, currency: 'EUR', rhythm, way, provider, mandate_id: mandate?.id ?? null, first_due_on: today(world, way === 'debit' ? 6 : 0), state: way === 'provider' ? 'begun' : 'active' }, act) }
  }))
  promises.push({ ...kept, ...made, rhythm })
  if (made.provider) await paper.checkout(made.due_id)
}

/** Two people take together what can go, and the bank gets the files; sometimes they think again. */
async function collect(world: World) {
  const { below, bank, staff: [ada, bo], paper: { clock: { now } } } = world
  if (!ada || !bo) return
  const { day } = await world.db.selectFrom('debits').select((eb) => eb.fn.max('collect_on').as('day')).where('state', '=', 'planned').where('collection_id', 'is', null).executeTakeFirstOrThrow()
  const proposed = day === null ? undefined : await certainly(world, (db) => proposeCollection(db, { collect_on: day }, { ...ada, now }))
  if (below(4) === 0) await work(world)
  for (const { id } of await world.db.selectFrom('collections').select('id').where('state', '=', 'proposed').orderBy('id').execute()) {
    if (proposed && 'id' in proposed && below(6) === 0) continue
    if (below(8) === 0) await certainly(world, (db) => dropCollection(db, id, { ...ada, now }))
    else await certainly(world, (db) => approveCollection(db, id, { ...bo, now, safe }))
  }
  const written = await world.db.selectFrom('collections').select('id').where('state', '=', 'approved').orderBy('id').execute()
  for (const { id } of written) {
    for (const { part, message_id } of await filesOf(world.db, id)) {
      const file = bank.debits.some((debit) => debit.message_id === message_id) ? undefined : await takeFile(world.db, { collection_id: id, part }, { ...ada, now, safe })
      for (const debit of file ? bank.take(file.bytes.toString()) : []) await isAllowed(world, debit)
    }
  }
}

/** Statements come in any order, some of them again, some in one file. */
async function post(world: World) {
  const { below, post: waiting, imported } = world
  for (let n = 1 + below(3); n > 0; n--) {
    const old = below(4) === 0 ? world.oneOf(imported) : undefined
    const statement = old ?? waiting.splice(below(waiting.length), 1)[0]
    if (statement) await take(world, statement)
  }
}

export async function take(world: World, statement: MadeStatement) {
  const bytes = Buffer.from(camt(statement))
  await certainly(world, (db) => importStatement(db, { name: 's.xml', bytes }, { safe, ...by(world, 'staff:1') }))
  if (!world.imported.includes(statement)) world.imported.push(statement)
}

/** Who gives by transfer, or has something open, transfers; a part, too much, without saying for what. */
async function transfer(world: World) {
  const one = world.oneOf(world.promises.filter(({ way }) => way !== 'hand'))
  if (!one || (one.way !== 'transfer' && world.below(6) > 0)) return
  const amount = world.oneOf([one.amount, one.amount, one.amount, one.amount * 2, Math.ceil(one.amount / 2), one.amount + 77]) ?? one.amount
  const text = world.below(4) === 0 ? 'fuer die Zeitung' : `Danke ${one.reference.toLowerCase()}`
  world.bank.move(today(world), 'transfer', { of: one.pledge_id, amount, text, name: world.below(2) === 0 ? one.name : 'Somebody', iban: one.iban })
}

/** Whose debit came back, or is still to come, transfers the amount, perhaps just as the next one goes out. */
async function settle(world: World) {
  const waiting = await world.db.selectFrom('dues').innerJoin('pledges', 'pledges.id', 'pledge_id').innerJoin('debits', 'debits.due_id', 'dues.id').select(['dues.id', 'dues.amount', 'pledge_id', 'pledges.reference']).distinct()
    .where('dues.state', 'in', ['open', 'returned', 'in_flight']).where('debits.state', 'in', ['planned', 'sent', 'returned']).orderBy('dues.id').execute()
  const due = world.oneOf(waiting)
  const one = world.promises.find(({ pledge_id }) => pledge_id === due?.pledge_id)
  if (due && one) world.bank.move(today(world), 'transfer', { of: one.pledge_id, amount: due.amount, text: due.reference, name: one.name, iban: one.iban })
}

async function change(world: World) {
  const { below, oneOf } = world
  const one = oneOf(world.promises)
  if (!one) return
  const id = one.pledge_id
  const act = by(world, `supporter:${one.supporter_id}`)
  const does = oneOf(['amount', 'account', 'transfer', 'pause', 'resume'] as const)
  if (does === 'amount') {
    const amount = 500 + 100 * below(20)
    const rhythm = one.rhythm === 'once' ? 'once' : oneOf(['monthly', 'quarterly', one.rhythm] as const) ?? one.rhythm
    if (await certainly(world, (db) => changeAmount(db, { id, amount, rhythm }, act))) Object.assign(one, { amount, rhythm, amounts: [...one.amounts, amount] })
  }
  if (does === 'account') {
    const iban = oneOf(ibans) ?? one.iban
    if (await certainly(world, (db) => changeAccount(db, { id, language: 'de', account: { holder: one.name, iban } }, { ...act, safe }))) Object.assign(one, { iban, way: 'debit' })
  }
  if (does === 'transfer' && below(3) === 0 && (await certainly(world, (db) => changeToTransfer(db, id, act)))) Object.assign(one, { way: 'transfer' })
  if (does === 'pause' && (await certainly(world, (db) => pausePledge(db, { id, until: today(world, 10 + below(60)) }, act)))) Object.assign(one, { state: 'paused' })
  if (does === 'resume') await certainly(world, (db) => resumePledge(db, id, act))
  await remember(world, one)
}

/** What the paper says of it on their own side; what has become of it by itself, such as the end of a pause, is no news to them. */
async function remember(world: World, one: Promised) {
  const { state } = await world.db.selectFrom('pledges').select('state').where('id', '=', one.pledge_id).executeTakeFirstOrThrow()
  if (one.state === 'paused' && state === 'active') one.state = 'on'
}

async function leave(world: World) {
  const { below, oneOf } = world
  const one = oneOf(world.promises)
  if (!one || below(2) === 0) return
  const act = by(world, `supporter:${one.supporter_id}`)
  if (below(3) === 0) {
    const { outcome } = await certainly(world, (db) => withdrawPledge(db, { id: one.pledge_id, declared_at: act.now }, act))
    if (outcome === 'ended') one.state = 'over'
    return
  }
  const wanted_on = below(3) === 0 ? today(world, below(80)) : null
  const { outcome, ends_on } = await certainly(world, (db) => cancelPledge(db, { id: one.pledge_id, manner: below(3) === 0 ? 'extraordinary' : 'ordinary', wanted_on }, act))
  if (outcome === 'ended') one.state = 'over'
  if (outcome === 'ending') one.ends_on = ends_on
}

const reasons = ['AM04', 'AM04', 'AM04', 'AC01', 'AC04', 'AC06', 'MD01', 'MD06', 'MD07', 'MS02', 'MS03', 'SL01', 'XX99']

async function giveBack(world: World) {
  const debit = world.oneOf(world.bank.debits.filter(({ state }) => state === 'booked'))
  if (debit) world.bank.giveBack(debit, { day: today(world), reason: world.oneOf(reasons) ?? 'AM04', fee: world.oneOf([0, 300]) ?? 0 })
}

/** Before it books: single debits, or a whole file. */
async function reject(world: World) {
  const debit = world.oneOf(world.bank.debits.filter(({ state }) => state === 'waiting'))
  if (!debit) return
  const whole = world.below(3) === 0
  const reason = world.oneOf(reasons) ?? 'AM04'
  for (const one of whole ? world.bank.debits.filter(({ message_id, state }) => message_id === debit.message_id && state === 'waiting') : [debit]) Object.assign(one, { state: 'rejected', reason: whole ? '' : reason })
  const why = (code: string) => `<StsRsnInf><Rsn><Cd>${code}</Cd></Rsn></StsRsnInf>`
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><GrpHdr><MsgId>BANK</MsgId><CreDtTm>2026-03-03T08:00:00Z</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>${debit.message_id}</OrgnlMsgId><OrgnlMsgNmId>pain.008.001.08</OrgnlMsgNmId>${whole ? `<GrpSts>RJCT</GrpSts>${why('FF01')}` : '<GrpSts>PART</GrpSts>'}</OrgnlGrpInfAndSts>
${whole ? '' : `<OrgnlPmtInfAndSts><OrgnlPmtInfId>${debit.message_id}-${debit.sequence}</OrgnlPmtInfId><PmtInfSts>PART</PmtInfSts><TxInfAndSts><StsId>1</StsId><OrgnlEndToEndId>${debit.end_to_end_id}</OrgnlEndToEndId><TxSts>RJCT</TxSts>${why(reason)}</TxInfAndSts></OrgnlPmtInfAndSts>`}
</CstmrPmtStsRpt></Document>`
  for (let n = 0; n < 1 + world.below(2); n++) await certainly(world, (db) => takeAnswer(db, Buffer.from(xml), by(world, 'staff:1')))
}

/** Somebody looks at what lies in suspense: they are right, or wrong and notice it, or take back what was right. */
async function decide(world: World) {
  const { below, oneOf } = world
  const open = await world.db.selectFrom('statement_lines').select(['id', 'state', 'end_to_end_id', 'amount']).where('state', 'in', ['suspense', 'proposed']).orderBy('id').execute()
  const line = oneOf(open)
  const truly = line && world.bank.moves.find(({ entry }) => entry.end_to_end_id === line.end_to_end_id)
  if (line && truly?.what === 'transfer') {
    if (line.state === 'proposed' && below(3) === 0) await certainly(world, (db) => refuseProposal(db, line.id, by(world, 'staff:1')))
    const right = truly.of ?? 0
    const pledge_id = below(4) === 0 ? oneOf(world.promises)?.pledge_id ?? right : right
    await certainly(world, (db) => placeLine(db, { line_id: line.id, place: { state: 'booked', kind: 'transfer', pledge_id } }, by(world, 'staff:1')))
  }
  if (below(3) > 0) return
  const booked = oneOf(await world.db.selectFrom('statement_lines').select('id').where('state', '=', 'booked').where('kind', 'in', ['transfer', 'fee', 'payout', 'refund']).orderBy('id').execute())
  if (booked) await certainly(world, (db) => takeLineBack(db, booked.id, by(world, 'staff:1')))
}

async function again(world: World) {
  const due = world.oneOf(await world.db.selectFrom('dues').innerJoin('pledges', 'pledges.id', 'pledge_id').select('dues.id').where('dues.state', '=', 'returned').where('way', '=', 'debit').orderBy('dues.id').execute())
  if (due) await certainly(world, (db) => debitAgain(db, { due_id: due.id, again_on: today(world, 3) }, by(world, 'staff:1')))
}

/** Whoever keeps the books transfers what is owed: each once. */
export async function repay(world: World) {
  const owed = await world.db.selectFrom('refunds').innerJoin('dues', 'dues.id', 'due_id').select(['refunds.reference', 'refunds.amount', 'pledge_id']).where('refunds.state', '=', 'owed').orderBy('refunds.id').execute()
  for (const { reference, amount, pledge_id } of owed) {
    if (!world.bank.moves.some(({ what, entry }) => what === 'refund' && entry.text === `Erstattung ${reference}`)) world.bank.move(today(world), 'refund', { of: pledge_id, amount: -amount, text: `Erstattung ${reference}`, name: 'Giver' })
  }
}

async function page({ paper: { double: { account } }, oneOf, below }: World) {
  const one = oneOf(account.state.payments.filter(({ state, off_session }) => state === 'open' && !off_session))
  if (one && below(6) === 0) account.leave(one)
  else if (one) account.pay(one, { failure: oneOf(['', '', '', 'insufficient_funds', 'expired_card']) ?? '' })
}

/** A pledge whose card has failed goes on with another one. */
async function renew(world: World) {
  const one = world.oneOf(world.promises.filter(({ way }) => way === 'provider'))
  const due_id = one && (await certainly(world, (db) => renewalDue(db, one.pledge_id, { now: world.paper.clock.now })))
  if (due_id !== undefined) await world.paper.checkout(due_id)
}

/** All that providers have to tell: once, twice, in another order, or it is lost. */
async function notices(world: World) {
  const { paper: { double }, below } = world
  const some = double.waiting.splice(0, below(3) === 0 ? 1 : Infinity)
  if (below(4) === 0) return
  for (const notice of below(2) === 0 ? some.toReversed() : some) for (let n = 0; n < 1 + below(2); n++) await double.deliverOne(notice)
  await work(world)
}

async function atProvider({ paper: { double: { account } }, below, oneOf }: World) {
  const one = oneOf(account.state.payments.filter(({ state }) => state === 'paid'))
  const does = below(6)
  if (does === 0) account.payOut('stripe')
  if (does === 1) account.payOut('mollie')
  if (!one) return
  if (does === 2) account.refund(one, { amount: Math.floor(one.amount / (1 + below(2))), reference: null })
  if (does === 3) account.failRefund(one)
  if (does === 4) account.dispute(one)
  if (does === 5) account.winDispute(one)
}
