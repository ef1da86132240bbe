/** Lists of any length: some are shown, the rest on demand, so that no list blocks the page. */

import { make, makeButton } from "./element.js";
import { count } from "./number.js";

const AT_ONCE = 100;

/**
 * Fills a list with items, and puts a button for more behind it.
 *
 * @param draw - Makes the element of one item.
 * @param whole - What the list is a part of, as a table of its body; the list itself when not said.
 * @returns The whole and the button.
 */
export function makeLongList<T>(
  list: HTMLElement,
  items: readonly T[],
  draw: (item: T, index: number) => HTMLElement,
  whole: HTMLElement = list,
): HTMLElement {
  const more = make("div", { class: "more" });
  const showMore = (): void => {
    const shown = list.children.length;
    list.append(...items.slice(shown, shown + AT_ONCE).map((item, i) => draw(item, shown + i)));
    more.replaceChildren();
    const left = items.length - list.children.length;
    if (left > 0)
      more.append(makeButton(`Show ${count(Math.min(left, AT_ONCE))} more of ${count(items.length)}`, goOn));
  };
  const goOn = (): void => {
    const first = list.children.length;
    showMore();
    const next = list.children[first];
    const target = next?.matches("[tabindex]") ? next : next?.querySelector("button");
    if (target instanceof HTMLElement) target.focus();
  };
  showMore();
  return make("div", {}, whole, more);
}
