import { Refusal } from "../vocabulary";
import type { Role } from "../platform/access/permissions";
import { invalid, takeName } from "../platform/work/guards";
import type { Work } from "../platform/work/work";
import { App } from "./app";
import { StaffUser } from "./staff-user";

export type AddStaffUser = { email: string; name: string; roles: Role[]; practiceId?: string | null };

/** Adds a person; with a practice, one who reaches only that practice. Refuses ALREADY_EXISTS, INVALID_INPUT. */
export async function addStaffUser(work: Work, { email, name, roles, practiceId }: AddStaffUser): Promise<StaffUser> {
  return work.atomically(async () => {
    const address = email.trim().toLowerCase();
    if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address)) throw invalid(["email"], "email is an address such as dana@riverside.example.");
    takeName(["name"], name, 200);
    guardRoles(work, roles);
    if (await work.em.findOne(StaffUser, { email: address })) throw new Refusal("ALREADY_EXISTS", "There is a person with this email already.", {}, ["email"]);
    const user = Object.assign(new StaffUser(), {
      billingServiceId: work.tenant.billingServiceId,
      email: address,
      name: name.trim(),
      roles,
      employerPracticeId: practiceId ?? null,
      createdAt: work.now,
    });
    work.em.persist(user);
    await work.em.flush();
    return user;
  });
}

export type AddApp = { name: string; practiceIds: string[] };

/** Adds a program and installs it for practices. Refuses ALREADY_EXISTS, INVALID_INPUT. */
export async function addApp(work: Work, { name, practiceIds }: AddApp): Promise<App> {
  return work.atomically(async () => {
    takeName(["name"], name, 200);
    const foreign = practiceIds.findIndex((id) => !work.tenant.practiceIds.includes(id));
    if (foreign >= 0) throw new Refusal("NOT_FOUND", "There is no such practice, or it is not yours.", {}, ["practiceIds", String(foreign)]);
    if (await work.em.findOne(App, { name: name.trim() })) throw new Refusal("ALREADY_EXISTS", "There is an app with this name already.", {}, ["name"]);
    const app = Object.assign(new App(), { billingServiceId: work.tenant.billingServiceId, name: name.trim(), roles: ["EHR_APP"], practiceIds, createdAt: work.now });
    work.em.persist(app);
    await work.em.flush();
    return app;
  });
}

function guardRoles(work: Work, roles: readonly Role[]): void {
  if (!roles.length) throw invalid(["roles"], "roles has at least one role.");
  const forbidden = roles.find((role) => role === "PATIENT" || role === "EHR_APP");
  if (forbidden) throw new Refusal("ROLE_NOT_GRANTABLE", `${forbidden} is not a role of a person on the staff.`, {}, ["roles"]);
  if (roles.includes("SERVICE_OWNER") && work.actor.kind !== "job") throw new Refusal("ROLE_NOT_GRANTABLE", "The service's owner is set when it is founded.", {}, ["roles"]);
}
