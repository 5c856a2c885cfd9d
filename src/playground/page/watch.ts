/** What a new picture of the page must not lose: the place in the messages, and the keyboard's place. */
import type { State } from './state.ts';

const NEAR_END_PX = 120;

let shown = '';
let isAtEnd = true;
let lastTop = 0;

/** Stays at the end where one was at the end, and goes there in another channel. */
export function followNewMessages(state: State): void {
  const scroller = document.querySelector<HTMLElement>('.scroller');
  if (!scroller) return;
  if (!scroller.dataset.watched) {
    scroller.dataset.watched = 'true';
    scroller.addEventListener('scroll', () => {
      const isNear = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END_PX;
      // Only who goes up leaves the end: what grows below, such as a picture that loads, moves nobody.
      if (isNear) isAtEnd = true;
      else if (scroller.scrollTop < lastTop) isAtEnd = false;
      lastTop = scroller.scrollTop;
    });
    const sizes = new ResizeObserver(() => isAtEnd && toEnd(scroller));
    for (const element of [scroller, ...scroller.querySelectorAll('.messages')]) sizes.observe(element);
  }
  const messages = state.messages.get(state.channelId);
  const own = state.notes.some(({ kind }) => kind === 'sending');
  const now = `${state.channelId}/${messages ? 'there' : ''}`;
  if (now !== shown || own) isAtEnd = true;
  shown = now;
  if (isAtEnd) toEnd(scroller);
}

function toEnd(scroller: HTMLElement): void {
  scroller.scrollTop = scroller.scrollHeight;
  // Somebody is choosing: that stays in sight.
  scroller.querySelector('.select.is-open')?.scrollIntoView({ block: 'nearest' });
  lastTop = scroller.scrollTop;
}

/** The message whose button or menu has the focus, and what stood there. */
let focusedMessage = '';
let focusedControls = '';

/**
 * A press often puts other buttons in the place of the one that has the focus. Then the first of them gets it, so that a
 * quiz can be taken with the keyboard alone. Call it when the page has been drawn.
 */
export function keepFocus(state: State): void {
  if (!focusedMessage || controlsOf(state, focusedMessage) === focusedControls) return;
  focusedControls = controlsOf(state, focusedMessage);
  const element = document.querySelector<HTMLElement>(`[data-message="${focusedMessage}"]`);
  // Menus draw themselves a moment later.
  queueMicrotask(() => {
    const first = element?.querySelector<HTMLElement>('.components :is(button, a):not([disabled])');
    (first ?? document.querySelector<HTMLElement>('.composer .is-active'))?.focus();
  });
}

/** Remembers where the focus is, since it is gone when its button is. */
export function watchFocus(state: State): void {
  const remember = (target: EventTarget | null) => {
    const components = target instanceof Element ? target.closest('.components') : null;
    focusedMessage = components?.closest<HTMLElement>('[data-message]')?.dataset.message ?? '';
    focusedControls = controlsOf(state, focusedMessage);
  };
  document.addEventListener('focusin', ({ target }) => remember(target));
  document.addEventListener('pointerdown', ({ target }) => remember(target));
}

function controlsOf({ messages, channelId }: State, id: string): string {
  const message = messages.get(channelId)?.find((one) => one.id === id);
  return JSON.stringify(message?.components ?? []);
}
