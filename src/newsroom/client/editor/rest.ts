// What is done once whoever writes here pauses. Others, of whom somebody always writes, do not put it off.

export interface Rest { after(isOwn: boolean): void; end(): void }

export function rest(ms: number, then: () => void): Rest {
  let waiting = 0
  const end = () => { window.clearTimeout(waiting); waiting = 0 }
  return {
    after(isOwn) {
      if (waiting && !isOwn) return
      end()
      waiting = window.setTimeout(() => { waiting = 0; then() }, ms)
    },
    end,
  }
}
