const attendedFor = 60_000;
let last = Date.now();

for (const event of ['pointerdown', 'keydown', 'wheel']) {
  window.addEventListener(
    event,
    () => {
      last = Date.now();
    },
    { capture: true, passive: true },
  );
}

/** Whether somebody did something on this page just now. What the page asks by itself otherwise is no use of the session (X-Background). */
export function isAttended(): boolean {
  return Date.now() - last < attendedFor;
}
