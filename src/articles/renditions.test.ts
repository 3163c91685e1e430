import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { firstRenditions, plannedRenditions, wideCut, type Subject } from './renditions.ts'

const picture = (width: number, height: number, focal: Partial<Subject> = {}): Subject => ({ width, height, focal_x: 0.5, focal_y: 0.5, ...focal })
const widthsOf = (subject: Subject, crop: 'full' | 'wide') => plannedRenditions(subject).filter((one) => one.crop === crop).map((one) => one.width)

test('a large picture is made in the five widths of the layout', () => {
  assert.deepEqual(widthsOf(picture(6000, 4000), 'full'), [320, 480, 720, 960, 1280, 1920])
})

test('nothing is enlarged: a small picture ends at its own width', () => {
  assert.deepEqual(widthsOf(picture(1000, 1000), 'full'), [320, 480, 720, 960, 1000])
  assert.deepEqual(widthsOf(picture(300, 300), 'full'), [300])
  assert.deepEqual(widthsOf(picture(1, 1), 'full'), [1])
})

test('a picture that is 3:2 to within a hundredth is not cut', () => {
  assert.deepEqual(widthsOf(picture(1500, 1000), 'wide'), [])
  assert.deepEqual(widthsOf(picture(1280, 853), 'wide'), [])
  assert.deepEqual(widthsOf(picture(1530, 1000), 'wide'), [320, 480, 720, 960, 1280, 1500])
})

test('a portrait with its focal point at the upper edge is cut from the top', () => {
  assert.deepEqual(wideCut(picture(1000, 2000, { focal_y: 0 })), { left: 0, top: 0, width: 1000, height: 667, whole: false })
})

test('a panorama with its focal point at the right edge is cut from the right', () => {
  assert.deepEqual(wideCut(picture(8000, 1000, { focal_x: 1 })), { left: 6500, top: 0, width: 1500, height: 1000, whole: false })
})

test('a tall graphic is made only in widths that the formats can hold, and none where there is no such width', () => {
  assert.deepEqual(widthsOf(picture(1000, 15_000), 'full'), [320, 480, 720, 960, 1000])
  assert.deepEqual(widthsOf(picture(2000, 20_000), 'full'), [320, 480, 720, 960, 1280])
  assert.deepEqual(plannedRenditions(picture(1, 20_000)), [])
})

test('at once a page gets two widths of each crop, or the one there is', () => {
  assert.deepEqual(firstRenditions(plannedRenditions(picture(6000, 4000))).map((one) => one.width), [720, 1280])
  assert.deepEqual(firstRenditions(plannedRenditions(picture(300, 200))).map((one) => one.width), [300])
  assert.deepEqual(firstRenditions(plannedRenditions(picture(3000, 200))).map(({ crop, width }) => [crop, width]), [['full', 720], ['full', 1280], ['wide', 300]])
})

const subjects = fc.record({
  width: fc.integer({ min: 1, max: 20_000 }), height: fc.integer({ min: 1, max: 20_000 }),
  focal_x: fc.double({ min: 0, max: 1, noNaN: true }), focal_y: fc.double({ min: 0, max: 1, noNaN: true }),
})

test('whatever the picture, its cut lies within it, is as large as can be, and holds the focal point', () => {
  fc.assert(fc.property(subjects, (subject) => {
    const cut = wideCut(subject)
    assert.ok(cut.left >= 0 && cut.top >= 0 && cut.width >= 1 && cut.height >= 1)
    assert.ok(cut.left + cut.width <= subject.width && cut.top + cut.height <= subject.height)
    assert.ok(cut.width === subject.width || cut.height === subject.height)
    const [x, y] = [subject.focal_x * subject.width, subject.focal_y * subject.height]
    assert.ok(x >= cut.left - 1 && x <= cut.left + cut.width + 1 && y >= cut.top - 1 && y <= cut.top + cut.height + 1)
  }))
})

test('whatever the picture, widths grow, end at 1920 and never exceed what they are made from', () => {
  fc.assert(fc.property(subjects, (subject) => {
    for (const crop of ['full', 'wide'] as const) {
      const planned = plannedRenditions(subject).filter((one) => one.crop === crop)
      for (const [i, { cut, width }] of planned.entries()) assert.ok(width <= Math.min(cut.width, 1920) && width > (planned[i - 1]?.width ?? 0))
    }
  }))
})
