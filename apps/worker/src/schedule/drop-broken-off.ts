import { dropBrokenOff as drop } from "@peony/features/imports";
import { forgetLeftSheets } from "@peony/gateways/sheets";
import { systemCtx, type WorkerDeps } from "../deps.ts";

/** Ends imports whose upload died in the middle, and removes the bytes that such an upload left on this machine. */
export const dropBrokenOff = async (deps: Pick<WorkerDeps, "db" | "log">): Promise<void> => {
  const dropped = await drop(systemCtx(deps, "import"));
  const folders = await forgetLeftSheets();
  if (dropped + folders > 0) deps.log.info({ dropped, folders }, "uploads that broke off are put away");
};
