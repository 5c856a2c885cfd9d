/** What drawing the page again must not lose: the place in the messages. */
import type { State } from './state.ts';

const NEAR_END_PX = 120;
/** left free above a message that is read from its top */
const ABOVE_PX = 8;

let shown = '';
/** whether what comes is to be seen */
let follows = true;
/** the message that is not to leave the view at the top, although there is more below; an empty thread's has its id */
let readFrom = '';
/** whether there was nothing more below before this picture */
let wasAtEnd = true;
let lastTop = 0;

/**
 * Goes to what is new: to the end, but no further than to the top of what came, so that a tall answer is read from where it
 * begins. Who has scrolled elsewhere stays there.
 */
export function followNewMessages(state: State): void {
  const scroller = document.querySelector<HTMLElement>('.scroller');
  if (!scroller) return;
  if (!scroller.dataset.watched) watch(scroller);
  const messages = state.messages.get(state.channelId);
  const { arrived } = state;
  state.arrived = '';
  const mine = messages?.find(({ id }) => id === arrived)?.author.id === state.places?.me.id;
  const sends = mine || state.notes.some(({ kind }) => kind === 'sending');
  const now = `${state.channelId}/${messages ? 'there' : ''}`;
  if (now !== shown) {
    follows = true;
    readFrom = messages?.at(-1)?.id ?? state.channelId;
  } else if (sends) {
    follows = true;
    readFrom = '';
  }
  shown = now;
  // At the beginning of something tall one goes on reading, whatever comes below it.
  if (arrived && (wasAtEnd || !readFrom)) readFrom = arrived;
  if (follows) toPlace(scroller);
}

function watch(scroller: HTMLElement): void {
  scroller.dataset.watched = 'true';
  scroller.addEventListener('scroll', () => {
    const { scrollTop } = scroller;
    if (Math.abs(scrollTop - lastTop) <= 1) return;
    wasAtEnd = endOf(scroller) - scrollTop < NEAR_END_PX;
    // Somebody scrolls. Only who goes up leaves the end: what grows below, such as a picture that loads, moves nobody.
    if (wasAtEnd) follows = true;
    else if (scrollTop < lastTop || readFrom) follows = false;
    readFrom = '';
    lastTop = scrollTop;
  });
  const sizes = new ResizeObserver(() => follows && toPlace(scroller));
  for (const element of [scroller, ...scroller.querySelectorAll('.messages')]) sizes.observe(element);
}

function endOf({ scrollHeight, clientHeight }: HTMLElement): number {
  return scrollHeight - clientHeight;
}

function toPlace(scroller: HTMLElement): void {
  const end = endOf(scroller);
  const message = readFrom && scroller.querySelector(`[data-message="${readFrom}"]`);
  scroller.scrollTop = message ? Math.min(end, topOf(message, scroller) - ABOVE_PX) : end;
  // Somebody is choosing: that stays in sight.
  scroller.querySelector('.select.is-open')?.scrollIntoView({ block: 'nearest' });
  lastTop = scroller.scrollTop;
  wasAtEnd = end - lastTop < NEAR_END_PX;
}

function topOf(element: Element, scroller: HTMLElement): number {
  return element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
}
