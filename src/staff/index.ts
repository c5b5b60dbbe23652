export { addApp, addStaffUser } from "./add-staff-user";
export { App } from "./app";
export { findActor } from "./find-actor";
export { staffRoom } from "./room";
export { StaffUser } from "./staff-user";
