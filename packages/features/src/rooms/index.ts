export * from "./open-room.ts";
