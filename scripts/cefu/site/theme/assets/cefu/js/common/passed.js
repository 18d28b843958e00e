// @ts-check
// Which heading was passed last, told without measuring the page: a long one takes long.

/** Below the head, so that a heading just reached counts. */
const LINE = 130;

/**
 * @param {HTMLElement[]} headings in the order of the page
 * @param {(nth: number) => void} tell gets the last one passed, -1 for none
 */
export function whenPassed(headings, tell) {
  /** @type {Set<Element>} */
  const passed = new Set();
  let last = -2;
  const look = () => new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) isIntersecting ? passed.add(target) : passed.delete(target);
    const now = headings.findLastIndex((heading) => passed.has(heading));
    if (now !== last) tell(now);
    last = now;
  }, { rootMargin: `1000000px 0px ${LINE - innerHeight}px 0px` });
  let observer = look();
  const start = () => {
    observer.disconnect();
    observer = look();
    for (const heading of headings) observer.observe(heading);
  };
  addEventListener("resize", start);
  start();
}
