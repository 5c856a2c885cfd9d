/** Where the keyboard is, and where it goes when what had it is gone. */
import { type State, messageHere } from './state.ts';

/** What has the focus, or had it before a dialog opened; null: nothing that one types into or presses. */
let holder: HTMLElement | null = null;
/** The message whose button or menu that is, and what stood there. */
let message = '';
let controls = '';
let isInDialog = false;
/** On a touch screen the text field needs no focus, which would bring up a keyboard over half of the page. */
let isTouching = false;

/**
 * A press often puts other buttons in the place of the one that has the focus, or takes it away with its message or form.
 * Then the message's first one gets it, or else the line where one types, so that everything can be done with the keyboard
 * alone. Call it when the page has been drawn.
 */
export function keepFocus(state: State): void {
  if (document.querySelector('dialog')) return;
  const now = controlsOf(state, message);
  const isReplaced = message !== '' && now !== controls;
  const isLost = document.activeElement === document.body && (isInDialog || (holder !== null && !holder.isConnected));
  if (!isReplaced && !isLost) return;
  controls = now;
  isInDialog = false;
  const asBefore = isReplaced || !holder?.isConnected ? null : holder;
  // Menus draw themselves a moment later.
  queueMicrotask(() => (asBefore ?? firstControl() ?? textField())?.focus());
}

function firstControl(): HTMLElement | null | undefined {
  const element = message && document.querySelector<HTMLElement>(`[data-message="${message}"]`);
  return element ? firstControlIn(element) : null;
}

function firstControlIn(element: Element): HTMLElement | null {
  return element.querySelector<HTMLElement>('.components :is(button, a):not([disabled])');
}

/** Goes to the first button or menu of the newest message that has any. */
export function focusNewestControl(): void {
  const messages = [...document.querySelectorAll('.message:has(.components)')].reverse();
  const control = messages.map(firstControlIn).find((found) => found !== null);
  control?.focus();
  control?.scrollIntoView({ block: 'nearest' });
}

function textField(): HTMLElement | null {
  return isTouching ? null : document.querySelector<HTMLElement>('.composer .is-active');
}

/** Whether the last thing that was done here was a touch. */
export function isTouched(): boolean {
  return isTouching;
}

/** Remembers where the focus is, since it is gone when its button is. */
export function watchFocus(state: State): void {
  const remember = (target: EventTarget | null) => {
    const element = target instanceof Element ? target : null;
    isInDialog = element?.closest('dialog') != null;
    if (isInDialog) return;
    holder = element?.closest<HTMLElement>('button, a, input, textarea') ?? null;
    message = element?.closest('.components')?.closest<HTMLElement>('[data-message]')?.dataset.message ?? '';
    controls = controlsOf(state, message);
  };
  document.addEventListener('focusin', ({ target }) => remember(target));
  document.addEventListener('pointerdown', ({ target, pointerType }) => {
    isTouching = pointerType === 'touch';
    remember(target);
  });
  document.addEventListener('keydown', () => (isTouching = false));
}

function controlsOf(state: State, id: string): string {
  return JSON.stringify(messageHere(state, id)?.components ?? []);
}
