import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { defaultTreeAdapter as tree, parseFragment, type DefaultTreeAdapterTypes } from 'parse5'
import { translator } from '../../base/i18n/i18n.ts'
import { noon } from '../../../test/makers.ts'
import type { ShownComment } from '../reads/threads.ts'
import { CommentItem } from './comment-item.tsx'

const plain: ShownComment = {
  id: 7, thread_id: 7, state: 'shown', body: '', quote: null, reader_id: 3, name: 'Ada', former: null, spoke_as: null, removed_reason: null, removed_clause: null, removed_by: null,
  submitted_at: noon, edited_at: null, picked_at: null, locked_at: null, is_locked: false, recommended: 0, answers: null,
}
const setting = {
  article: { id: 1, slug: 'am-tor', section_slug: 'stadt' }, openness: { is_open: true, waits: null, seconds: undefined }, t: translator('de'), zone: 'Europe/Berlin', now: noon, settings: { longest: 2000, recommends: true }, here: new Set<number>(),
}

/** Pieces that attacks are made of, between any other characters there are. */
const hostile = fc.array(fc.oneof(
  fc.constantFrom('<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '</p>', '</article>', '<!--', '-->', ']]>', '<svg/onload=alert(1)>', '"', "'", '&lt;', '&#60;', '&', '<', '>', '`', '\u2028', '\u202e', '\u0000', '\n', '\n\n', ' ',
    'javascript:alert(1)', 'https://a.example/"onmouseover="alert(1)', 'https://a.example/<b>', 'http://[::1]/', 'www.', 'https://', 'data:text/html,<script>', '//b.example', '{{7*7}}', '${7*7}', '<a href="javascript:x">', '<style>', '<textarea>', '<title>', '<plaintext>', '<base href=//evil.example>'),
  fc.string({ unit: 'binary', maxLength: 20 }), fc.webUrl({ withQueryParameters: true, withFragments: true })), { maxLength: 12 }).map((parts) => parts.join(''))

const mayStand = new Set(['article', 'div', 'header', 'h3', 'h4', 'p', 'a', 'br', 'span', 'time', 'blockquote', 'button', 'details', 'summary'])

function* elements(node: DefaultTreeAdapterTypes.ParentNode): Generator<DefaultTreeAdapterTypes.Element> {
  for (const child of node.childNodes) if (tree.isElementNode(child)) { yield child; yield* elements(child) }
}

test('whatever readers write, a comment is made of the elements that its page is made of, and leads only to the web or into the paper', () => {
  fc.assert(fc.property(fc.record({ body: hostile, name: hostile, quote: hostile, former: hostile, reason: hostile, answers: hostile, state: fc.constantFrom('shown' as const, 'removed' as const, 'pending' as const) }),
    ({ body, name, quote, former, reason, answers, state }) => {
      const comment: ShownComment = { ...plain, state, body, name, quote, former: { name: former, until: new Date(noon.getTime() + 1) }, removed_reason: reason, answers: { id: 6, state: 'shown', name: answers } }
      const html = String(<CommentItem comment={comment} level={3} setting={setting} />)
      const roots = parseFragment(html).childNodes
      assert.equal(roots.length, 1)
      for (const { tagName, attrs } of elements(parseFragment(html))) {
        assert.ok(mayStand.has(tagName), `<${tagName}> in ${html}`)
        for (const attribute of attrs) {
          assert.doesNotMatch(attribute.name, /^on|^style$|^src/)
          if (/^(href|formaction)$/.test(attribute.name)) assert.match(attribute.value, /^(https?:\/\/[^/]+\.|\/(?!\/)|#)/)
        }
      }
    }), { numRuns: 400 })
})

test('what a reader wrote stands on the page word for word, but for blanks and for long addresses', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }).filter((text) => !/www\.|https?:/i.test(text)), (body) => {
    const typed = body.replaceAll('\0', '').replace(/\r\n?/g, '\n').toWellFormed()
    const [said] = [...elements(parseFragment(String(<CommentItem comment={{ ...plain, body: typed }} level={3} setting={setting} />)))].filter(({ attrs }) => attrs.some(({ value }) => value === 'said'))
    assert.equal(textOf(said!).replace(/\s+/g, ''), typed.replace(/\s+/g, ''))
  }), { numRuns: 400 })
})

function textOf(node: DefaultTreeAdapterTypes.ParentNode): string {
  return node.childNodes.map((child) => (tree.isTextNode(child) ? child.value : tree.isElementNode(child) ? textOf(child) : '')).join('')
}
