// The signs of the tools, drawn in the colour of the text.
export type Icon = keyof typeof paths

const paths = {
  undo: 'M8 5 4 9l4 4M4 9h8a4 4 0 0 1 0 8h-2', redo: 'm12 5 4 4-4 4M16 9H8a4 4 0 0 0 0 8h2',
  strong: 'M6 4h5a3 3 0 0 1 0 6H6zm0 6h6a3 3 0 0 1 0 6H6z', emphasis: 'M9 4h6M5 16h6M12 4 8 16',
  link: 'm8 12 4-4M9 6l2-2a3.5 3.5 0 0 1 5 5l-2 2M11 14l-2 2a3.5 3.5 0 0 1-5-5l2-2',
  bullets: 'M8 5h9M8 10h9M8 15h9M3.5 5h.5M3.5 10h.5M3.5 15h.5', numbers: 'M9 5h8M9 10h8M9 15h8M3 4l1.5-1v5M3 12.5c2-2 3.500 0 2 1.500L3 16.500h3',
  quotation: 'M4 13V9c0-3 2-4 3-4M4 9h3v4H4zM11 13V9c0-3 2-4 3-4M11 9h3v4h-3z', insert: 'M10 4v12M4 10h12', more: 'M4 10h.5M10 10h.5M16 10h.5',
  grip: 'M8 5h.5M12 5h.5M8 10h.5M12 10h.5M8 15h.5M12 15h.5',
}

export function icon(name: Icon): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  svg.setAttribute('viewBox', '0 0 20 20')
  svg.setAttribute('aria-hidden', 'true')
  path.setAttribute('d', paths[name])
  svg.append(path)
  return svg
}
