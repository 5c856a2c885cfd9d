import { describe, expect, it } from 'vitest';
import { parseInline } from '../../../src/playground/page/markdown/inline.ts';
import type { Block, Inline } from '../../../src/playground/page/markdown/nodes.ts';
import { parseMarkdown } from '../../../src/playground/page/markdown/parse.ts';

/** The tree in one line: `bold(a)`. */
function inlineText(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'text') return node.text;
      if (node.type === 'code') return `code(${node.text})`;
      if (node.type === 'link') return `link(${node.url} ${inlineText(node.children)})`;
      if ('children' in node) return `${node.type}(${inlineText(node.children)})`;
      return `${node.type}(${Object.values(node).slice(1).join(' ')})`;
    })
    .join('');
}

function blockText(block: Block): string {
  if (block.type === 'code') return `code[${block.language}](${block.text})`;
  if (block.type === 'quote') return `quote(${block.blocks.map(blockText).join(' | ')})`;
  if (block.type === 'list')
    return `${block.ordered ? `ol${block.start}` : 'ul'}(${block.items
      .map(({ content, inner }) => inlineText(content) + inner.map(blockText).join(''))
      .join(', ')})`;
  return `${block.type}(${inlineText(block.content)})`;
}

describe('Markdown within a line', () => {
  it.each([
    ['plain', 'plain'],
    ['**bold** and *italic* and _too_', 'bold(bold) and italic(italic) and italic(too)'],
    ['***both***', 'bold(italic(both))'],
    ['__under__ ~~gone~~ ||hidden||', 'underline(under) strike(gone) spoiler(hidden)'],
    ['a `**code**` b', 'a code(**code**) b'],
    ['`` a`b ``', 'code( a`b )'],
    ['snake_case_name stays', 'snake_case_name stays'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['\\*not italic\\*', '*not italic*'],
    ['**open', '**open'],
    ['<@123> <@!4> <@&5> <#6>', 'user(123) user(4) role(5) channel(6)'],
    ['</daily setup:77>', 'command(daily setup)'],
    ['<t:1700000000:R> <t:5>', 'time(1700000000 R) time(5 f)'],
    ['<:party:123>', 'emoji(party)'],
    ['@everyone and @here', 'everyone(@everyone) and everyone(@here)'],
    ['[docs](https://docs.docker.com/a)', 'link(https://docs.docker.com/a docs)'],
    ['see https://a.example/x_y_z.', 'see link(https://a.example/x_y_z https://a.example/x_y_z).'],
    ['(https://a.example/x)', '(link(https://a.example/x https://a.example/x))'],
    ['<https://a.example>', 'link(https://a.example/ https://a.example)'],
    // What could do harm elsewhere is a text here.
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['[x](javascript:alert(1))', '[x](javascript:alert(1))'],
    ['[x](data:text/html,hi)', '[x](data:text/html,hi)'],
  ])('%s', (source, expected) => {
    expect(inlineText(parseInline(source))).toBe(expected);
  });

  it('reads a hostile text in no time', () => {
    for (const hostile of [
      '*'.repeat(6000),
      '_*'.repeat(3000),
      '||**'.repeat(1500),
      '['.repeat(6000),
      '`'.repeat(6000),
    ]) {
      const began = performance.now();
      parseInline(hostile);
      expect(performance.now() - began).toBeLessThan(1000);
    }
  });
});

describe('Markdown in blocks', () => {
  it.each([
    ['one\ntwo\n\nthree', ['paragraph(one\ntwo)', 'paragraph(three)']],
    ['# Big\n## Less\n-# small', ['heading(Big)', 'heading(Less)', 'subtext(small)']],
    ['```sh\ndocker ps\n```', ['code[sh](docker ps)']],
    ['before\n```\n**raw**\n```\nafter', ['paragraph(before)', 'code[](**raw**)', 'paragraph(after)']],
    ['```docker ps```', ['code[](docker ps)']],
    ['> a\n> b\nc', ['quote(paragraph(a\nb))', 'paragraph(c)']],
    ['>>> a\n- b', ['quote(paragraph(a) | ul(b))']],
    ['- a\n- **b**\n  - c\n- d', ['ul(a, bold(b)ul(c), d)']],
    ['3. a\n4. b', ['ol3(a, b)']],
    ['#hashtag', ['paragraph(#hashtag)']],
  ])('%j', (source, expected) => {
    expect(parseMarkdown(source).map(blockText)).toEqual(expected);
  });
});
