import { createGunzip } from "node:zlib";
import { Readable } from "node:stream";
import { invalid } from "../platform/work/guards";

/** Exactly one of these: the text, or the text compressed. */
export type CodeFile = { content?: string | null; contentGzipBase64?: string | null };

/** A year of ICD-10-CM is 14 MB. What unpacks to more than this is no code file. */
const MOST_BYTES = 256 * 1024 * 1024;
const LONGEST_LINE = 10_000;

/** The lines of a file, a chunk of it at a time, without their ends. Refuses INVALID_INPUT. */
export async function* linesOfCodeFile(file: CodeFile): AsyncGenerator<string> {
  const given = [file.content, file.contentGzipBase64].filter((each) => each !== null && each !== undefined);
  if (given.length !== 1) throw invalid(["content"], "Give content or contentGzipBase64, one of them.");
  if (file.content !== null && file.content !== undefined) yield* linesOfText(file.content);
  else yield* linesOfGzip(file.contentGzipBase64!);
}

function* linesOfText(text: string): Generator<string> {
  let start = text.startsWith("\uFEFF") ? 1 : 0;
  for (let end = text.indexOf("\n", start); end >= 0; end = text.indexOf("\n", start)) {
    yield shortEnough(text.slice(start, end));
    start = end + 1;
  }
  if (start < text.length) yield shortEnough(text.slice(start));
}

async function* linesOfGzip(base64: string): AsyncGenerator<string> {
  const stream = Readable.from([Buffer.from(base64, "base64")]).pipe(createGunzip());
  let rest: Buffer = Buffer.alloc(0);
  let bytes = 0;
  let first = true;
  const line = (from: Buffer) => {
    const text = shortEnough(decode(from));
    const plain = first && text.startsWith("\uFEFF") ? text.slice(1) : text;
    first = false;
    return plain;
  };
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) throw invalid(["contentGzipBase64"], `It unpacks to more than ${MOST_BYTES} bytes, which no code file does.`);
      rest = rest.length ? Buffer.concat([rest, chunk]) : chunk;
      let start = 0;
      for (let end = rest.indexOf(10, start); end >= 0; end = rest.indexOf(10, start)) {
        yield line(rest.subarray(start, end));
        start = end + 1;
      }
      rest = rest.subarray(start);
      if (rest.length > LONGEST_LINE * 4) throw tooLong();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith("Z_")) throw invalid(["contentGzipBase64"], "This is not a whole gzip file in base64.");
    throw error;
  }
  if (rest.length) yield line(rest);
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const latin1 = new TextDecoder("latin1");

/** CMS writes some files in the Windows code page and does not say so. */
function decode(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return latin1.decode(bytes);
  }
}

function shortEnough(line: string): string {
  if (line.length > LONGEST_LINE) throw tooLong();
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}

const tooLong = () => invalid(["content"], `A line has more than ${LONGEST_LINE} characters: this is no code file.`);
