/** An embed: the card with a coloured strip. */
import type { APIAttachment, APIEmbed, APIMessage } from 'discord-api-types/v10';
import { type TemplateResult, html, nothing } from 'lit';
import { type Names, inline, markdown } from '../markdown/view.ts';
import { parseInline } from '../markdown/inline.ts';
import { altOf } from '../plain-text.ts';
import { messageTime } from '../time.ts';

export function embedsView({ embeds, attachments }: APIMessage, names: Names): unknown {
  return embeds.map((embed) => embedView(embed, attachments, names));
}

function embedView(embed: APIEmbed, attachments: APIAttachment[], names: Names): TemplateResult {
  const { title, url, description, color, fields = [], footer, author, image, thumbnail, timestamp } = embed;
  const strip = stripStyle(color);
  const titleText = title ? inline(parseInline(title), names) : nothing;
  const foot = [footer?.text, timestamp && messageTime(Date.parse(timestamp), names.now)].filter(Boolean).join(' • ');
  return html`
    <article class="embed" .style=${strip}>
      <div class="embed-main">
        ${author ? html`<p class="embed-author">${link(author.url, author.name)}</p>` : nothing}
        ${title ? html`<h4 class="embed-title">${link(url, titleText)}</h4>` : nothing}
        ${description ? html`<div class="markdown">${markdown(description, names)}</div>` : nothing}
        ${
          fields.length > 0
            ? html`<div class="fields">
                ${fields.map(
                  ({ name, value, inline: isInline }) =>
                    html`<div class="field ${isInline ? 'is-inline' : ''}">
                      <p class="field-name" role="heading" aria-level=${title ? 5 : 4}>
                        ${inline(parseInline(name), names)}
                      </p>
                      <div class="markdown">${markdown(value, names)}</div>
                    </div>`,
                )}
              </div>`
            : nothing
        }
      </div>
      ${thumbnail ? pictureView(thumbnail.url, altOf(thumbnail, attachments), 'thumbnail', names) : nothing}
      ${image ? pictureView(image.url, altOf(image, attachments), 'image', names) : nothing}
      ${foot ? html`<p class="embed-foot">${foot}</p>` : nothing}
    </article>
  `;
}

/** For `.style`, which the page's policy allows; an attribute it would not. */
export function stripStyle(colour: number | null | undefined): string {
  return colour == null ? '' : `border-left-color: #${colour.toString(16).padStart(6, '0')}`;
}

/** What was uploaded is shown; a picture from elsewhere is a link, since the page loads nothing from elsewhere. */
export function pictureView(address: string, alt: string, className: string, names: Names): TemplateResult {
  const path = uploadPath(address);
  if (!path) return html`<p class="embed-${className}">${link(address, `Picture: ${alt || address}`)}</p>`;
  return html`<div class="embed-${className}">
    <button type="button" class="picture" @click=${() => names.openPicture(path, alt)}>
      <span class="visually-hidden">Show in full: </span><img src=${path} alt=${alt || 'picture'} loading="lazy" />
    </button>
  </div>`;
}

/** The same file at the page's own server, beside the page. */
export function uploadPath(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { hostname, pathname } = new URL(address);
  return hostname === '127.0.0.1' && pathname.startsWith('/attachments/') ? `.${pathname}` : undefined;
}

export function link(url: string | undefined, content: unknown): unknown {
  if (!url || !/^https?:\/\//.test(url) || !URL.canParse(url)) return content;
  return html`<a href=${url} target="_blank" rel="noopener noreferrer">${content}</a>`;
}
