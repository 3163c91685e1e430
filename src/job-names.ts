// Every background job and its payload.
export interface JobPayloads {
  /** Makes the smaller files of a picture that has come in. */
  'picture-renditions': { picture_id: number }
}
export type JobName = keyof JobPayloads
