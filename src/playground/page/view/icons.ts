/** The page's few pictures; each stands beside words or in a labelled button. */
import { ChannelType } from 'discord-api-types/v10';
import { type SVGTemplateResult, type TemplateResult, html, svg } from 'lit';
import type { ChannelView } from '../../server/protocol.ts';

const icon = (paths: SVGTemplateResult) =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${paths}</svg>`;

export const icons = {
  menu: icon(svg`<path d="M4 6h16M4 12h16M4 18h16" />`),
  close: icon(svg`<path d="M6 6l12 12M18 6L6 18" />`),
  hash: icon(svg`<path d="M5 9h15M4 15h15M10 4L8 20M16 4l-2 16" />`),
  thread: icon(svg`<path d="M6 4v9a3 3 0 0 0 3 3h11M16 12l4 4-4 4" />`),
  megaphone: icon(svg`<path d="M4 10v4l11 4V6L4 10zM15 9a3 3 0 0 1 0 6M7 15l1 5h3l-1-4" />`),
  chat: icon(svg`<path d="M4 5h16v11H9l-5 4z" />`),
  people: icon(
    svg`<path d="M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c0-4 2.5-6 6-6s6 2 6 6M16 4.500a3.5 3.5 0 0 1 0 6.500M17.5 14.500c2.2.7 3.5 2.6 3.5 5.5" />`,
  ),
  code: icon(svg`<path d="M8 7l-5 5 5 5M16 7l5 5-5 5M13.5 5l-3 14" />`),
  eye: icon(svg`<path d="M2 12s3.5-6 10-6 10 6 10 6-3.5 6-10 6-10-6-10-6z" /><circle cx="12" cy="12" r="2.5" />`),
  clock: icon(svg`<circle cx="12" cy="12" r="8.5" /><path d="M12 7v5l3.5 2" />`),
  chevron: icon(svg`<path d="M6 9l6 6 6-6" />`),
  check: icon(svg`<path d="M5 12.500l4.5 4.500L19 7.5" />`),
  external: icon(svg`<path d="M10 5H5v14h14v-5M14 4h6v6M20 4l-9 9" />`),
  sun: icon(
    svg`<circle cx="12" cy="12" r="4" /><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.600L7 7M17 17l1.4 1.400M5.6 18.400L7 17M17 7l1.4-1.4" />`,
  ),
  moon: icon(svg`<path d="M20 14.500A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.500z" />`),
  display: icon(svg`<rect x="3" y="5" width="18" height="12" rx="2" /><path d="M9 21h6M12 17v4" />`),
  reset: icon(svg`<path d="M4 12a8 8 0 1 0 2.5-5.800M4 4v5h5" />`),
  send: icon(svg`<path d="M4 4l17 8-17 8 3-8zM7 12h7" />`),
  slash: icon(svg`<rect x="3.5" y="3.5" width="17" height="17" rx="4" /><path d="M14 8l-4 8" />`),
  more: icon(svg`<path d="M5 12h.01M12 12h.01M19 12h.01" />`),
  reply: icon(svg`<path d="M9 6l-6 6 6 6M3 12h11a7 7 0 0 1 7 7" />`),
  pen: icon(svg`<path d="M4 20l1-5L16 4l4 4L9 19zM13.5 6.500l4 4" />`),
  bin: icon(svg`<path d="M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5" />`),
  smile: icon(svg`<circle cx="12" cy="12" r="9" /><path d="M8 14a5 5 0 0 0 8 0M9 9.500h.01M15 9.500h.01" />`),
} as const;

/** What stands before a channel's name. */
export function channelSign(channel: ChannelView | undefined): TemplateResult {
  if (channel?.threadOf != null) return icons.thread;
  return channel?.type === ChannelType.GuildAnnouncement ? icons.megaphone : icons.hash;
}

const COLOURS = 6;

/** A round picture with initials, in a colour that stays with the person. The bot has its own sign. */
export function avatar({ id, name, isBot }: { id: string; name: string; isBot: boolean }, size = 'normal') {
  if (isBot) return html`<img class="avatar avatar-${size}" src="./icon.svg" alt="" />`;
  const initials = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
  const colour = [...name].reduce((sum, character) => sum * 31 + (character.codePointAt(0) ?? 0), 7) % COLOURS;
  return html`<span class="avatar avatar-${size} avatar-colour-${Math.abs(colour)}" data-id=${id} aria-hidden="true"
    >${initials}</span
  >`;
}
