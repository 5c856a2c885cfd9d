/** Opens a dialog as soon as it is on the page; the browser keeps the focus in it. */
export function showModal(element: Element | undefined): void {
  if (!(element instanceof HTMLDialogElement) || element.open) return;
  queueMicrotask(() => {
    if (!element.isConnected || element.open) return;
    element.showModal();
    // The browser would focus what comes first, which is the button that closes it.
    element.querySelector<HTMLElement>('input, textarea, select')?.focus();
  });
}
