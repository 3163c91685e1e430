import assert from 'node:assert/strict'
import { test } from 'node:test'
import { line, showProgress } from './progress.ts'

test('a line of progress gives count, total, share, rate and the time left', () => {
  assert.equal(line('articles', { done: 1200, total: 4000, seconds: 3 }), '1,200 of 4,000 articles (30 %), 400 a second, 7 s left')
  assert.equal(line('pictures', { done: 3, total: 10, seconds: 60 }), '3 of 10 pictures (30 %), 0.1 a second, 2 min 20 s left')
})

test('where the total is not known yet, the count and the rate stand alone', () => {
  assert.equal(line('articles', { done: 50, total: undefined, seconds: 2 }), '50 articles, 25 a second')
})

test('nothing to do is all done', () => {
  assert.equal(line('articles', { done: 0, total: 0, seconds: 1 }), '0 of 0 articles (100 %)')
})

test('on a terminal one bar is drawn over again, elsewhere plain lines come every five seconds and at the end', () => {
  const written = (isTTY: boolean) => {
    let text = ''
    let time = 0
    const progress = showProgress('articles', { isTTY, columns: 120, write: (more) => { text += more } }, () => time)
    for (let done = 1; done <= 80; done++) {
      time = done * 100
      progress.at(done, 80)
    }
    progress.end()
    return text
  }
  assert.equal(written(false), '50 of 80 articles (62 %), 10 a second, 3 s left\n80 of 80 articles (100 %), 10 a second, 8 s in all\n')
  const bars = written(true).split('\r')
  assert.equal(bars.length, 82)
  assert.match(bars.at(-1) ?? '', /^█{24} 80 of 80 articles \(100 %\), 10 a second, 8 s in all\u001b\[K\n$/)
})

test('a bar never grows wider than its terminal', () => {
  for (const columns of [20, 60, 70, 80]) {
    let text = ''
    const progress = showProgress('pictures and articles', { isTTY: true, columns, write: (more) => { text += more } }, () => 1_000)
    progress.at(12_345, 54_321)
    progress.end()
    const widest = Math.max(...text.replaceAll('\u001b[K', '').split(/[\r\n]/).map((one) => one.length))
    assert.ok(widest < columns && widest > 0, `${widest} of ${columns}`)
  }
})
