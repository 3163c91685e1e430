// What the tests use of a library that brings no types.
declare module 'yauzl' {
  export interface Entry { fileName: string }
  export interface ZipFile extends NodeJS.EventEmitter {
    readEntry(): void
    openReadStream(entry: Entry, done: (error: Error | null, stream: AsyncIterable<Buffer>) => void): void
  }
  export function fromBuffer(bytes: Buffer, options: { lazyEntries: boolean }, done: (error: Error | null, file: ZipFile) => void): void
}
