import type Stripe from "stripe";
import { INSTRUMENTS, type Decline } from "./cards";
import type { SessionTerms } from "./shelves";

export type PageView = {
  session: Stripe.Checkout.Session;
  terms: SessionTerms;
  /** Where the form posts to: the address that the page was opened with. */
  action: string;
  embedded: boolean;
  declined?: Decline;
  destination: string | null;
};

/** The pay page: server-rendered, nothing from elsewhere, no script. The numbers on it are the documented test cards. */
export function checkoutPage(view: PageView): string {
  const { session, terms } = view;
  if (session.status === "complete") return completePage(view);
  if (session.status === "expired") return layout("This checkout has expired", `<p>Ask ${escape(terms.merchant)} for a new link.</p>`);
  const items = terms.lineItems.map((item) => `<tr><th scope="row">${escape(item.description ?? "")}</th><td>${item.quantity}</td><td class="money">${money(item.amount_total)}</td></tr>`).join("");
  const wrong = view.declined === undefined ? "" : `<p class="wrong" role="alert" id="wrong">${escape(view.declined.message)} (${escape(view.declined.declineCode)})</p>`;
  const described = view.declined === undefined ? "" : ' aria-invalid="true" aria-describedby="wrong"';
  // Inside the frame of an embedding page the return address must replace the whole page, not the frame.
  const target = view.embedded ? ' target="_top"' : "";
  return layout(
    `Pay ${terms.merchant}`,
    `<p class="notice" role="note">Card simulator: no money moves. Never type a real card number here.</p>
<table><caption>${escape(terms.paymentIntent.description ?? "Your payment")}</caption>
<thead><tr><th scope="col">Item</th><th scope="col">Quantity</th><th scope="col">Amount</th></tr></thead>
<tbody>${items}</tbody>
<tfoot><tr><th scope="row" colspan="2">Total</th><td class="money" id="total">${money(session.amount_total!)}</td></tr></tfoot></table>
${wrong}
<form method="post" action="${escape(view.action)}"${target} autocomplete="off">
<p><label for="email">Email (optional)</label><input id="email" name="email" type="email" value="${escape(session.customer_email ?? "")}"${session.customer_email ? " readonly" : ""}></p>
<p><label for="card">Card number</label><input id="card" name="card" inputmode="numeric" required maxlength="23" placeholder="4242 4242 4242 4242"${described}></p>
<p class="pair"><span><label for="expiry">Expiry (MM/YY)</label><input id="expiry" name="expiry" inputmode="numeric" required pattern="[0-9]{2} ?/ ?[0-9]{2}" placeholder="12/34"></span>
<span><label for="cvc">Security code</label><input id="cvc" name="cvc" inputmode="numeric" required pattern="[0-9]{3,4}" placeholder="123"></span></p>
<p><label for="name">Name on card (optional)</label><input id="name" name="name"></p>
<button type="submit">Pay ${money(session.amount_total!)}</button>
</form>
<form method="post" action="${escape(view.action)}"${target} autocomplete="off">
<p><label for="bank_account">Or pay from a US bank account: account number</label><input id="bank_account" name="bank_account" inputmode="numeric" required placeholder="000123456789"></p>
<button type="submit">Pay ${money(session.amount_total!)} from the bank account</button>
</form>
${session.cancel_url ? `<p><a href="${escape(session.cancel_url)}">Go back without paying</a></p>` : ""}
<details open><summary>Test cards</summary><table><caption>What each number does</caption><thead><tr><th scope="col">Number</th><th scope="col">What happens</th></tr></thead><tbody>
${INSTRUMENTS.map(({ number, story }) => `<tr><td><code>${spaced(number)}</code></td><td>${escape(story)}</td></tr>`).join("\n")}
</tbody></table><p>Any expiry date in the future, any security code.</p></details>`,
  );
}

export function notFoundPage(): string {
  return layout("No such checkout", "<p>This link is not one of ours, or the simulator was started with an empty memory.</p>");
}

function completePage({ session, terms, destination }: PageView): string {
  const thanks = session.payment_status === "paid" ? "Your payment was received." : "Your bank is working on your payment.";
  const onward = destination === null ? "" : `<p><a href="${escape(destination)}" target="_top">Go back to ${escape(terms.merchant)}</a></p>`;
  return layout("Thank you", `<p role="status">${thanks} ${money(session.amount_total!)} to ${escape(terms.merchant)}.</p>${onward}`);
}

function layout(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(title)}</title>
<style>
body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
table{width:100%;border-collapse:collapse}caption{text-align:left;font-weight:600;padding:.5rem 0}th,td{text-align:left;padding:.3rem 0;border-bottom:1px solid #ddd}
.money{text-align:right;font-variant-numeric:tabular-nums}label{display:block;font-weight:600}
input{width:100%;box-sizing:border-box;font:inherit;padding:.5rem;border:1px solid #666;border-radius:4px}.pair{display:flex;gap:1rem}.pair span{flex:1}
button{width:100%;font:inherit;font-weight:600;padding:.7rem;border:0;border-radius:4px;background:#0a5c5c;color:#fff}
:focus-visible{outline:3px solid #d98200;outline-offset:2px}.notice{background:#fff4d6;padding:.5rem}.wrong{background:#fde8e8;color:#8a1010;padding:.5rem;font-weight:600}
</style></head><body><main><h1>${escape(title)}</h1>
${body}
</main></body></html>`;
}

function money(amount: number): string {
  const digits = String(amount).padStart(3, "0");
  return `$${digits.slice(0, -2).replaceAll(/\B(?=(\d{3})+$)/g, ",")}.${digits.slice(-2)}`;
}

function spaced(number: string): string {
  return number.startsWith("000") ? number : number.replaceAll(/(.{4})(?=.)/g, "$1 ");
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");
}
