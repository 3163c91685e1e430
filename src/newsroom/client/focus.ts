// The focal point by hand: a click or a finger puts it there, arrow keys move it, and the cuts follow at once. What is sent is
// what stands in the numbers.
for (const form of document.querySelectorAll<HTMLFormElement>('form.focus')) equip(form)

function equip(form: HTMLFormElement) {
  const [stage, mark] = [form.querySelector<SVGSVGElement>('svg.focal'), form.querySelector<SVGCircleElement>('svg.focal circle')]
  const [x, y, zoom] = ['focal_x', 'focal_y', 'zoom'].map((name) => form.querySelector<HTMLInputElement>(`[name=${name}]`))
  if (!stage || !mark || !x || !y || !zoom) return
  const [width, height] = [Number(form.dataset.width), Number(form.dataset.height)]

  function put(left: number, top: number) {
    if (!x || !y) return
    x.value = String(within(Math.round(left * 10) / 10))
    y.value = String(within(Math.round(top * 10) / 10))
    show()
  }
  function show() {
    const [focalX, focalY] = [Number(x?.value) / 100, Number(y?.value) / 100]
    const close = Math.min(4, Math.max(1, Number(zoom?.value.replace(',', '.')) || 1))
    mark?.setAttribute('cx', String(focalX * width))
    mark?.setAttribute('cy', String(focalY * height))
    for (const crop of form.querySelectorAll<SVGSVGElement>('svg[data-crop]')) crop.setAttribute('viewBox', box({ shape: crop.dataset.crop === 'wide' ? 3 / 2 : 1, close, focalX, focalY }))
  }
  // As renditions are cut: the largest part with the shape, as near to the point as the edges let it.
  function box({ shape, close, focalX, focalY }: { shape: number; close: number; focalX: number; focalY: number }): string {
    const wide = Math.min(width, height * shape) / close
    const high = Math.min(height, width / shape) / close
    const start = (side: number, cut: number, focal: number) => Math.min(side - cut, Math.max(0, side * focal - cut / 2))
    return [start(width, wide, focalX), start(height, high, focalY), wide, high].join(' ')
  }

  const toPointer = (event: PointerEvent) => {
    const at = stage.getBoundingClientRect()
    put((event.clientX - at.left) / at.width * 100, (event.clientY - at.top) / at.height * 100)
  }
  stage.addEventListener('pointerdown', (event) => { stage.setPointerCapture(event.pointerId); toPointer(event) })
  stage.addEventListener('pointermove', (event) => { if (stage.hasPointerCapture(event.pointerId)) toPointer(event) })
  stage.addEventListener('keydown', (event) => {
    const [right, down] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [0, 0]
    if (!right && !down) return
    event.preventDefault()
    const step = event.shiftKey ? 10 : 1
    put(Number(x.value) + (right ?? 0) * step, Number(y.value) + (down ?? 0) * step)
  })
  form.addEventListener('input', show)
}

function within(percent: number): number {
  return Math.min(100, Math.max(0, percent))
}
