// Reads what Prometheus would read: the text exposition format, version 0.0.4, and nothing that is not of it.
import assert from 'node:assert/strict'

export interface Sample { name: string; labels: Record<string, string>; value: number }
export interface Scrape {
  types: Map<string, string>
  samples: Sample[]
  /** The sum of all samples with this name and these labels. */
  value(name: string, labels?: Record<string, string>): number
}

// Prometheus reads numbers as Go does, which takes NaN in any case; prom-client writes Nan.
const sampleLine = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (NaN|Nan|[+-]?Inf|[+-]?[\d.]+(?:e[+-]?\d+)?)$/
const labelPair = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)",?/gy

export function parseMetrics(text: string): Scrape {
  assert.ok(text.endsWith('\n'))
  const types = new Map<string, string>()
  const samples: Sample[] = []
  for (const line of text.split('\n')) {
    if (line === '' || /^# HELP \w+ ./.test(line)) continue
    const [, typed = '', type = ''] = /^# TYPE (\w+) (counter|gauge|histogram|summary)$/.exec(line) ?? []
    if (typed) {
      assert.ok(!types.has(typed), `${typed} twice`)
      types.set(typed, type)
      continue
    }
    const [, name = '', labels = '', value = ''] = sampleLine.exec(line) ?? assert.fail(`no sample: ${line}`)
    assert.ok(types.has(name) || types.has(name.replace(/_(bucket|sum|count)$/, '')), `${name} has no type`)
    samples.push({ name, labels: parseLabels(labels), value: Number(value.replace('Inf', 'Infinity')) })
  }
  const value = (name: string, wanted: Record<string, string> = {}) => {
    const found = samples.filter((sample) => sample.name === name && Object.entries(wanted).every(([label, is]) => sample.labels[label] === is))
    return found.length === 0 ? NaN : found.reduce((sum, sample) => sum + sample.value, 0)
  }
  return { types, samples, value }
}

function parseLabels(text: string): Record<string, string> {
  const found = [...text.matchAll(labelPair)]
  assert.equal(found.map(([whole]) => whole).join(''), text, `labels: ${text}`)
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, value]))
}
