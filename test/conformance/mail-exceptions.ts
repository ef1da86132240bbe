/** Messages of the corpus that laws 4 and 6 do not hold for in full, each with the reason. */

import type { LawException } from "./exceptions.js";

/** A mail that does not say the same once it was built again; fewer than fifteen in all. */
export const LAW_4_EXCEPTIONS: readonly LawException[] = [];

const SHOWN_QUOTES =
  "an address field in raw 8-bit bytes: the payload shows its quotes as if they were part of the name";
const SHOWN_ADDRESS = "an address in raw 8-bit bytes: the payload road takes it for text";

/** A mail that its payload tells otherwise; fewer than fifteen in all. */
export const LAW_6_EXCEPTIONS: readonly LawException[] = [
  ...[
    "spamassassin/nice/cjk/gb2312.1",
    "stalwart-mail-parser/eml/legacy/020.eml",
    "stalwart-mail-parser/eml/legacy/052.eml",
    "zbateson-mail-mime-parser/emails/github-102-01.txt",
    "zbateson-mail-mime-parser/emails/github-102-02.txt",
    "zbateson-mail-mime-parser/emails/invalid-charset.txt",
    "zbateson-mail-mime-parser/emails/m0001.txt",
    "zbateson-mail-mime-parser/emails/m0009.txt",
    "zbateson-mail-mime-parser/emails/m0023.txt",
    "zbateson-mail-mime-parser/emails/m4001.txt",
  ].map((path) => ({ path, why: SHOWN_QUOTES })),
  ...[
    "enmime/testdata/encode/utf8-to.raw.golden",
    "flanker/messages/mailformed-headers.eml",
    "mikel-mail/emails/rfc6532/utf8_headers.eml",
  ].map((path) => ({ path, why: SHOWN_ADDRESS })),
];
