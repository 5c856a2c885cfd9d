/** Who and where one is, in the address: a reload, a bookmark, a second tab, and Back and Forward find it again. */

interface Place {
  memberId: string;
  channelId: string;
}

export function readPlace(): Place {
  const [memberId = '', channelId = ''] = location.hash.slice(1).split('/');
  return { memberId, channelId };
}

/**
 * Puts a place into the address.
 * @param isStep whether Back leads from here to the place before
 */
export function writePlace({ memberId, channelId }: Place, isStep: boolean): void {
  const hash = `#${memberId}/${channelId}`;
  if (location.hash === hash) return;
  // The history entry of the drawer from which the channel was chosen is replaced.
  if (isStep && !isOverlayEntry()) history.pushState(null, '', hash);
  else history.replaceState(null, '', hash);
}

/** Whether the address's entry is that of a drawer or panel. */
function isOverlayEntry(): boolean {
  return (history.state as { isOverlay?: boolean } | null)?.isOverlay === true;
}

let isGoingBack = false;

/** Gives what lies over the messages an entry of its own, which Back takes away first. Call it for every new picture. */
export function followOverlay(isOpen: boolean): void {
  if (isGoingBack || isOpen === isOverlayEntry()) return;
  if (isOpen) return history.pushState({ isOverlay: true }, '');
  isGoingBack = true;
  history.back();
}

/** @param closeOverlay called where Back has left the entry of a drawer or panel */
export function watchHistory(closeOverlay: () => void): void {
  window.addEventListener('popstate', () => {
    isGoingBack = false;
    if (!isOverlayEntry()) closeOverlay();
  });
}
