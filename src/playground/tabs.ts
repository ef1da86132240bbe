/** Tabs: one is selected and in the order of Tab, the arrow keys go to the others (ARIA's pattern of that name). */

export class Tabs {
  readonly #tabs: readonly HTMLButtonElement[];

  constructor(list: HTMLElement) {
    this.#tabs = [...list.querySelectorAll<HTMLButtonElement>("[role=tab]")];
    for (const tab of this.#tabs) tab.addEventListener("click", () => this.select(panelOf(tab).id));
    list.addEventListener("keydown", (event) => this.#move(event));
    if (this.#tabs[0] !== undefined) this.select(panelOf(this.#tabs[0]).id);
  }

  /** Shows the panel of that id and hides the others. */
  select(id: string): void {
    for (const tab of this.#tabs) {
      const panel = panelOf(tab);
      const selected = panel.id === id;
      tab.setAttribute("aria-selected", String(selected));
      tab.tabIndex = selected ? 0 : -1;
      panel.hidden = !selected;
      if (selected) panel.dispatchEvent(new Event("shown"));
    }
  }

  #move(event: KeyboardEvent): void {
    const shown = this.#tabs.filter((tab) => !tab.hidden);
    const place = shown.indexOf(event.target as HTMLButtonElement);
    const places: Readonly<Record<string, number>> = {
      ArrowRight: (place + 1) % shown.length,
      ArrowLeft: (place - 1 + shown.length) % shown.length,
      Home: 0,
      End: shown.length - 1,
    };
    const tab = shown[places[event.key] ?? -1];
    if (place < 0 || tab === undefined) return;
    event.preventDefault();
    this.select(panelOf(tab).id);
    tab.focus();
  }
}

function panelOf(tab: HTMLElement): HTMLElement {
  return document.getElementById(tab.getAttribute("aria-controls") ?? "") as HTMLElement;
}
