import { FlagColumn, InstantColumn, ServiceRow, ServiceTable, TextColumn, TextListColumn, VersionColumn } from "../platform/database/columns";
import type { Role } from "../platform/access/permissions";

/** A program of another company (an EHR, a portal). It reaches the practices that installed it. */
@ServiceTable("app")
export class App extends ServiceRow {
  @TextColumn() name!: string;
  @TextListColumn() roles: Role[] = [];
  /** Practices that installed it. */
  @TextListColumn() practiceIds: string[] = [];
  @FlagColumn() active = true;
  @InstantColumn() createdAt!: Date;
  @VersionColumn() version!: number;
}
