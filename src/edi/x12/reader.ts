import { EnvelopeReader, type InterchangeHeader, type TransactionHeader } from "./envelope";
import { type Problem, ProblemList, type ProblemSink } from "./problems";
import type { Segment } from "./segment";
import { Tokenizer } from "./tokenizer";

/** Builds the content of one transaction set from its segments, as they come. */
export interface Assembler<T> {
  segment(segment: Segment): void;
  finish(lastPosition: number): T;
}

/** How the content of a kind of transaction set is built; null for a kind that is not wanted. */
export type Assembly<T> = (header: TransactionHeader, problems: ProblemList) => Assembler<T> | null;

/** One transaction set that was read. */
export interface Transaction<T> {
  readonly header: TransactionHeader;
  readonly content: T;
  /** Of this transaction set alone; those of its trailer too. */
  readonly problems: readonly Problem[];
}

/** All that a file held. */
export interface ReadResult<T> {
  readonly transactions: readonly Transaction<T>[];
  readonly interchanges: readonly InterchangeHeader[];
  /** All of them: those of the transaction sets again, and those of the envelopes. */
  readonly problems: readonly Problem[];
}

export type TextSource = AsyncIterable<string | Uint8Array>;

export interface StreamOptions {
  /** Problems that belong to no transaction set: broken envelopes, foreign transaction sets. */
  readonly onProblem?: (problem: Problem) => void;
  readonly onInterchange?: (header: InterchangeHeader) => void;
  /** Of chunks that are bytes. */
  readonly encoding?: "utf-8" | "latin1";
}

/** Takes chunks of text, gives finished transaction sets. The file is never in memory as a whole. */
export class X12Reader<T> {
  readonly interchanges: InterchangeHeader[] = [];
  readonly acknowledgements: Segment[] = [];
  readonly envelopeProblems = new ProblemList();
  private readonly tokenizer = new Tokenizer(this.envelopeProblems);
  private readonly envelope: EnvelopeReader;
  private finished: Transaction<T>[] = [];
  private current: { header: TransactionHeader; assembler: Assembler<T>; problems: ProblemList } | null = null;

  constructor(private readonly assembly: Assembly<T>) {
    const listener = {
      interchangeOpened: (header: InterchangeHeader) => void this.interchanges.push(header),
      acknowledgement: (segment: Segment) => void this.acknowledgements.push(segment),
      transactionOpened: (header: TransactionHeader) => this.open(header),
      segment: (segment: Segment) => this.current?.assembler.segment(segment),
      transactionClosed: (lastPosition: number) => this.close(lastPosition),
    };
    // What is wrong with the end of a transaction set goes with it.
    const problems: ProblemSink = {
      add: (problem) => (problem.transactionControlNumber === undefined ? this.envelopeProblems : (this.current?.problems ?? this.envelopeProblems)).add(problem),
    };
    this.envelope = new EnvelopeReader(listener, problems);
  }

  push(chunk: string): Transaction<T>[] {
    for (const segment of this.tokenizer.push(chunk)) this.envelope.read(segment);
    return this.takeFinished();
  }

  end(): Transaction<T>[] {
    for (const segment of this.tokenizer.end()) this.envelope.read(segment);
    this.envelope.end();
    return this.takeFinished();
  }

  private open(header: TransactionHeader): void {
    const problems = new ProblemList();
    const assembler = this.assembly(header, problems);
    if (assembler) {
      this.current = { header, assembler, problems };
    } else {
      const { transactionSetCode: value, controlNumber: transactionControlNumber, line, offset } = header;
      const place = { segmentId: "ST", segmentPosition: 1, line, offset, element: 1 };
      this.envelopeProblems.add({ code: "TRANSACTION_UNEXPECTED", ...place, value, transactionControlNumber });
    }
  }

  private close(lastPosition: number): void {
    if (!this.current) return;
    const { header, assembler, problems } = this.current;
    const content = assembler.finish(lastPosition);
    this.finished.push({ header, content, problems: problems.problems });
    this.current = null;
  }

  private takeFinished(): Transaction<T>[] {
    const finished = this.finished;
    this.finished = [];
    return finished;
  }
}

/** Throws NotX12 when the text is no interchange at all; everything else that is wrong is in `problems`. */
export function readText<T>(text: string, assembly: Assembly<T>): ReadResult<T> {
  const reader = new X12Reader(assembly);
  const transactions = reader.push(text);
  for (const each of reader.end()) transactions.push(each);
  const problems = [...transactions.flatMap((each) => each.problems), ...reader.envelopeProblems.problems];
  return { transactions, interchanges: reader.interchanges, problems };
}

/** One transaction set at a time. Throws NotX12 when the stream is no interchange at all. */
export async function* streamTransactions<T>(source: TextSource, assembly: Assembly<T>, { onProblem, onInterchange, encoding = "utf-8" }: StreamOptions = {}): AsyncGenerator<Transaction<T>> {
  const reader = new X12Reader(assembly);
  let [told, met] = [0, 0];
  const tell = () => {
    const { problems } = reader.envelopeProblems;
    for (; told < problems.length; told++) onProblem?.(problems[told]!);
    for (; met < reader.interchanges.length; met++) onInterchange?.(reader.interchanges[met]!);
  };
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  for await (const chunk of source) {
    const text = typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
    const finished = reader.push(text);
    tell();
    yield* finished;
  }
  const finished = [...reader.push(decoder.decode()), ...reader.end()];
  tell();
  yield* finished;
}

export async function readStream<T>(source: TextSource, assembly: Assembly<T>, options: StreamOptions = {}): Promise<ReadResult<T>> {
  const transactions: Transaction<T>[] = [];
  const interchanges: InterchangeHeader[] = [];
  const ofEnvelope: Problem[] = [];
  const onProblem = (problem: Problem) => void ofEnvelope.push(problem);
  const onInterchange = (header: InterchangeHeader) => void interchanges.push(header);
  for await (const each of streamTransactions(source, assembly, { ...options, onProblem, onInterchange })) transactions.push(each);
  const problems = [...transactions.flatMap((each) => each.problems), ...ofEnvelope];
  return { transactions, interchanges, problems };
}

/** Segments of a stream, as they come: for looking into a file of a kind that has no guide here. */
export async function* streamSegments(source: TextSource, options: Pick<StreamOptions, "onProblem" | "encoding"> = {}): AsyncGenerator<Segment> {
  const problems = new ProblemList();
  const tokenizer = new Tokenizer(problems);
  const decoder = new TextDecoder(options.encoding ?? "utf-8", { ignoreBOM: true });
  for await (const chunk of source) {
    yield* tokenizer.push(typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true }));
  }
  const last = [...tokenizer.push(decoder.decode()), ...tokenizer.end()];
  for (const problem of problems.problems) options.onProblem?.(problem);
  yield* last;
}

/** Any transaction set, as bare segments: to tell what a file holds before a guide is chosen. */
const bareSegments: Assembly<readonly Segment[]> = () => {
  const segments: Segment[] = [];
  return { segment: (segment) => void segments.push(segment), finish: () => segments };
};

export function readTransactionSets(text: string): ReadResult<readonly Segment[]> {
  return readText(text, bareSegments);
}

export function streamTransactionSets(source: TextSource, options?: StreamOptions): AsyncGenerator<Transaction<readonly Segment[]>> {
  return streamTransactions(source, bareSegments, options);
}
