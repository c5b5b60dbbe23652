export { worklistsRoom } from "./room";
