/** What a new picture of the page must not lose: the place in the messages. */
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
