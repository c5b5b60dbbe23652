export { reportsRoom } from "./room";
