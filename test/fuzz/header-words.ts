/** The words of headers that mutations put in place of others: known ones, near misses, none. */

export const ENCODINGS = [
  "7bit",
  "8bit",
  "binary",
  "base64",
  "quoted-printable",
  "x-uuencode",
  "BASE64 (c)",
  "",
  "7bit, base64",
];
export const CHARSETS = [
  ...[
    "utf-8",
    "us-ascii",
    "iso-8859-1",
    "windows-1252",
    "iso-2022-jp",
    "shift_jis",
    "gb18030",
    "big5",
    "utf-7",
  ],
  ...[
    "utf-16",
    "utf-16le",
    "utf-32",
    "koi8-r",
    "euc-kr",
    "hz-gb-2312",
    "x-unknown",
    "hex",
    "",
    "iso-8859-8-i",
  ],
];
export const TYPES = [
  ...["text/plain", "text/html", "text/calendar; method=REQUEST", "text/x-amp-html", "text/enriched", "text"],
  ...["application/pdf", "application/octet-stream; name=a.bin", "image/png; name*=utf-8''%C3%A9.png", "/"],
  ...[
    "message/rfc822",
    "message/delivery-status",
    "message/partial; id=a",
    "message/external-body",
    "message/news",
  ],
  ...[
    "message/global",
    "multipart/mixed",
    "multipart/digest; boundary=B",
    "multipart/alternative; boundary=B",
  ],
  ...[
    "multipart/related; boundary=B",
    "multipart/signed; boundary=B",
    "text/rfc822-headers",
    "application/ics",
  ],
];
export const DISPOSITIONS = [
  ...[
    "attachment",
    "inline",
    "attachment; filename=a.txt",
    'inline; filename="=?utf-8?Q?=C3=A9?="',
    "x; filename=a",
  ],
  ...[
    "attachment; filename*0*=utf-8''%C3; filename*1*=%A9",
    'attachment; filename="../a\\"b"',
    "attachment; filename=",
  ],
];
export const NAMES = [
  ...[
    "From",
    "To",
    "Cc",
    "Bcc",
    "Sender",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
  ],
  ...[
    "Content-Type",
    "Content-Transfer-Encoding",
    "Content-Disposition",
    "Content-ID",
    "MIME-Version",
    "Received",
  ],
  ...["Content-Description", "X-Attachment-Id", "Resent-To", "__proto__", "X-\xe9", "A B", ""],
];
