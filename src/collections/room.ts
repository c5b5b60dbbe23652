import { deliverMail } from "../platform/mail";
import type { Room } from "../platform/room";
import { CollectionAccount, CollectionAction, collectionLife } from "./collection-account";
import { collectionsPermissions } from "./collections.permissions";
import { composeNotice } from "./dunning-notice";
import { DunningPolicy } from "./dunning-policy";
import { CollectionsResolver } from "./graphql/collections.resolver";
import { CollectionLetters, GuarantorCollection } from "./graphql/collections.types";
import { advanceAccount, runDunning, startCycle } from "./run-dunning";

export const collectionsRoom: Room = {
  name: "collections",
  entities: [DunningPolicy, CollectionAccount, CollectionAction],
  resolvers: [CollectionsResolver, GuarantorCollection, CollectionLetters],
  permissions: collectionsPermissions,
  refusals: {},
  events: {
    "collections.step_taken": {
      description: "An overdue account was asked; by TASK a person is to do it.",
      data: { actionId: "The action.", step: "1, 2, 3 …", channel: "EMAIL, LETTER or TASK.", template: "What it says.", balanceCents: "What it was about, in cents." },
    },
    "collections.stopped": { description: "Nothing is owed any more, so nobody is asked.", data: { cycle: "Which debt of the account it was." } },
    "collections.ready_for_agency": { description: "Every step was taken and the account is still owed.", data: { balanceCents: "In cents." } },
  },
  lifecycles: [collectionLife],
  listeners: [
    { name: "collections.start", to: ["statement.issued"], hear: (work, { practiceId, aggregate }) => startCycle(work, { practiceId, statementId: aggregate.id }) },
    {
      name: "collections.paid",
      to: ["payment.allocated"],
      hear: async (work, { practiceId, data }) => {
        const account = await work.em.findOne(CollectionAccount, { practiceId, guarantorId: data.guarantorId as string });
        if (account) await advanceAccount(work, account.id);
      },
    },
  ],
  tasks: [{ name: "collections.mail", run: (work, payload) => deliverMail(work, payload.mailId as string, (actionId) => composeNotice(work, actionId)) }],
  clockTasks: [{ name: "collections.dunning", per: "practice", run: runDunning }],
};
