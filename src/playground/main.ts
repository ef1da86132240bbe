/** The page: two panels, and what is dropped anywhere. */

import { BuildPanel } from "./build-panel.js";
import { find } from "./element.js";
import { ReadPanel } from "./read-panel.js";
import { Tabs } from "./tabs.js";

const modes = new Tabs(find("modes", HTMLElement));
const reading = new ReadPanel();
const building = new BuildPanel((message, name) => {
  modes.select("read");
  void reading.open(message, name);
});

/** A file dropped beside the field must not replace the page. */
document.addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("dropping");
});
document.addEventListener("dragleave", (event) => {
  if (event.relatedTarget === null) document.body.classList.remove("dropping");
});
document.addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("dropping");
  const files = [...(event.dataTransfer?.files ?? [])];
  const text = event.dataTransfer?.getData("text/plain") ?? "";
  if (!find("build", HTMLElement).hidden) building.attach(files);
  else if (files[0] !== undefined) void reading.open(files[0], files[0].name);
  else if (text !== "") reading.openText(text, "the dropped text");
});
