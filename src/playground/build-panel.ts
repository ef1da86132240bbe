/** The form that builds a message, and what it built. */

import { find, make, makeButton } from "./element.js";
import { Engine } from "./engine.js";
import { ListingView } from "./listing-view.js";
import { count, formatSize } from "./number.js";
import type { Built, Complaint, Draft } from "./protocol.js";
import { copyText, saveFile } from "./saving.js";

export class BuildPanel {
  readonly #engine: Engine = new Engine();
  readonly #form: HTMLFormElement = find("form", HTMLFormElement);
  readonly #read: (message: Blob, name: string) => void;
  #files: File[] = [];

  /** @param read - Opens the built message as a mail. */
  constructor(read: (message: Blob, name: string) => void) {
    this.#read = read;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#build();
    });
    this.#form.addEventListener("reset", () => this.#clear());
    this.#form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.#form.requestSubmit();
    });
    const files = find("files", HTMLInputElement);
    files.addEventListener("change", () => {
      this.attach(files.files ?? []);
      files.value = "";
    });
  }

  attach(files: Iterable<File>): void {
    this.#files.push(...files);
    this.#listFiles();
  }

  #listFiles(): void {
    find("files-list", HTMLElement).replaceChildren(
      ...this.#files.map((file, i) => {
        const remove = makeButton("Remove", () => {
          this.#files.splice(i, 1);
          this.#listFiles();
          find("files", HTMLElement).focus();
        });
        remove.setAttribute("aria-label", `Remove ${file.name}`);
        const size = make("span", { class: "quiet" }, formatSize(file.size));
        return make("li", {}, make("span", { class: "name" }, file.name), size, remove);
      }),
    );
  }

  #clear(): void {
    this.#files = [];
    this.#listFiles();
    this.#complain([]);
    this.#say("");
    find("built", HTMLElement).hidden = true;
  }

  async #build(): Promise<void> {
    if (this.#engine.busy) this.#engine.restart();
    this.#say("Building…");
    try {
      const built = await this.#engine.ask("build", this.#draft());
      this.#say("");
      this.#complain(built.done ? [] : built.complaints);
      this.#show(built);
    } catch (error) {
      this.#say("");
      this.#tell((error as Error).message); // a file that is gone
    }
  }

  #draft(): Draft {
    const data = new FormData(this.#form);
    const value = (name: keyof Draft): string => String(data.get(name) ?? "").replaceAll("\r\n", "\n");
    return {
      from: value("from"),
      to: value("to"),
      cc: value("cc"),
      bcc: value("bcc"),
      subject: value("subject"),
      inReplyTo: value("inReplyTo"),
      text: value("text"),
      html: value("html"),
      attachments: this.#files,
    };
  }

  #show(built: Built): void {
    const article = find("built", HTMLElement);
    article.hidden = !built.done;
    if (!built.done) return;
    const { size, rows, filename, raw } = built;
    const title = make("h2", { tabindex: -1 }, `Built: ${count(size)} bytes`);
    const rest = raw.length > raw.start.length ? `… ${count(raw.length)} characters in all` : "";
    const bytes = new ListingView({
      label: "The message",
      length: rows,
      fetch: (from, to) => this.#engine.ask("rows", "built", from, to),
    });
    const rawView = make(
      "pre",
      { class: "raw", tabindex: 0, role: "region", "aria-label": "raw" },
      raw.start,
    );
    article.replaceChildren(
      title,
      make("h3", {}, "raw ", make("span", { class: "quiet" }, "ready for messages.send")),
      rawView,
      rest === "" ? "" : make("p", { class: "quiet" }, rest),
      make("div", { class: "row" }, this.#copyButton("Copy raw", "raw")),
      make("h3", {}, "The message"),
      make(
        "div",
        { class: "row" },
        this.#copyButton("Copy .eml", "built"),
        makeButton("Save .eml", () => this.#withMessage((message) => saveFile(filename, message))),
        makeButton("Read it", () => this.#withMessage((message) => this.#read(message, filename))),
      ),
      bytes.element,
    );
    title.focus();
  }

  #copyButton(label: string, document: "raw" | "built"): HTMLButtonElement {
    return makeButton(label, async () => this.#say(await copyText(this.#engine.ask("whole", document))));
  }

  #withMessage(act: (message: Blob) => void): void {
    this.#engine.ask("whole", "built").then(act, (error: Error) => this.#tell(error.message));
  }

  /** Puts each complaint at its field, by the code of the MimeError; the first field gets the focus. */
  #complain(complaints: readonly Complaint[]): void {
    this.#tell("");
    for (const old of this.#form.querySelectorAll(".complaint")) old.remove();
    for (const field of this.#form.querySelectorAll("[aria-invalid]")) {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
    }
    const fields = complaints.map((complaint) => this.#complainAt(complaint));
    fields.find((field) => field !== undefined)?.focus();
  }

  #complainAt({ field, code, message }: Complaint): HTMLElement | undefined {
    const input = this.#form.elements.namedItem(field ?? "");
    if (!(input instanceof HTMLElement)) {
      this.#tell(`${message} (${code}).`);
      return undefined;
    }
    const id = `complaint-${field}`;
    const words = make("p", { class: "complaint", id }, make("code", {}, code), ` ${message}.`);
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", id);
    input.closest(".field")?.append(words);
    return input;
  }

  #say(status: string): void {
    find("build-status", HTMLElement).textContent = status;
  }

  #tell(trouble: string): void {
    const element = find("build-trouble", HTMLElement);
    element.textContent = trouble;
    element.hidden = trouble === "";
  }
}
