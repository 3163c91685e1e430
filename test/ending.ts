// Loaded before each file of tests: one that hangs is cut off, and takes along what it has started, since whoever starts something ends
// it with the process.
const minutes = Number(process.env.TEST_MINUTES)

process.on('SIGTERM', () => process.exit(143))
setTimeout(() => {
  process.stderr.write(`✖ ${process.argv[1] ?? 'this file'} did not end within ${minutes} minutes, and was cut off\n`)
  process.exit(1)
}, minutes * 60_000).unref()
