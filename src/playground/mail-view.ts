/** An opened mail on the page: its summary, its parts at the side, and its views. */

import { find, make, makeButton } from "./element.js";
import type { Engine } from "./engine.js";
import { showHtml } from "./html-view.js";
import { ListingView } from "./listing-view.js";
import { makeLongList } from "./long-list.js";
import { count, formatSize } from "./number.js";
import { PartTree } from "./part-tree.js";
import type { AttachmentRow, DefectRow, DocumentName, Named, Report, TextView, Verdict } from "./protocol.js";
import { copyText, saveFile } from "./saving.js";
import type { Tabs } from "./tabs.js";

const TITLES = { text: "Text", amp: "AMP", calendar: "Calendar" };

export class MailView {
  readonly #report: Report;
  readonly #engine: Engine;
  readonly #views: Tabs;
  readonly #say: (status: string) => void;
  readonly #tree: PartTree;
  readonly #source: ListingView | undefined;

  constructor(report: Report, engine: Engine, views: Tabs, say: (status: string) => void) {
    this.#report = report;
    this.#engine = engine;
    this.#views = views;
    this.#say = say;
    this.#tree = new PartTree(report.parts, (index) => this.#showPart(index));
    this.#source = this.#makeSource();
    this.#fillSummary();
    this.#fillAside();
    this.#fillViews();
  }

  #fillSummary(): void {
    const { subject, envelope, verdicts } = this.#report;
    find("subject", HTMLElement).textContent = subject || "(no subject)";
    find("envelope", HTMLElement).replaceChildren(
      ...envelope.map(({ name, value }) => make("div", {}, make("dt", {}, name), make("dd", {}, value))),
    );
    const list = find("verdicts", HTMLElement);
    list.replaceChildren(...verdicts.map(drawVerdict));
    if (this.#report.rows.source === undefined) return;
    const way = this.#engine.ask("compare");
    way.then((verdict) => list.isConnected && list.append(drawVerdict(verdict))).catch(() => {});
  }

