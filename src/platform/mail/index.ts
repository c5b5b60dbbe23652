export { MailboxDirectory } from "./mailbox-directory";
export { MailRefused, type Composed, type Mailer, type MailMessage } from "./mailer";
export { OutgoingMail } from "./outgoing-mail";
export { mailRoom } from "./room";
export { deliverMail, queueMail, type QueueMail } from "./send-mail";
export { SmtpMailer } from "./smtp-mailer";
