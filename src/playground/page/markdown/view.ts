/** The tree as elements. Every text goes in as text: nothing that a message holds can become HTML. */
import { type TemplateResult, html, nothing } from 'lit';
import { formatTime, timeText } from '../time.ts';
import type { Block, Inline } from './nodes.ts';
import { parseMarkdown } from './parse.ts';

/** What names stand for, and how late it is. */
export interface Names {
  user(id: string): string;
  role(id: string): { name: string; colour: number };
  channel(id: string): string;
  openChannel(id: string): void;
  /** shows a picture in full */
  openPicture(path: string, alt: string): void;
  /** puts a command into the line where one types */
  typeCommand(name: string): void;
  now: number;
}

export function markdown(source: string, names: Names): TemplateResult[] {
  // Below the author's name, which is of the third level. None is left out, however large a heading is shown.
  let level = 3;
  return parseMarkdown(source).map((block) => {
    if (block.type === 'heading') level = Math.min(block.level + 3, level + 1);
    return blockView(block, names, level);
  });
}

/** @param level of a heading, for who hears it */
function blockView(block: Block, names: Names, level = 4): TemplateResult {
  switch (block.type) {
    case 'paragraph':
      return html`<p>${inline(block.content, names)}</p>`;
    case 'heading':
      return html`<p class="md-heading md-heading-${block.level}" role="heading" aria-level=${level}>
        ${inline(block.content, names)}
      </p>`;
    case 'subtext':
      return html`<p class="md-subtext">${inline(block.content, names)}</p>`;
    case 'quote':
      return html`<blockquote>${block.blocks.map((inner) => blockView(inner, names))}</blockquote>`;
    case 'code':
      return html`<pre><code>${block.text}</code></pre>`;
    case 'list': {
      const items = block.items.map(
        (item) => html`<li>${inline(item.content, names)}${item.inner.map((inner) => blockView(inner, names))}</li>`,
      );
      return block.ordered
        ? html`<ol start=${block.start}>
            ${items}
          </ol>`
        : html`<ul>
            ${items}
          </ul>`;
    }
  }
}

export function inline(nodes: readonly Inline[], names: Names): unknown[] {
  return nodes.map((node) => inlineView(node, names));
}

function inlineView(node: Inline, names: Names): unknown {
  switch (node.type) {
    case 'text':
      return lines(node.text);
    case 'code':
      return html`<code>${node.text}</code>`;
    case 'bold':
      return html`<strong>${inline(node.children, names)}</strong>`;
    case 'italic':
      return html`<em>${inline(node.children, names)}</em>`;
    case 'underline':
      return html`<u>${inline(node.children, names)}</u>`;
    case 'strike':
      return html`<s>${inline(node.children, names)}</s>`;
    case 'spoiler':
      return html`<details class="spoiler">
        <summary>Spoiler</summary>
        <span>${inline(node.children, names)}</span>
      </details>`;
    case 'link':
      return html`<a href=${node.url} target="_blank" rel="noopener noreferrer">${inline(node.children, names)}</a>`;
    case 'user':
      return html`<span class="mention">@${names.user(node.id)}</span>`;
    case 'role':
      return html`<span class="mention">@${names.role(node.id).name}</span>`;
    case 'channel':
      return html`<button type="button" class="mention" @click=${() => names.openChannel(node.id)}>
        #${names.channel(node.id)}
      </button>`;
    case 'command':
      return html`<button type="button" class="mention" @click=${() => names.typeCommand(node.name)}>
        /${node.name}
      </button>`;
    case 'everyone':
      return html`<span class="mention">${node.text}</span>`;
    case 'time': {
      const at = node.seconds * 1000;
      return html`<time class="md-time" datetime=${isoOf(at)} title=${formatTime(at, 'F')}
        >${timeText(at, node.style, names.now)}</time
      >`;
    }
    case 'emoji':
      return html`<span class="emoji-name">:${node.name}:</span>`;
  }
}

function lines(text: string): unknown {
  if (!text.includes('\n')) return text;
  return text.split('\n').map((line, index) => html`${index > 0 ? html`<br />` : nothing}${line}`);
}

function isoOf(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
