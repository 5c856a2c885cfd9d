/**
 * How pictures look. A PNG cannot follow the reader's theme, so it brings a dark card of its own, which reads well
 * on Discord's dark and light backgrounds. Colour alone never conveys anything: each class has its own shape,
 * border or line too.
 */

/** `line` is for borders and edges, `fill` for areas, `text` for letters; all letters reach 4.5:1 on card and fills. */
export const PALETTE = {
  slate: { line: '#93a3bd', fill: '#2b3546', text: '#e8edf5' },
  blue: { line: '#70b5ff', fill: '#1c3b61', text: '#b9dbff' },
  green: { line: '#62d096', fill: '#1a4231', text: '#b0efcb' },
  amber: { line: '#f0ba4c', fill: '#4a3a17', text: '#fadb9a' },
  red: { line: '#ff8b8b', fill: '#502a30', text: '#ffc4c4' },
  violet: { line: '#bb9fff', fill: '#3a2d5e', text: '#dccfff' },
  grey: { line: '#7f8ca3', fill: '#222a37', text: '#c3ccda' },
} as const;

export type ColourName = keyof typeof PALETTE;

export const CARD = { fill: '#1b212c', line: '#465165', text: '#f2f5fa', muted: '#c3ccda' } as const;

/** Points, in the drawing's own measure; the card is at most `maxWidth` wide so that 14 points are 11 pixels at 300. */
export const SIZES = { text: 14, title: 17, minWidth: 300, maxWidth: 381, padding: 12, radius: 12 } as const;

type Attributes = Record<string, string | number>;

/** Arial stands for Arimo here: Graphviz knows its widths by heart. */
const FONT = { fontname: 'Arial', fontsize: SIZES.text };

export const DEFAULTS: Record<'graph' | 'node' | 'edge', Attributes> = {
  graph: {
    ...FONT,
    fontcolor: CARD.muted,
    bgcolor: 'transparent',
    pad: 0.04,
    nodesep: 0.22,
    ranksep: 0.32,
    style: 'rounded,filled',
    fillcolor: PALETTE.grey.fill,
    color: PALETTE.grey.line,
    penwidth: 1.5,
    labeljust: 'l',
    compound: 'true',
  },
  node: {
    ...FONT,
    fontcolor: PALETTE.slate.text,
    shape: 'box',
    style: 'rounded,filled',
    fillcolor: PALETTE.slate.fill,
    color: PALETTE.slate.line,
    penwidth: 1.5,
    margin: '0.11,0.06',
    height: 0.3,
    width: 0.3,
  },
  edge: {
    ...FONT,
    fontcolor: CARD.muted,
    color: PALETTE.slate.line,
    penwidth: 1.6,
    arrowsize: 0.75,
  },
};

const coloured = (colour: ColourName): Attributes => ({
  fillcolor: PALETTE[colour].fill,
  color: PALETTE[colour].line,
});

/** What `class=NAME` means on a node, an edge and a cluster. */
export const CLASSES: Record<'node' | 'edge' | 'cluster', Record<string, Attributes>> = {
  node: {
    container: { ...coloured('blue'), penwidth: 2 },
    network: { ...coloured('green'), style: 'filled', peripheries: 2 },
    store: { ...coloured('amber'), shape: 'cylinder', style: 'filled' },
    file: { ...coloured('slate'), shape: 'note', style: 'filled' },
    layer: { ...coloured('slate'), style: 'filled' },
    process: { ...coloured('violet'), shape: 'box', style: 'filled,diagonals' },
    manager: { ...coloured('violet'), style: 'filled', penwidth: 3 },
    secret: { ...coloured('red'), shape: 'tab', style: 'filled', penwidth: 2 },
    outside: { ...coloured('grey'), shape: 'ellipse', style: 'filled', margin: '0.02,0.02' },
    gone: { ...coloured('red'), style: 'rounded,filled,dashed', penwidth: 2.5 },
    quiet: { ...coloured('grey'), style: 'rounded,filled,dashed' },
    note: { shape: 'plaintext', fontcolor: CARD.muted, margin: '0.02,0.02', style: '' },
  },
  edge: {
    blocked: { color: PALETTE.red.line, fontcolor: PALETTE.red.text, style: 'dashed', arrowhead: 'tee', penwidth: 2 },
    data: { color: PALETTE.green.line, penwidth: 3 },
    optional: { style: 'dashed' },
    control: { color: PALETTE.violet.line, style: 'dotted', penwidth: 2.2 },
    plain: { dir: 'none' },
    hidden: { style: 'invis' },
  },
  cluster: {
    host: { ...coloured('slate'), fillcolor: '#252e3d', penwidth: 2 },
    network: { ...coloured('green'), fillcolor: '#1c332d', style: 'rounded,filled,dashed', penwidth: 2.5 },
    container: { ...coloured('blue'), fillcolor: '#1d304b', penwidth: 3 },
    outside: { ...coloured('grey'), style: 'rounded,filled,dotted' },
    group: { ...coloured('grey'), style: 'rounded,filled,dashed', penwidth: 1.2 },
  },
};
