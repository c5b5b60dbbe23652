import { FlagColumn, InstantColumn, ServiceRow, ServiceTable, TextColumn, TextListColumn, UuidColumn, VersionColumn } from "../platform/database/columns";
import type { Role } from "../platform/access/permissions";

/** A person who works for the billing service, or for one practice when `employerPracticeId` is set. */
@ServiceTable("staff_user")
export class StaffUser extends ServiceRow {
  @TextColumn() email!: string;
  @TextColumn() name!: string;
  @TextListColumn() roles: Role[] = [];
  /** Null: staff of the service, who reach its practices. Set: staff of that practice, who reach no other. */
  @UuidColumn({ nullable: true }) employerPracticeId: string | null = null;
  @FlagColumn() active = true;
  @InstantColumn() createdAt!: Date;
  @VersionColumn() version!: number;
}
