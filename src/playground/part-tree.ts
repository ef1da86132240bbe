/** The parts as a tree: one stop of the Tab key, the arrow keys go from part to part (ARIA's pattern of that name). */

import { make } from "./element.js";
import { makeLongList } from "./long-list.js";
import { formatSize } from "./number.js";
import type { PartRow } from "./protocol.js";

/** Deeper parts are not moved further to the right. */
const DEEPEST_INDENT = 10;

export class PartTree {
  readonly element: HTMLElement;
  readonly #parts: readonly PartRow[];
  readonly #tree: HTMLElement = make("div", {
    role: "tree",
    "aria-labelledby": "parts-title",
    class: "tree",
  });
  readonly #onSelect: (index: number) => void;

  constructor(parts: readonly PartRow[], onSelect: (index: number) => void) {
    this.#parts = parts;
    this.#onSelect = onSelect;
    this.element = makeLongList(this.#tree, parts, (part, index) => this.#draw(part, index));
    this.#tree.addEventListener("keydown", (event) => this.#move(event));
    this.mark(0);
  }

  /** Marks a part as the one that is looked at. */
  mark(index: number): void {
    for (const [i, row] of [...this.#tree.children].entries()) {
      row.setAttribute("aria-selected", String(i === index));
      (row as HTMLElement).tabIndex = i === index ? 0 : -1;
    }
  }

  #draw({ partId, depth, mimeType, filename, size }: PartRow, index: number): HTMLElement {
    const row = make(
      "div",
      { role: "treeitem", "aria-level": depth + 1, "aria-selected": "false", tabindex: -1, class: "part" },
      make("span", { class: "id" }, partId === "" ? '""' : partId),
      make("span", { class: "type" }, mimeType),
      filename === "" ? undefined : make("span", { class: "name" }, filename),
      size === undefined ? undefined : make("span", { class: "size" }, formatSize(size)),
    );
    row.style.setProperty("--depth", String(Math.min(depth, DEEPEST_INDENT)));
    row.addEventListener("click", () => this.#select(index));
    return row;
  }

  #select(index: number): void {
    this.mark(index);
    this.#onSelect(index);
  }

  #move(event: KeyboardEvent): void {
    const rows = [...this.#tree.children] as HTMLElement[];
    const index = rows.indexOf(event.target as HTMLElement);
    if (index < 0) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.#select(index);
      return;
    }
    const target = rows[this.#placeOf(event.key, index, rows.length)];
    if (target === undefined) return;
    event.preventDefault();
    for (const row of rows) row.tabIndex = row === target ? 0 : -1;
    target.focus();
  }

  #placeOf(key: string, index: number, length: number): number {
    const depth = this.#parts[index]?.depth ?? 0;
    const before = this.#parts.slice(0, index);
    switch (key) {
      case "ArrowDown":
        return index + 1;
      case "ArrowUp":
        return index - 1;
      case "Home":
        return 0;
      case "End":
        return length - 1;
      case "ArrowLeft": // the parent
        return before.findLastIndex((part) => part.depth < depth);
      case "ArrowRight": // the first child
        return (this.#parts[index + 1]?.depth ?? 0) > depth ? index + 1 : -1;
      default:
        return -1;
    }
  }
}
