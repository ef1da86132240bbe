/** A window on a listing of any length: only the rows in sight are on the page, asked for as they come into sight. */

import { make } from "./element.js";
import type { Row, Segment } from "./listing.js";
import { count } from "./number.js";

/** What the view is told of a defect. */
export interface Note {
  readonly code: string;
  readonly explanation: string;
}

export interface Shown {
  readonly label: string;
  readonly length: number;
  readonly fetch: (from: number, to: number) => Promise<readonly Row[]>;
  readonly note?: (defect: number) => Note | undefined;
}

/** The height of a row, as in the style sheet. */
const ROW = 20;
/** Browsers end an element at some height: beyond it a step of the bar is more than a row. */
const TALLEST = 8_000_000;
/** Rows kept ready above and below those in sight. */
const SPARE = 12;

export class ListingView {
  readonly element: HTMLElement;
  readonly #space: HTMLElement = make("div", { class: "space" });
  readonly #rows: HTMLElement = make("div", { class: "rows" });
  readonly #shown: Shown;
  #current = -1;
  #asked = 0;
  #due = false;

  constructor(shown: Shown) {
    this.#shown = shown;
    this.#space.append(this.#rows);
    this.#space.style.height = `${this.#height}px`;
    const label = `${shown.label}, ${count(shown.length)} lines`;
    this.element = make(
      "div",
      { class: "listing", tabindex: 0, role: "region", "aria-label": label },
      this.#space,
    );
    this.element.style.setProperty("--rows", String(shown.length));
    this.element.style.setProperty("--digits", `${String(shown.length).length}ch`);
    this.element.addEventListener("scroll", () => this.#schedule());
    new ResizeObserver(() => this.#schedule()).observe(this.element);
  }

  get #height(): number {
    return Math.min(this.#shown.length * ROW, TALLEST);
  }

  /** How many rows one pixel of the bar stands for, where there are too many for one each. */
  get #scale(): number {
    const room = Math.max(1, this.#height - this.element.clientHeight);
    return (this.#shown.length * ROW - this.element.clientHeight) / room;
  }

  /** Scrolls to a row and marks it; the keyboard goes there, too. */
  show(row: number): void {
    this.#current = row;
    const top = row * ROW - this.element.clientHeight / 3;
    this.element.scrollTop = this.#isTall ? top / this.#scale : top;
    this.element.scrollLeft = 0;
    this.element.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "nearest" });
    this.#schedule();
  }

  get #isTall(): boolean {
    return this.#shown.length * ROW > TALLEST;
  }

  #schedule(): void {
    if (this.#due) return;
    this.#due = true;
    requestAnimationFrame(() => {
      this.#due = false;
      this.#draw();
    });
  }

  async #draw(): Promise<void> {
    const { clientHeight, scrollTop } = this.element;
    if (clientHeight === 0) return; // not in sight
    const first = Math.floor((this.#isTall ? scrollTop * this.#scale : scrollTop) / ROW);
    const from = Math.max(0, first - SPARE);
    const to = Math.min(this.#shown.length, first + Math.ceil(clientHeight / ROW) + SPARE);
    const asked = ++this.#asked;
    const rows = await this.#shown.fetch(from, to).catch(() => undefined);
    if (rows === undefined || asked !== this.#asked) return; // another mail is open, or scrolled on meanwhile
    const top = this.#isTall ? scrollTop - (first - from) * ROW : from * ROW;
    this.#rows.style.transform = `translateY(${Math.max(0, top)}px)`;
    this.#rows.replaceChildren(...rows.map((row, i) => this.#drawRow(row, from + i)));
  }

  #drawRow(row: Row, place: number): HTMLElement {
    const marked = row.segments.some(({ defects }) => defects.length > 0);
    const classes = ["line", marked ? "marked" : "", place === this.#current ? "current" : ""];
    const number = make("span", { class: "number" }, row.line === undefined ? "\u21b3" : String(row.line));
    const code = make(
      "span",
      { class: "code" },
      ...row.segments.flatMap((segment) => this.#drawSegment(segment)),
    );
    if (row.oddEnd !== undefined) code.append(make("span", { class: "end" }, row.oddEnd.toUpperCase()));
    for (const note of this.#notesOf(row)) {
      code.append(make("span", { class: "note" }, `${note.code}: ${note.explanation}`));
    }
    return make("div", { class: classes.filter(Boolean).join(" "), "data-row": place }, number, code);
  }

  #drawSegment({ text, defects }: Segment): (Node | string)[] {
    if (defects.length === 0) return [text];
    return [make("mark", {}, text)];
  }

  #notesOf(row: Row): Note[] {
    const defects = new Set(row.segments.flatMap(({ defects }) => defects));
    return [...defects].flatMap((defect) => this.#shown.note?.(defect) ?? []);
  }
}
