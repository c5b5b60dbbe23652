import { NotX12, streamRemittances, type Problem, type TransactionHeader } from "../../edi";

export type Inspection = {
  /** Null when it is no interchange at all. */
  readonly isX12: boolean;
  readonly transactions: number;
  /** What is wrong with the envelopes: a file that is cut off or counts wrongly is not trusted, though its parts may look whole. */
  readonly damage: readonly Problem[];
  /** Transaction sets of another kind. */
  readonly foreign: number;
};

const CHUNK = 64 * 1024;
/** Hands a text out in pieces, so that the reader never builds the whole file at once. */
export async function* inPieces(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += CHUNK) yield text.slice(at, at + CHUNK);
}

/** The first of two readings: what is wrong with the file as a whole is known only at its end, before anything of it is kept. */
export async function inspectFile(text: string): Promise<Inspection> {
  const problems: Problem[] = [];
  let transactions = 0;
  try {
    for await (const { header } of streamRemittances(inPieces(text), { onProblem: (problem) => problems.push(problem) })) if (header) transactions++;
  } catch (error) {
    if (error instanceof NotX12) return { isX12: false, transactions: 0, damage: [], foreign: 0 };
    throw error;
  }
  const foreign = problems.filter((problem) => problem.code === "TRANSACTION_UNEXPECTED").length;
  return { isX12: true, transactions, foreign, damage: problems.filter((problem) => problem.severity === "error" && problem.code !== "TRANSACTION_UNEXPECTED") };
}

/** The transaction set as it came, from its ST to its SE or to where the file breaks off. */
export function textOfTransaction(text: string, header: TransactionHeader): string {
  const { segment, element } = header.interchange.delimiters;
  const end = new RegExp(`${literal(segment)}[\\r\\n\\s]*SE${literal(element)}[^${literal(segment)}]*`, "g");
  end.lastIndex = header.offset;
  const close = end.exec(text);
  const next = new RegExp(`${literal(segment)}[\\r\\n\\s]*ST${literal(element)}`, "g");
  next.lastIndex = header.offset;
  const following = next.exec(text);
  const stop = close && (!following || close.index < following.index) ? close.index + close[0].length + segment.length : following ? following.index + segment.length : text.length;
  return text.slice(header.offset, stop);
}

const literal = (character: string) =>
  character
    .replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")
    .replace("\n", "\\n")
    .replace("\r", "\\r");
