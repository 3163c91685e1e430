// What fields of an archive's records are made of.
import { z } from 'zod'
import { isTimeZone } from '../base/time.ts'

export const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
export const count = z.int().positive()
/** How many, where none is possible. */
export const many = z.int().min(0)
/** Of what has one in its address or elsewhere than here; addresses take no number with more digits. */
export const number = count.max(999_999_999_999_999)
export const time = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$/).describe('a moment in UTC, to the microsecond where it is known')
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
export const hour = z.string().regex(/^\d{2}:\d{2}:\d{2}(\.\d{1,6})?$/).describe('of the day, in the time zone of the paper')
export const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/).describe('BCP 47')
export const hash = z.string().regex(/^[0-9a-f]{64}$/)
export const bytes = z.string().regex(/^([0-9a-f]{2})*$/).describe('bytes, each as two hexadecimal digits')
/** What is no text, and open to whoever has the archive. */
export const packed = z.string().refine((text) => Buffer.from(text, 'base64').toString('base64') === text, 'it is not base64').describe('bytes, in base64')
/** What cannot be opened without the key of the paper. */
export const sealed = z.string().refine((text) => Buffer.from(text, 'base64').toString('base64') === text, 'it is not base64').describe('bytes that open only with the key of the paper, in base64')
export const document = z.unknown().describe('a document: see docs/document.md of the program')
export const fraction = z.number().min(0).max(1)
export const timeZone = z.string().refine(isTimeZone, 'no time zone of that name')
