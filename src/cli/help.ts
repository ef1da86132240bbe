/** What `gmail-mime --help` says. */

export const HELP = `gmail-mime looks at one mail and converts it between the shapes of the Gmail API.

Usage: gmail-mime <command> [options] [FILE]

  tree FILE      draw its parts: partId, type, file name, size, charset, transfer encoding
  payload FILE   print the payload Gmail would answer, as JSON
                 --format metadata, minimal or raw   the whole message in that format of messages.get,
                             its id and threadId made up; full, which is what is printed
                             without --format, stays the payload alone
                 --metadata-headers From,Subject     with metadata: these fields only
  raw FILE       print it as base64url, for the raw field of the API
  mime FILE      print its bytes, an .eml
  parse FILE     print the mail as JSON: addresses, date, texts, attachments, contents in base64url
                 --out DIR   write the attachments to new files instead, under safe names
  build FILE     print the bytes of a mail given as JSON: as parse prints it, or less
                 --raw       as base64url
                 --in DIR    where the files of parse --out are
                 --utf8      header text outside ASCII as UTF-8, not as encoded words
  request send, insert, import or draft FILE
                 print the HTTP request that brings it to Gmail, as JSON: method, url, headers, body
                 (with "encoding": "base64" where it is no text). It has no token, and is not sent
                 --upload json, media, multipart or resumable   how it travels; by size when not said
                 --thread ID  --labels A,B   its threadId and labelIds   --user ADDRESS   not me
                 --internal-date-source receivedTime or dateHeader  --deleted   insert, import
                 --never-mark-spam  --process-for-calendar                      import
  serve FILE_OR_DIR...
                 answer as Gmail does over their messages, on this machine only, for clients under test:
                 .eml files, mbox files, directories of both
                 --port N   a free one when not said      --user ADDRESS   whose mail it is
  check FILE     list its defects: offset, partId, code, explanation
  demo           show all of it on a message of the repository

FILE holds an .eml, a base64url raw, or JSON: a message, payload or draft of the API.
Which of them is told by the content, not by the name. "-" is standard input.
What build takes at its simplest: {"to": "a@b.example", "subject": "hi", "text": "yo", "attachments":
[{"filename": "a.txt", "content": "aGk=", "encoding": "base64"}]}; content without encoding is text.

  -h, --help     print this
  --version      print the version

Exit status: 0 done; 1 the file cannot be read or converted, or check found defects; 2 wrong use.
Colours are for terminals only; NO_COLOR turns them off.
`;
