import { Arg, Ctx, Int, Query, Resolver } from "type-graphql";
import { PaymentSessionStatusEnum } from "../../payments";
import { Act, ActPayload, Input, InputField, InputId } from "../../platform/graphql/acts";
import type { RequestContext } from "../../platform/graphql/context";
import { Permit, Shape, Value } from "../../platform/graphql/reads";
import { CentsScalar, DateTimeScalar, PlainDateScalar } from "../../platform/graphql/scalars";
import { load } from "../../platform/work/guards";
import type { Cents, PlainDate } from "../../vocabulary";
import { Statement } from "../statement";
import { checkoutOf, grantAccess, makePayLink, openPayLink, payByLink, seePayLink, spendAttempt, urlOf, workOfPayLink } from "../pay-link";

@Shape("PayLink", { description: "What a pay link shows once it is opened: whose bill, its number, how much. No patient, no service.", permit: "anonymous" })
export class PayLinkType {
  @Value(() => String, "The practice.") practiceName!: string;
  @Value(() => Int, "The statement's number.") statementNumber!: number;
  @Value(() => CentsScalar, "What is open of it today, in cents.") amountDueCents!: Cents;
  @Value(() => DateTimeScalar, "Until when the link works.") expiresAt!: Date;
}

@Input("PayLinkOpenInput", "The link and who holds it.")
export class PayLinkOpenInput {
  @InputField(() => String, "The token of the link.") token!: string;
  @InputField(() => PlainDateScalar, "The date of birth of whoever the statement is to. A wrong one costs an attempt.") birthDate!: PlainDate;
}

@Input("PayLinkPayInput", "A payment by an opened link.")
export class PayLinkPayInput {
  @InputField(() => String, "The token of the link.") token!: string;
  @InputField(() => String, "What payLinkOpen gave.") access!: string;
  @InputField(() => CentsScalar, "A part of what is open, in cents, at least 50; all of it when omitted.", { nullable: true }) amountCents?: Cents | null;
}

@Input("PayLinkCreateInput", "A statement to make a link for.")
export class PayLinkCreateInput {
  @InputId("stm", "The statement.") statementId!: string;
}

@Shape("Checkout", { description: "How to pay: mount the processor's embedded checkout with the secret and the key.", permit: "anonymous" })
export class CheckoutType {
  @Value(() => PaymentSessionStatusEnum, "Where it is. REQUESTED: the processor could not be reached; repeat the request with its key.") status!: string;
  @Value(() => CentsScalar, "To pay, in cents; computed by the server.") amountCents!: Cents;
  @Value(() => String, "For the embedded checkout; null when it cannot be paid now.", { nullable: true }) clientSecret!: string | null;
  @Value(() => String, "For the embedded checkout; not secret.", { nullable: true }) publishableKey!: string | null;
  @Value(() => String, "A page of the processor's own where it can be paid, if there is one.", { nullable: true }) url!: string | null;
}

@ActPayload("PayLinkOpenPayload")
export class PayLinkOpenPayload {
  @Value(() => PayLinkType, "What the link is for.", { nullable: true }) payLink!: PayLinkType | null;
  @Value(() => String, "Opens the link for half an hour: pass it to payLink and payLinkPay.", { nullable: true }) access!: string | null;
}
@ActPayload("PayLinkPayPayload")
export class PayLinkPayPayload {
  @Value(() => CheckoutType, "How to pay.", { nullable: true }) checkout!: CheckoutType | null;
}
@ActPayload("PayLinkCreatePayload")
export class PayLinkCreatePayload {
  @Value(() => String, "The link, shown this once: give it to the guarantor.", { nullable: true }) url!: string | null;
  @Value(() => DateTimeScalar, "Until when it works.", { nullable: true }) expiresAt!: Date | null;
}

const tokenOf = (args: Record<string, unknown>) => (args.input as { token: string }).token;

@Resolver()
export class PayLinksResolver {
  @Query(() => PayLinkType, { description: "What an opened pay link shows. Null when it is not opened, has expired, or is none.", nullable: true })
  @Permit("anonymous")
  async payLink(
    @Arg("token", () => String, { description: "The token of the link." }) token: string,
    @Arg("access", () => String, { description: "What payLinkOpen gave." }) access: string,
    @Ctx() { work }: RequestContext,
  ) {
    return seePayLink(work, { token, access });
  }

  @Act(() => PayLinkOpenPayload, "Opens a pay link for whoever knows the date of birth; the attempts are limited. Refusals: PAY_LINK_INVALID, PAY_LINK_WRONG_BIRTH_DATE.", {
    permit: "anonymous",
    as: async (work, args) => {
      const found = await workOfPayLink(work, tokenOf(args));
      await spendAttempt(found.work, found.linkId);
      return found.work;
    },
    then: async (work, payload) => {
      Object.assign(payload, await grantAccess(work, payload.linkId as string));
    },
  })
  async payLinkOpen(@Arg("input", () => PayLinkOpenInput) input: PayLinkOpenInput, @Ctx() { work }: RequestContext) {
    return { linkId: (await openPayLink(work, input)).id };
  }

  @Act(() => PayLinkPayPayload, "A checkout for what is open of the link's statement. Refusals: PAY_LINK_INVALID, NOTHING_OWED, INVALID_INPUT, PROCESSOR_NOT_CONFIGURED.", {
    permit: "anonymous",
    idempotency: "required",
    as: async (work, args) => (await workOfPayLink(work, tokenOf(args))).work,
    then: async (work, payload) => {
      payload.checkout = await checkoutOf(work, payload.sessionId as string);
    },
  })
  async payLinkPay(@Arg("input", () => PayLinkPayInput) input: PayLinkPayInput, @Ctx() { work }: RequestContext) {
    return { sessionId: (await payByLink(work, input)).id };
  }

  @Act(() => PayLinkCreatePayload, "A new pay link to a statement, for a guarantor who has no e-mail. It is shown once: a repeated request makes another. Refusals: NOT_FOUND, NO_STATEMENT_POLICY.", {
    permit: "statements:issue",
    // After COMMIT, so that the token is in no stored answer.
    then: async (work, payload) => {
      const { token, link } = await makePayLink(work, { statementId: payload.statementId as string });
      Object.assign(payload, { url: urlOf(work, token), expiresAt: link.expiresAt });
    },
  })
  async payLinkCreate(@Arg("input", () => PayLinkCreateInput) { statementId }: PayLinkCreateInput, @Ctx() { work }: RequestContext) {
    return { statementId: (await load(work, Statement, statementId, { path: ["statementId"], what: "statement" })).id };
  }
}
