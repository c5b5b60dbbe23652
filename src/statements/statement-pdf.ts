import PDFDocument from "pdfkit";
import { formatUsd, type Address, type Cents } from "../vocabulary";
import type { Statement, StatementLine } from "./statement";

const LEFT = 54;
const RIGHT = 558;
const COLUMNS = [
  { title: "Date", x: LEFT, width: 62 },
  { title: "Service", x: 118, width: 150 },
  { title: "Charged", x: 270, width: 56 },
  { title: "Adjusted", x: 328, width: 56 },
  { title: "Insurer paid", x: 386, width: 58 },
  { title: "You paid", x: 446, width: 52 },
  { title: "You owe", x: 500, width: 58 },
] as const;
const BOTTOM = 700;

/**
 * The statement on paper, from its own rows alone: the same statement gives the same bytes, whenever it is asked for.
 * Left of the window: who it is to. No pay link: that one expires and travels by itself.
 */
export async function statementPdf(statement: Statement, lines: readonly StatementLine[], supersededNumber: number | null): Promise<Buffer> {
  const document = new PDFDocument({
    size: "LETTER",
    margin: LEFT,
    // The id of the file and its date derive from these, so they are the statement's own.
    info: { Title: `Statement ${statement.number}`, Author: plain(statement.sender.name), CreationDate: statement.issuedAt, ModDate: statement.issuedAt, Producer: "Carebill", Creator: "Carebill" },
  });
  const chunks: Buffer[] = [];
  document.on("data", (chunk: Buffer) => chunks.push(chunk));
  const whole = new Promise<Buffer>((resolve) => document.on("end", () => resolve(Buffer.concat(chunks))));
  head(document, statement, supersededNumber);
  table(document, lines);
  totals(document, statement);
  document.end();
  return whole;
}

type Page = PDFKit.PDFDocument;

function head(page: Page, { sender, recipient, number, issuedOn, dueOn, amountDueCents }: Statement, supersededNumber: number | null): void {
  page.font("Helvetica-Bold").fontSize(14).text(plain(sender.name), LEFT, 54);
  page.font("Helvetica").fontSize(9);
  for (const line of [...addressLines(sender.address), phone(sender.phone)]) page.text(line);
  page.fontSize(10);
  const facts: [string, string][] = [
    ["Statement", String(number)],
    ["Date", issuedOn],
    ["Please pay by", dueOn],
    ["Amount due", usd(amountDueCents)],
  ];
  facts.forEach(([label, value], index) => {
    page.font("Helvetica").text(label, 360, 54 + index * 15, { width: 100 });
    page.font("Helvetica-Bold").text(value, 460, 54 + index * 15, { width: RIGHT - 460, align: "right" });
  });
  page.font("Helvetica").fontSize(10).text(plain(recipient.name), LEFT, 160);
  for (const line of addressLines(recipient.address)) page.text(line);
  if (supersededNumber !== null) page.font("Helvetica-Oblique").text(`This statement replaces statement ${supersededNumber}, whose figures were corrected.`, LEFT, 232);
  page.y = 256;
}

function table(page: Page, lines: readonly StatementLine[]): void {
  titles(page);
  for (const line of lines) {
    if (page.y > BOTTOM) {
      page.addPage();
      titles(page);
    }
    const service = [line.procedureCode, line.description].filter(Boolean).join(" ") || "Service";
    row(
      page,
      [line.servedOn ?? "", plain(`${line.patientFirstName}: ${service}`), usd(line.chargedCents), usd(line.adjustedCents), usd(line.insurerPaidCents), usd(line.youPaidCents), usd(line.youOweCents)],
      "Helvetica",
    );
  }
}

function titles(page: Page): void {
  row(
    page,
    COLUMNS.map((column) => column.title),
    "Helvetica-Bold",
  );
  page
    .moveTo(LEFT, page.y - 3)
    .lineTo(RIGHT, page.y - 3)
    .lineWidth(0.5)
    .stroke();
}

function row(page: Page, cells: readonly string[], font: string): void {
  const top = page.y;
  page.font(font).fontSize(8.5);
  let bottom = top;
  COLUMNS.forEach((column, index) => {
    page.text(cells[index]!, column.x, top, { width: column.width, align: index < 2 ? "left" : "right" });
    bottom = Math.max(bottom, page.y);
  });
  page.y = bottom + 5;
}

function totals(page: Page, { chargedCents, adjustedCents, insurerPaidCents, youPaidCents, amountDueCents, creditCents, sender }: Statement): void {
  if (page.y > BOTTOM - 60) page.addPage();
  page.moveTo(LEFT, page.y).lineTo(RIGHT, page.y).lineWidth(0.5).stroke();
  page.y += 5;
  row(page, ["", "Total", usd(chargedCents), usd(adjustedCents), usd(insurerPaidCents), usd(youPaidCents), usd(amountDueCents)], "Helvetica-Bold");
  page.font("Helvetica").fontSize(9);
  if (creditCents > 0n) page.text(`We also hold ${usd(creditCents)} of yours for a visit that your insurer has not decided yet.`, LEFT, page.y + 6);
  page.text(`Questions? Call ${plain(sender.name)} at ${phone(sender.phone)}.`, LEFT, page.y + 8);
}

const usd = (amount: Cents) => `$${formatUsd(amount)}`;
const phone = (digits: string) => digits.replace(/^(\d{3})(\d{3})(\d{4})$/, "$1-$2-$3");
const addressLines = ({ street, street2, city, state, zip }: Address) => [street, ...(street2 ? [street2] : []), `${city}, ${state} ${zip.replace(/^(\d{5})(\d{4})$/, "$1-$2")}`].map(plain);

/** The standard fonts know Latin-1. What lies outside is written without its accents, and a sign that has none as "?". */
function plain(text: string): string {
  return [...text.normalize("NFC")]
    .map((sign) =>
      sign <= "\u00ff"
        ? sign
        : sign
            .normalize("NFD")
            .replace(/\p{M}/gu, "")
            .replace(/[^ -\u00ff]/g, "?"),
    )
    .join("");
}
