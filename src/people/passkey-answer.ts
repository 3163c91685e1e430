// What a browser says that a device has answered (PublicKeyCredential.toJSON), read at the door.
import { z } from 'zod'

const base = { id: z.string().max(2_000), rawId: z.string().max(2_000), type: z.literal('public-key'), clientExtensionResults: z.object({}).default({}) }
const attestation = z.object({ ...base, response: z.object({ clientDataJSON: z.string(), attestationObject: z.string(), transports: z.array(z.string().max(40)).max(10).default([]) }) })
const assertion = z.object({ ...base, response: z.object({ clientDataJSON: z.string(), authenticatorData: z.string(), signature: z.string() }) })
export type Assertion = z.infer<typeof assertion>

export function attestationIn(text: string): z.infer<typeof attestation> | undefined {
  return attestation.safeParse(read(text)).data
}
export function assertionIn(text: string): Assertion | undefined {
  return assertion.safeParse(read(text)).data
}

function read(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
