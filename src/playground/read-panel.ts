/** Ways to open a mail: dropped, pasted, chosen, or one of the examples. */

import { find } from "./element.js";
import { Engine } from "./engine.js";
import { MailView } from "./mail-view.js";
import { Tabs } from "./tabs.js";

/** Messages to begin with, as base64url, put here when the page is bundled. */
declare const EXAMPLES: { readonly demo: string; readonly broken: string };

/** A text longer than this is read without being put into the field first. */
const PASTED_SHOWN = 50_000;

export class ReadPanel {
  readonly #engine: Engine = new Engine();
  readonly #views: Tabs = new Tabs(find("views", HTMLElement));
  readonly #pasted: HTMLTextAreaElement = find("pasted", HTMLTextAreaElement);
  #ticket = 0;

  constructor() {
    const file = find("file", HTMLInputElement);
    file.addEventListener("change", () => {
      const chosen = file.files?.[0];
      if (chosen !== undefined) void this.open(chosen, chosen.name);
      file.value = ""; // the same file can be chosen again
    });
    find("example-demo", HTMLElement).addEventListener("click", () =>
      this.openText(EXAMPLES.demo, "the example"),
    );
    find("example-broken", HTMLElement).addEventListener("click", () =>
      this.openText(EXAMPLES.broken, "the example"),
    );
    find("read-pasted", HTMLElement).addEventListener("click", () => this.#readPasted());
    this.#pasted.addEventListener("paste", (event) => this.#paste(event));
  }

  openText(text: string, name = "the pasted text"): void {
    void this.open(new Blob([text]), name);
  }

  /** Reads a mail in any form and shows it; one that is still being read is dropped. */
  async open(file: Blob, name: string): Promise<void> {
    const ticket = ++this.#ticket;
    if (this.#engine.busy) this.#engine.restart();
    this.#complain("");
    this.#say(`Reading ${name}…`);
    const mail = find("mail", HTMLElement);
    mail.setAttribute("aria-busy", "true");
    try {
      const report = await this.#engine.ask("open", file);
      if (ticket !== this.#ticket) return;
      mail.hidden = false;
      find("read", HTMLElement).classList.add("opened");
      new MailView(report, this.#engine, this.#views, (status) => this.#say(status));
      this.#say(`Now open: ${name}.`);
      find("subject", HTMLElement).focus();
    } catch (error) {
      if (ticket !== this.#ticket) return;
      mail.hidden = true;
      find("read", HTMLElement).classList.remove("opened");
      this.#say("");
      this.#complain(`Cannot read ${name}. ${(error as Error).message}`);
    } finally {
      if (ticket === this.#ticket) mail.removeAttribute("aria-busy");
    }
  }

  #readPasted(): void {
    if (this.#pasted.value.trim() === "") {
      this.#complain("Nothing is pasted yet.");
      this.#pasted.focus();
    } else this.openText(this.#pasted.value);
  }

  /** Reads what is pasted at once; a large text would only make the field slow. */
  #paste(event: ClipboardEvent): void {
    const [file] = event.clipboardData?.files ?? [];
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (file !== undefined) {
      event.preventDefault();
      void this.open(file, file.name);
    } else if (text.length > PASTED_SHOWN) {
      event.preventDefault();
      this.#pasted.value = "";
      this.openText(text);
    } else setTimeout(() => this.#readPasted()); // when it is in the field
  }

  #say(status: string): void {
    find("status", HTMLElement).textContent = status;
  }

  #complain(trouble: string): void {
    const element = find("trouble", HTMLElement);
    element.textContent = trouble;
    element.hidden = trouble === "";
  }
}
