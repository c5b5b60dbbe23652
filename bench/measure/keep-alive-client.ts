import net from "node:net";

/**
 * One keep-alive connection that sends a request and waits for its answer. Written on a bare socket, because the client
 * shares the machine with what it measures: a general HTTP client costs more than the fastest contender answers in.
 */
export class KeepAliveClient {
  private socket: net.Socket | null = null;
  private received: Buffer = Buffer.alloc(0);
  private waiting: { resolve(answer: Answer): void; reject(error: Error): void } | null = null;

  private readonly port: number;

  constructor(port: number) {
    this.port = port;
  }

  async send(request: Buffer): Promise<Answer> {
    const socket = (this.socket ??= await this.connect());
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      socket.write(request);
    });
  }

  close(): void {
    this.socket?.destroy();
    this.socket = null;
  }

  private connect(): Promise<net.Socket> {
    return new Promise((resolve, reject) => {
      const socket = net.connect({ port: this.port, host: "127.0.0.1", noDelay: true }, () => resolve(socket));
      socket.on("data", (part: Buffer) => this.take(part));
      const fail = (error: Error) => {
        this.socket = null;
        reject(error);
        this.waiting?.reject(error);
      };
      socket.on("error", fail);
      socket.on("close", () => fail(new Error("the contender closed the connection")));
    });
  }

  private take(part: Buffer): void {
    this.received = this.received.length ? Buffer.concat([this.received, part]) : part;
    const answer = readAnswer(this.received);
    if (!answer) return;
    this.received = Buffer.alloc(0);
    const waiting = this.waiting;
    this.waiting = null;
    waiting?.resolve(answer);
  }
}

export type Answer = { status: number; body: Buffer };

export function requestOf(port: number, path: string, headers: Record<string, string>, body: string): Buffer {
  const lines = [
    `POST ${path} HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    "content-type: application/json",
    "accept: application/json",
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body}`);
}

/** The whole answer, or null while parts of it are missing. */
function readAnswer(received: Buffer): Answer | null {
  const headEnd = received.indexOf("\r\n\r\n");
  if (headEnd < 0) return null;
  const head = received.toString("latin1", 0, headEnd);
  const status = Number(head.slice(9, 12));
  const length = /\r\ncontent-length: *(\d+)/i.exec(head);
  const start = headEnd + 4;
  if (length) return received.length >= start + Number(length[1]) ? { status, body: received.subarray(start, start + Number(length[1])) } : null;
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) throw new Error(`an answer without a length: ${head}`);
  const parts: Buffer[] = [];
  for (let at = start; ;) {
    const lineEnd = received.indexOf("\r\n", at);
    if (lineEnd < 0) return null;
    const size = parseInt(received.toString("latin1", at, lineEnd), 16);
    if (received.length < lineEnd + 2 + size + 2) return null;
    if (size === 0) return { status, body: Buffer.concat(parts) };
    parts.push(received.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
}
