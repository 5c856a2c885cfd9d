/** Opens a dialog as soon as it is on the page; the browser keeps the focus in it and gives it back. */
export function showModal(element: Element | undefined): void {
  if (!(element instanceof HTMLDialogElement) || element.open) return;
  queueMicrotask(() => {
    if (element.isConnected && !element.open) element.showModal();
  });
}
