export * from "./assess-disclosure.ts";
export { listResults, listResultsByLink, type Result, readViewerMail } from "./list-results.ts";
export * from "./notify-disclosure.ts";
export * from "./read-result.ts";
export * from "./save-disclosure.ts";
export { stateRelation } from "./state-relation.ts";
export { readStepDays, saveStepDays } from "./step-days.ts";
