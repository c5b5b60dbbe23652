import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { SMTPServer } from "smtp-server";
import { deliverMail, MailboxDirectory, MailRefused, queueMail, SmtpMailer, type MailMessage } from "../../../src/platform/mail";
import { uuidv7 } from "../../../src/platform/database/ids";
import { openTestOffice, type TestOffice } from "../../support/office";
import { MailboxClearinghouse } from "../../support/mailbox-clearinghouse";

const MESSAGE: MailMessage = {
  messageId: "<0193@carebill>",
  fromName: "Riverside Clinic",
  to: "ada@example.com",
  subject: "Receipt 1001",
  text: "Thank you for your payment.\n",
  date: new Date("2026-11-23T12:00:00Z"),
};

type Postman = { url: string; received: { from: string; to: string[]; text: string }[]; answer: { code: number } | null; close(): Promise<void> };

async function openPostman(): Promise<Postman> {
  const postman: Postman = { url: "", received: [], answer: null, close: async () => {} };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: (_address, _session, done) => done(postman.answer ? Object.assign(new Error("mailbox of ada@example.com refused"), { responseCode: postman.answer.code }) : null),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        postman.received.push({
          from: session.envelope.mailFrom ? session.envelope.mailFrom.address : "",
          to: session.envelope.rcptTo.map((each) => each.address),
          text: Buffer.concat(chunks).toString(),
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  postman.url = `smtp://127.0.0.1:${(server.server.address() as { port: number }).port}`;
  postman.close = () => new Promise((resolve) => server.close(() => resolve()));
  return postman;
}

let postman: Postman;
let office: TestOffice;
let mailer: SmtpMailer;
beforeAll(async () => {
  postman = await openPostman();
  mailer = new SmtpMailer(postman.url, "billing@carebill.example");
  office = await openTestOffice({ effects: { clearinghouse: new MailboxClearinghouse(), mail: mailer } });
});
afterAll(async () => {
  mailer.close();
  await office.close();
  await postman.close();
});

test("a real mail server gets the message, with its sender, subject and id", async () => {
  await mailer.send(MESSAGE);
  expect(postman.received).toHaveLength(1);
  expect(postman.received[0]).toMatchObject({ from: "billing@carebill.example", to: ["ada@example.com"] });
  expect(postman.received[0]!.text).toMatch(/From: Riverside Clinic <billing@carebill.example>\r\n/);
  expect(postman.received[0]!.text).toMatch(/Subject: Receipt 1001\r\n/);
  expect(postman.received[0]!.text).toMatch(/Message-ID: <0193@carebill>\r\n/);
  expect(postman.received[0]!.text).toMatch(/Thank you for your payment\./);
});

test.each([
  [550, true],
  [451, false],
])("a server that says %i is told apart, and its words, which name the address, are not kept", async (code, permanent) => {
  postman.answer = { code };
  const error = await mailer.send(MESSAGE).then(
    () => null,
    (caught: unknown) => caught as MailRefused,
  );
  postman.answer = null;
  expect(error).toBeInstanceOf(MailRefused);
  expect(error).toMatchObject({ code: `SMTP_${code}`, permanent });
  expect(error!.message).not.toContain("ada@example.com");
});

test("a server that is not there is a failure that may pass", async () => {
  const nobody = new SmtpMailer("smtp://127.0.0.1:1", "billing@carebill.example");
  await expect(nobody.send(MESSAGE)).rejects.toMatchObject({ code: "ESOCKET", permanent: false });
  nobody.close();
});

test("the sandbox's post office writes a letter that a mail program opens, once however often it is sent", async () => {
  const directory = await mkdtemp(path.join(tmpdir(), "carebill-mail-"));
  const mailbox = new MailboxDirectory(path.join(directory, "out"), "billing@carebill.example");
  await mailbox.send(MESSAGE);
  await mailbox.send(MESSAGE);
  const files = await readdir(path.join(directory, "out"));
  expect(files).toEqual(["0193carebill.eml"]);
  expect(await readFile(path.join(directory, "out", files[0]!), "utf8")).toContain("To: ada@example.com\n");
  await rm(directory, { recursive: true });
});

const row = async (id: string) => (await office.owner("select status, attempts, failure_code from outgoing_mail where id = $1", [id]))[0];
async function queued(): Promise<string> {
  const work = office.work();
  const mail = await work.atomically(async () => queueMail(work, { practiceId: office.cast.riverside!, kind: "receipt", subjectId: uuidv7(), to: "ada@example.com", task: "nothing.to-run" }));
  return mail.id;
}
const compose = async () => ({ from: "Riverside Clinic", subject: "Receipt", text: "Thank you." });

test("a queued mail is sent once, also when two workers take it; a failure for good is shown and can be tried again", async () => {
  const id = await queued();
  const before = postman.received.length;
  await Promise.all([deliverMail(office.work(), id, compose), deliverMail(office.work(), id, compose)]);
  await deliverMail(office.work(), id, compose);
  expect(postman.received).toHaveLength(before + 1);
  expect(await row(id)).toEqual({ status: "SENT", attempts: 1, failure_code: null });

  const refused = await queued();
  postman.answer = { code: 550 };
  await deliverMail(office.work(), refused, compose);
  expect(await row(refused)).toEqual({ status: "FAILED", attempts: 1, failure_code: "SMTP_550" });
  const { data } = await office.as("ben").run(`{ outgoingMails(first: 5, filter: { status: [FAILED] }) { nodes { id recipient status failureCode attempts } } }`);
  expect(data.outgoingMails.nodes).toEqual([{ id: expect.stringMatching(/^mai_/), recipient: "ada@example.com", status: "FAILED", failureCode: "SMTP_550", attempts: 1 }]);
  postman.answer = null;
  const retried = await office
    .as("ben")
    .run(
      `mutation ($input: OutgoingMailRetryInput!) { outgoingMailRetry(input: $input) { outgoingMail { status } userErrors { code } } }`,
      { input: { mailId: data.outgoingMails.nodes[0].id } },
      { "idempotency-key": "retry-1" },
    );
  expect(retried.data.outgoingMailRetry).toEqual({ outgoingMail: { status: "QUEUED" }, userErrors: [] });
  await deliverMail(office.work(), refused, compose);
  expect(await row(refused)).toEqual({ status: "SENT", attempts: 1, failure_code: null });
});

test("a failure that may pass goes back to the queue, which is told so", async () => {
  const id = await queued();
  postman.answer = { code: 421 };
  await expect(deliverMail(office.work(), id, compose)).rejects.toThrow("SMTP_421");
  postman.answer = null;
  expect(await row(id)).toEqual({ status: "QUEUED", attempts: 1, failure_code: "SMTP_421" });
});
