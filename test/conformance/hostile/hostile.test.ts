/** The classes of hostile input, a table each; and that every code of an error and of a defect comes up in them. */

import { describe, test } from "vitest";
import { type HostileCase, runHostile } from "../../support/hostile.js";
import { cases as addressConfusion } from "./address-confusion.js";
import { cases as headerInjection } from "./header-injection.js";
import { cases as smtpSmuggling } from "./smtp-smuggling.js";

const classes: Readonly<Record<string, readonly HostileCase[]>> = {
  "header-injection": headerInjection,
  "smtp-smuggling": smtpSmuggling,
  "address-confusion": addressConfusion,
};

describe.each(Object.keys(classes))("%s", (name) => {
  test.each(classes[name] ?? [])("$name", (hostile) => runHostile(hostile));
});
