/** Buttons, menus, and the newer components that lay a whole message out. */
import {
  type APIButtonComponent,
  type APIMessage,
  type APIMessageComponent,
  type APISelectMenuComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import { type TemplateResult, html, nothing } from 'lit';
import type { Actions } from '../actions.ts';
import { type Names, markdown } from '../markdown/view.ts';
import { link, pictureView, stripStyle, uploadPath } from './embed.ts';
import { optionWords } from '../plain-text.ts';
import { icons } from './icons.ts';
import { menuOptions } from './menu-options.ts';
import './select-menu.ts';

interface Around {
  message: APIMessage;
  actions: Actions;
  names: Names;
  /** what the letters stand for that are on buttons */
  options: ReadonlyMap<string, string>;
}

export function componentsView(message: APIMessage, actions: Actions, names: Names): unknown {
  const components = message.components ?? [];
  if (components.length === 0) return nothing;
  const around = { message, actions, names, options: optionWords(message, names) };
  return html`<div class="components">${components.map((component) => componentView(component, around))}</div>`;
}

function componentView(component: APIMessageComponent, around: Around): unknown {
  const { names } = around;
  const inner = (components: readonly APIMessageComponent[]) => components.map((one) => componentView(one, around));
  switch (component.type) {
    case ComponentType.ActionRow:
      return html`<div class="action-row">${inner(component.components)}</div>`;
    case ComponentType.Button:
      return buttonView(component, around);
    case ComponentType.StringSelect:
    case ComponentType.UserSelect:
    case ComponentType.RoleSelect:
    case ComponentType.MentionableSelect:
    case ComponentType.ChannelSelect:
      return menuView(component, around);
    case ComponentType.TextDisplay:
      return html`<div class="markdown">${markdown(component.content, names)}</div>`;
    case ComponentType.Section:
      return html`<div class="section">
        <div>${inner(component.components)}</div>
        <div>${componentView(component.accessory, around)}</div>
      </div>`;
    case ComponentType.Container: {
      const colour = component.accent_color;
      const strip = stripStyle(colour);
      const content = html`<div class="container" .style=${strip}>${inner(component.components)}</div>`;
      if (!component.spoiler) return content;
      return html`<details class="spoiler-block">
        <summary>Spoiler</summary>
        ${content}
      </details>`;
    }
    case ComponentType.Separator:
      return component.divider === false ? html`<div class="gap"></div>` : html`<hr />`;
    case ComponentType.Thumbnail:
      return pictureView(component.media.url, component.description ?? '', 'thumbnail', names);
    case ComponentType.MediaGallery:
      return html`<div class="gallery">
        ${component.items.map(({ media, description }) => pictureView(media.url, description ?? '', 'image', names))}
      </div>`;
    case ComponentType.File: {
      const path = uploadPath(component.file.url);
      const name = decodeURIComponent(component.file.url.split('/').at(-1) ?? 'file');
      return html`<p class="file">
        ${path ? html`<a href=${path} download>${name}</a>` : link(component.file.url, name)}
      </p>`;
    }
    default:
      return html`<p class="unknown">
        A component of type ${(component as { type: number }).type}, which this page does not know.
      </p>`;
  }
}

const STYLES: Partial<Record<ButtonStyle, string>> = {
  [ButtonStyle.Primary]: 'primary',
  [ButtonStyle.Secondary]: 'secondary',
  [ButtonStyle.Success]: 'success',
  [ButtonStyle.Danger]: 'danger',
};

function buttonView(button: APIButtonComponent, { message, actions, options }: Around): TemplateResult {
  const words = html`${
    'emoji' in button && button.emoji
      ? html`<span class="button-emoji" aria-hidden="true"
          >${button.emoji.id ? `:${button.emoji.name}:` : button.emoji.name}</span
        >`
      : nothing
  }${'label' in button && button.label ? html`<span>${button.label}</span>` : nothing}`;
  if (button.style === ButtonStyle.Link) {
    return html`<a
      class="button button-secondary"
      href=${safeAddress(button.url)}
      target="_blank"
      rel="noopener noreferrer"
      >${words}${icons.external}<span class="visually-hidden"> (in a new tab)</span></a
    >`;
  }
  if (!('custom_id' in button))
    return html`<button type="button" class="button button-secondary" disabled>${words}</button>`;
  const waiting = actions.state.busy.get(message.id);
  const isWaiting = waiting === button.custom_id;
  const option = options.get(button.label ?? '');
  return html`<button
    type="button"
    aria-label=${option === undefined ? nothing : `${button.label}: ${option}`}
    class="button button-${STYLES[button.style] ?? 'secondary'} ${isWaiting ? 'is-waiting' : ''}"
    ?disabled=${button.disabled ?? false}
    aria-disabled=${waiting ? 'true' : 'false'}
    aria-busy=${isWaiting ? 'true' : 'false'}
    @click=${() => void actions.press(message, button.custom_id)}
  >
    ${words}
  </button>`;
}

function menuView(menu: APISelectMenuComponent, { message, actions }: Around): TemplateResult {
  return html`<select-menu
    .label=${menu.placeholder ?? 'Make a selection'}
    .options=${menuOptions(menu, actions.state)}
    .min=${menu.min_values ?? 1}
    .max=${menu.max_values ?? 1}
    .disabled=${menu.disabled ?? false}
    .waiting=${actions.state.busy.get(message.id) === menu.custom_id}
    @choose=${(event: CustomEvent<string[]>) => void actions.select(message, menu.custom_id, event.detail)}
  ></select-menu>`;
}

function safeAddress(url: string): string {
  return /^(https?|discord):\/\//.test(url) ? url : '#';
}
