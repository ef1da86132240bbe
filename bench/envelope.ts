/** Header fields as real mail carries them: who writes to whom, and what the hosts on the way added. */

import type { Random } from "./random.js";

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const HEX = "0123456789abcdef";

/** Who writes, and to whom, as a builder is told and as {@link envelope} writes them. */
export const PEOPLE = {
  from: { name: "Doe, Jane", address: "jane.doe@example.com" },
  to: [{ name: "Zé Pereira", address: "ze@example.org" }, { address: "team@example.org" }],
  cc: [
    { name: "Ann Lee", address: "ann.lee@example.net" },
    { name: "山田", address: "yamada@example.jp" },
  ],
} as const;

/** The people of every message in one line each: those of From, To and Cc. */
export const ADDRESSES: readonly string[] = [PEOPLE.from, ...PEOPLE.to, ...PEOPLE.cc].map(formatPerson);

export function formatPerson({
  name,
  address,
}: {
  name?: string | undefined;
  address?: string | undefined;
}): string {
  return name ? `${name} <${address}>` : `${address}`;
}

/** The fields a writer sees. */
export function envelope(random: Random, subject: string): string[] {
  return [
    `Message-ID: <${random.token(32)}@mail.example.com>`,
    "Date: Mon, 2 Jan 2023 12:04:05 +0900",
    `From: "Doe, Jane" <jane.doe@example.com>`,
    "To: =?utf-8?Q?Z=C3=A9_Pereira?= <ze@example.org>, team@example.org",
    "Cc: Ann Lee <ann.lee@example.net>, =?UTF-8?B?5bGx55Sw?=\r\n <yamada@example.jp>",
    `Subject: ${subject}`,
  ];
}

/** The fields of a message that passed several hosts, a list and two signers: 17 of them. */
export function transport(random: Random): string[] {
  const signature = (length: number): string => lines(random.token(length, BASE64), 64);
  const id = (): string => random.token(20, HEX);
  return [
    "Delivered-To: ze@example.org",
    received(`by 2002:a05:6a00:${id()} with SMTP id ${id()}csp`, 9),
    `ARC-Seal: i=1; a=rsa-sha256; t=1672628648; cv=none;\r\n        d=example.org; s=arc-20160816;\r\n        b=${signature(340)}`,
    "ARC-Message-Signature: i=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=arc-20160816;\r\n" +
      `        h=mime-version:subject:date:to:from:message-id:dkim-signature;\r\n        bh=${random.token(43, BASE64)}=;\r\n        b=${signature(340)}`,
    `ARC-Authentication-Results: i=1; mx.example.org;\r\n       dkim=pass header.i=@example.com header.s=s1 header.b=${random.token(8, BASE64)};\r\n       spf=pass (example.org: domain of bounce@mail.example.com designates 192.0.2.25 as permitted sender)`,
    "Return-Path: <bounce+1672628645.a1b2c3@mail.example.com>",
    received(
      "from mta25.mail.example.com (mta25.mail.example.com. [192.0.2.25])\r\n        by mx.example.org with ESMTPS",
      8,
    ),
    "Received-SPF: pass (example.org: domain of bounce@mail.example.com designates 192.0.2.25 as permitted sender) client-ip=192.0.2.25;",
    `Authentication-Results: mx.example.org;\r\n       dkim=pass header.i=@example.com header.s=s1 header.b=${random.token(8, BASE64)};\r\n       dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=example.com`,
    dkim("example.com", "s1", signature(340), random),
    dkim("mail.example.com", "k2", signature(340), random),
    received(
      "from [10.1.2.3] (unknown [10.1.2.3])\r\n        by mta25.mail.example.com (Postfix) with ESMTPSA",
      7,
    ),
    `In-Reply-To: <${random.token(24)}@example.org>`,
    `References: <${random.token(24)}@example.org>\r\n <${random.token(24)}@mail.example.com>`,
    `List-Unsubscribe: <https://mail.example.com/u/${random.token(40)}>,\r\n <mailto:unsubscribe@mail.example.com>`,
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
    "X-Mailer: Example Mailer 7.3 (build 2023.01)",
  ];
}

function received(route: string, second: number): string {
  return `Received: ${route} id a640c23a62f3a-84d\r\n        for <ze@example.org>;\r\n        Mon, 02 Jan 2023 12:04:0${second} +0900 (JST)`;
}

function dkim(domain: string, selector: string, signature: string, random: Random): string {
  return (
    `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=${domain}; s=${selector};\r\n` +
    `        h=from:to:cc:subject:date:message-id:mime-version:content-type;\r\n        bh=${random.token(43, BASE64)}=;\r\n        b=${signature}`
  );
}

/** Cuts a long token into folded lines. */
function lines(token: string, width: number): string {
  return token.replace(new RegExp(`.{${width}}(?=.)`, "g"), "$&\r\n         ");
}