  #fillAside(): void {
    const { attachments, defects, defectCount } = this.#report;
    find("parts", HTMLElement).replaceChildren(this.#tree.element);
    const files = makeLongList(make("ul", { class: "files" }), attachments, (row) =>
      this.#drawAttachment(row),
    );
    find("attachments", HTMLElement).replaceChildren(attachments.length > 0 ? files : quiet("None."));
    find("defects-title", HTMLElement).textContent =
      defectCount > 0 ? `Defects: ${count(defectCount)}` : "Defects";
    const list = makeLongList(make("ol", { class: "defects" }), defects, (row) => this.#drawDefect(row));
    if (defectCount > defects.length) {
      list.append(quiet(`The first ${count(defects.length)} are listed; all are marked in the source.`));
    }
    find("defects", HTMLElement).replaceChildren(defectCount > 0 ? list : quiet("None: this mail is sound."));
  }

  #fillViews(): void {
    const { html, texts, rows } = this.#report;
    showHtml(find("html", HTMLElement), html, this.#engine);
    find("text", HTMLElement).replaceChildren(
      ...(texts.length > 0 ? texts.map((text) => this.#drawText(text)) : [quiet("This mail has no text.")]),
    );
    find("source", HTMLElement).replaceChildren(...this.#drawSource());
    const payload = new ListingView({
      label: "Payload",
      length: rows.payload,
      fetch: (from, to) => this.#engine.ask("rows", "payload", from, to),
    });
    const copy = makeButton("Copy JSON", () => this.#copy("payload"));
    const save = makeButton("Save JSON", () =>
      this.#save("payload", this.#report.filename.replace(/\.eml$/, ".json")),
    );
    find("payload", HTMLElement).replaceChildren(make("div", { class: "row" }, copy, save), payload.element);
    void this.#showFields(0);
    this.#views.select(html !== undefined ? "html" : texts.length > 0 ? "text" : "fields");
  }

  #makeSource(): ListingView | undefined {
    const length = this.#report.rows.source;
    if (length === undefined) return undefined;
    return new ListingView({
      label: "Source",
      length,
      fetch: (from, to) => this.#engine.ask("rows", "source", from, to),
      note: (defect) => this.#report.defects[defect],
    });
  }

  #drawSource(): HTMLElement[] {
    if (this.#source === undefined) {
      return [quiet("The bytes are not known: parts of this payload have only an attachmentId.")];
    }
    const label =
      this.#report.kind === "payload" ? "Save as .eml (written from the payload)" : "Save as .eml";
    const save = makeButton(label, () => this.#save("source", this.#report.filename));
    const raw = makeButton("Copy source", () => this.#copy("source"));
    return [make("div", { class: "row" }, raw, save), this.#source.element];
  }

  #drawAttachment({ part, kind, mimeType, size, said, safe, known }: AttachmentRow): HTMLElement {
    const facts = `${mimeType}, ${formatSize(size)}${kind === "attachment" ? "" : `, ${kind}`}`;
    const save = makeButton("Save", () => this.#saveContent(part, safe));
    save.setAttribute("aria-label", `Save ${safe}`);
    return make(
      "li",
      {},
      make("span", { class: "name" }, safe),
      make("span", { class: "quiet" }, facts),
      said === undefined
        ? undefined
        : make("span", { class: "quiet" }, "The mail calls it ", make("q", {}, said)),
      known ? save : make("span", { class: "quiet" }, "Known only by its attachmentId"),
    );
  }

  #drawDefect({ code, explanation, partId, row, line }: DefectRow): HTMLElement {
    const place = `part ${partId === "" ? '""' : partId}${line === undefined ? "" : `, line ${count(line)}`}`;
    const words = [
      make("code", {}, code),
      make("span", {}, explanation),
      make("span", { class: "quiet" }, place),
    ];
    if (row === undefined) return make("li", {}, make("div", { class: "defect" }, ...words));
    const button = make("button", { type: "button", class: "defect" }, ...words);
    button.addEventListener("click", () => this.#showSource(row));
    return make("li", {}, button);
  }

  #drawText({ name, text, cut }: TextView): HTMLElement {
    const title = TITLES[name];
    const view = make("section", {}, make("h3", { class: name === "text" ? "unseen" : "" }, title));
    view.append(make("pre", { class: "text", tabindex: 0, role: "region", "aria-label": title }, text));
    if (cut) {
      const save = makeButton("Save the whole text", () => this.#save(name, `${name}.txt`));
      view.append(make("p", { class: "quiet" }, "This is its beginning. "), save);
    }
    return view;
  }

  #showSource(row: number): void {
    this.#views.select("source");
    this.#source?.show(row);
  }

  #showPart(index: number): void {
    void this.#showFields(index);
    this.#views.select("fields");
  }

  async #showFields(index: number): Promise<void> {
    const part = this.#report.parts[index];
    const fields = await this.#engine.ask("fields", index).catch(() => undefined);
    if (part === undefined || fields === undefined) return; // another mail is open
    const panel = find("fields", HTMLElement);
    const { partId, mimeType, row, saveAs } = part;
    const actions = make("div", { class: "row" });
    if (row !== undefined) actions.append(makeButton("Show in source", () => this.#showSource(row)));
    if (saveAs !== undefined) {
      actions.append(makeButton(`Save content as ${saveAs}`, () => this.#saveContent(index, saveAs)));
    }
    const body = make("tbody");
    const table = make("table", {}, make("caption", { class: "unseen" }, "Fields, decoded"), body);
    const draw = ({ name, value }: Named): HTMLElement =>
      make("tr", {}, make("th", { scope: "row" }, name), make("td", {}, value));
    const list = makeLongList(body, fields, draw, table);
    const title = make(
      "h3",
      {},
      `Part ${partId === "" ? '""' : partId} `,
      make("span", { class: "quiet" }, mimeType),
    );
    panel.replaceChildren(title, actions, fields.length > 0 ? list : quiet("It has no fields."));
  }

  #saveContent(part: number, name: string): void {
    void this.#saveAs(name, this.#engine.ask("content", part));
  }

  #save(document: DocumentName, name: string): void {
    void this.#saveAs(name, this.#engine.ask("whole", document));
  }

  async #saveAs(name: string, content: Promise<Blob>): Promise<void> {
    try {
      saveFile(name, await content);
      this.#say(`Saved ${name}.`);
    } catch (error) {
      this.#say((error as Error).message);
    }
  }

  async #copy(document: DocumentName): Promise<void> {
    this.#say(await copyText(this.#engine.ask("whole", document)));
  }
}

function drawVerdict({ tone, text }: Verdict): HTMLElement {
  return make("li", { class: tone }, text);
}

function quiet(text: string): HTMLElement {
  return make("p", { class: "quiet" }, text);
}
