import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { toTypeId } from "../../platform/database/ids";
import type { RequestContext } from "../../platform/graphql/context";
import { Act, ActPayload, Input, InputField, InputId, InputIds } from "../../platform/graphql/acts";
import { FindMany, FindOne, Payload, Permit, Shape, Value } from "../../platform/graphql/reads";
import type { Role } from "../../platform/access/permissions";
import { addApp, addStaffUser, type AddApp, type AddStaffUser } from "../add-staff-user";
import { AppType, RoleEnum, StaffUserType } from "./staff.type";

const PREFIX = { staff: "usr", app: "app", patient: "pat", job: "job" } as const;

@Shape("Viewer", { description: "Who is calling, and what they may do.", permit: "public" })
export class ViewerType {
  @Value(() => ID, "The caller's own id: a person, an app or a patient.") id!: string;
  @Value(() => String, "staff, app or patient.") kind!: string;
  @Value(() => [String], "Everything that the caller may do, sorted.") permissions!: string[];
}

@Input("StaffUserAddInput", "A person to add.")
export class StaffUserAddInput implements AddStaffUser {
  @InputField(() => String, "The address to sign in with; unique within the billing service.") email!: string;
  @InputField(() => String, "The person's name.") name!: string;
  @InputField(() => [RoleEnum], "At least one role.") roles!: Role[];
  @InputId("prc", "Set for staff of a practice: they reach no other.", { nullable: true }) practiceId?: string | null;
}

@ActPayload("StaffUserAddPayload")
export class StaffUserAddPayload {
  @Payload(() => StaffUserType, "The person.") staffUser!: StaffUserType | null;
}

@Input("AppAddInput", "A program to add.")
export class AppAddInput implements AddApp {
  @InputField(() => String, "Its name; unique within the billing service.") name!: string;
  @InputIds("prc", "The practices that installed it.") practiceIds!: string[];
}

@ActPayload("AppAddPayload")
export class AppAddPayload {
  @Payload(() => AppType, "The program.") app!: AppType | null;
}

@Resolver()
export class StaffResolver {
  @FindOne(() => StaffUserType, "One person by id.", { permit: "staff:read" }) staffUser!: never;
  @FindMany(() => StaffUserType, "The people of the billing service and its practices.", { permit: "staff:read" }) staffUsers!: never;
  @FindMany(() => AppType, "The programs of other companies.", { permit: "staff:read" }) apps!: never;

  @Query(() => ViewerType, { description: "Who is calling, and what they may do." })
  @Permit("public")
  viewer(@Ctx() { actor }: RequestContext): ViewerType {
    return { id: toTypeId(PREFIX[actor!.kind], actor!.id), kind: actor!.kind, permissions: [...actor!.permissions].sort() };
  }

  @Act(() => StaffUserAddPayload, "Adds a person to the billing service, or to one practice. Refusals: ALREADY_EXISTS, INVALID_INPUT, ROLE_NOT_GRANTABLE.", { permit: "staff:manage" })
  async staffUserAdd(@Arg("input", () => StaffUserAddInput) input: StaffUserAddInput, @Ctx() { work }: RequestContext) {
    return { staffUser: await addStaffUser(work, input) };
  }

  @Act(() => AppAddPayload, "Adds a program and installs it for practices. Refusals: ALREADY_EXISTS, INVALID_INPUT, NOT_FOUND.", { permit: "staff:manage" })
  async appAdd(@Arg("input", () => AppAddInput) input: AppAddInput, @Ctx() { work }: RequestContext) {
    return { app: await addApp(work, input) };
  }
}
