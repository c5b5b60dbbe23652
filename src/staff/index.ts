export { addApp, addStaffUser } from "./add-staff-user";
export { App } from "./app";
export { findActor } from "./find-actor";
export { StaffUserType } from "./graphql/staff.type";
export { staffRoom } from "./room";
export { StaffUser } from "./staff-user";
