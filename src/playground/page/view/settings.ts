/** Light and dark, and starting over. */
import { type TemplateResult, html } from 'lit';
import type { Actions } from '../actions.ts';
import type { Theme } from '../state.ts';
import { icons } from './icons.ts';

const NEXT: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };
const SIGNS = { system: icons.display, light: icons.sun, dark: icons.moon } as const;
const WORDS = { system: 'as the system', light: 'light', dark: 'dark' } as const;

export function settingsView(actions: Actions): TemplateResult {
  const { theme } = actions.state;
  const label = `Colours: ${WORDS[theme]}. Change to ${WORDS[NEXT[theme]]}`;
  return html`
    <button
      type="button"
      class="icon-button"
      aria-label=${label}
      title=${label}
      @click=${() => actions.setTheme(NEXT[theme])}
    >
      ${SIGNS[theme]}
    </button>
    <button
      type="button"
      class="icon-button"
      aria-label="Start over"
      title="Start over"
      @click=${() => actions.set({ isAskingStartOver: true })}
    >
      ${icons.reset}
    </button>
  `;
}
