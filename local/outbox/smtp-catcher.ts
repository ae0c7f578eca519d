import { createServer, type Server, type Socket } from "node:net";
import type { Outbox } from "./outbox.ts";

/** As much of RFC 5321 as a client needs to hand over a message; the message goes to the outbox, nowhere else. */
export async function startSmtpCatcher(outbox: Outbox): Promise<{ url: string; stop(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    converse(socket, outbox);
  });
  const port = await listen(server);
  return {
    url: `smtp://127.0.0.1:${port}`,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}

function converse(socket: Socket, outbox: Outbox): void {
  let to = "";
  let data: string[] | undefined;
  let rest = "";
  const reply = (line: string) => socket.write(`${line}\r\n`);
  const take = (line: string): void => {
    if (data !== undefined) {
      if (line !== ".") {
        data.push(line.startsWith("..") ? line.slice(1) : line);
        return;
      }
      outbox.add({ channel: "email", to, ...readMail(data.join("\n")) });
      data = undefined;
      reply("250 2.0.0 taken");
      return;
    }
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === "EHLO" || verb === "HELO") reply("250-localhost\r\n250-8BITMIME\r\n250 SMTPUTF8");
    else if (verb === "RCPT") {
      to = /<([^>]*)>/.exec(line)?.[1] ?? "";
      const mood = outbox.moodFor(to);
      if (mood === "down") reply("451 4.3.0 try again later");
      else if (mood === "throttled") reply("450 4.7.1 too many messages");
      else if (to.startsWith("bounced")) reply("550 5.1.1 no such mailbox");
      else reply("250 2.1.5 ok");
    } else if (verb === "DATA") {
      data = [];
      reply("354 go on");
    } else if (verb === "QUIT") {
      reply("221 2.0.0 bye");
      socket.end();
    } else reply("250 2.0.0 ok");
  };
  reply("220 localhost ready");
  socket.setEncoding("utf8");
  socket.on("data", (chunk: string) => {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) take(line);
  });
}

function readMail(source: string): { title: string; text: string; id: string } {
  const [head = "", ...parts] = source.split("\n\n");
  const headers = head.replace(/\n[ \t]+/g, " ");
  const headerOf = (name: string) => new RegExp(`^${name}: *(.*)$`, "im").exec(headers)?.[1] ?? "";
  const body = parts.join("\n\n");
  const encoding = headerOf("Content-Transfer-Encoding").toLowerCase();
  const text =
    encoding === "base64"
      ? Buffer.from(body, "base64").toString("utf8")
      : encoding === "quoted-printable"
        ? unquote(body)
        : body;
  return { title: decodeWords(headerOf("Subject")), text: text.trim(), id: headerOf("Message-ID") };
}

/** Words of RFC 2047. */
function decodeWords(header: string): string {
  return header
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toLowerCase() === "b" ? Buffer.from(word, "base64").toString("utf8") : unquote(word.replaceAll("_", " ")),
    );
}

function unquote(text: string): string {
  const bytes = text
    .replace(/=\n/g, "")
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
