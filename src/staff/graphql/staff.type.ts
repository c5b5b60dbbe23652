import { ID, Int, registerEnumType } from "type-graphql";
import { ROLES, type Role } from "../../platform/access/permissions";
import { NodeType } from "../../platform/graphql/node";
import { Column, Id, Reads } from "../../platform/graphql/reads";
import { DateTimeScalar } from "../../platform/graphql/scalars";

export const RoleEnum = Object.fromEntries(Object.keys(ROLES).map((role) => [role, role])) as Record<Role, Role>;
registerEnumType(RoleEnum, {
  name: "Role",
  description: "A name for a set of permissions; schema/permissions.json prints the sets.",
  valuesConfig: Object.fromEntries(Object.entries(ROLES).map(([role, description]) => [role, { description }])),
});

@Reads("StaffUser", {
  description: "A person who works for the billing service or for one of its practices.",
  table: "staff_user",
  prefix: "usr",
  tenancy: "service",
  permit: "staff:read",
  implements: () => NodeType as never,
  filters: { active: { kind: "flag", sql: (t) => `${t}.active`, description: "Only those who may (true) or may no longer (false) sign in." } },
  orders: { CREATED_AT: ["created_at"], NAME: ["name"] },
})
export class StaffUserType {
  @Id(() => ID) id!: string;
  @Column(() => String, "The address that the person signs in with.") email!: string;
  @Column(() => String, "The person's name.") name!: string;
  @Column(() => [RoleEnum], "What the person may do, as sets of permissions.") roles!: Role[];
  @Column(() => Boolean, "False when access has been ended.") active!: boolean;
  @Column(() => DateTimeScalar, "When the person was added.") createdAt!: Date;
  @Column(() => Int, "Counts changes; pass it back as expectedVersion.") version!: number;
}

@Reads("App", {
  description: "A program of another company, such as an EHR, that calls this API for the practices that installed it.",
  table: "app",
  prefix: "app",
  tenancy: "service",
  permit: "staff:read",
  implements: () => NodeType as never,
  orders: { CREATED_AT: ["created_at"], NAME: ["name"] },
})
export class AppType {
  @Id(() => ID) id!: string;
  @Column(() => String, "The program's name.") name!: string;
  @Column(() => Boolean, "False when access has been ended.") active!: boolean;
  @Column(() => DateTimeScalar, "When it was added.") createdAt!: Date;
}
