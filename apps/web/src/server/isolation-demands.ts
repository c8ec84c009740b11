import { actions, api, everybody, pages, type Resource } from "./isolation-rows.ts";

/** Demands, their clinic, their questions and who may know whose they are. */
export const demandRows: readonly Resource[] = [
  {
    id: "demand-published",
    cells: { ...everybody("r"), F: "rw" },
    note: "The owner's officers close it. Matches: all to the owner, to another organisation those with its own listings. A named one is there for its owner, those it invited, the park and the operator only.",
    covers: [
      ...pages("/demands", "/demands/[no]", "/matches"),
      ...api("browseDemands", "readDemand", "closeDemand", "listDemandMatches", "listMatches"),
      ...api("adjustDemand", "readJudging", "listDemandFiles"),
      ...actions("closeDemand", "cancelDemand", "adjustDemand"),
    ],
  },
  {
    id: "demand-question",
    cells: { ...everybody("r"), F: "rw" },
    note: "Public questions and answers of a demand that the reader may see; one to a hidden demand with its answer only. Officers of verified organisations ask, the owner's officers answer.",
    covers: [
      ...api("listDemandQuestions", "askDemandQuestion", "answerDemandQuestion", "setQuestionAside"),
      ...actions("askQuestion", "answerQuestion", "setQuestionAside"),
    ],
  },
  {
    id: "demand-draft",
    cells: { F: "rw" },
    note: "Also the list of own demands.",
    covers: [
      ...pages("/desk/demands", "/desk/demands/new", "/desk/demands/[no]"),
      ...api("listOwnDemands", "createDemand", "saveDemand", "publishDemand", "cancelDemand"),
      ...api("attachDemandFile", "removeDemandFile"),
      ...actions("createDemand", "saveDemand", "autosaveDemand", "attachDemandFiles", "removeDemandFile"),
    ],
  },
  {
    id: "demand-clinic",
    cells: { F: "rw", P: "rw", O: "rw", E: "l" },
    note: "The park and the operator check and choose the expert; the expert reads the own rounds, the text past the statement on conflicts.",
    covers: [
      ...pages("/desk/demands/[no]/clinic"),
      ...api(
        "submitDemand",
        "recallDemand",
        "readClinic",
        "listClinicTasks",
        "assignReadback",
        "stateReadbackConflict",
      ),
      ...api("writeReadback", "answerReadback", "stateFunding", "checkDemand", "returnDemand"),
      ...actions("publishDemand", "recallDemand", "assignReadback", "stateConflict", "writeReadback", "answerReadback"),
      ...api("confideReadback"),
      ...actions("confideReadback"),
      ...actions("stateFunding", "checkDemand", "returnDemand"),
    ],
  },
  {
    id: "demand-invitation",
    cells: { F: "rw", P: "r", O: "r" },
    note: "And the invited organisation, its own one: it reads why and answers.",
    covers: [
      ...api("inviteToDemand", "readOwnInvitation", "answerInvitation", "withdrawInvitation", "fillSlot", "closeSlot"),
      ...actions("inviteOrganisation", "withdrawInvitation", "answerInvitation", "fillSlot", "closeSlot"),
    ],
  },
  {
    id: "demander-hidden",
    cells: { F: "r", P: "r", O: "r" },
    note: "Name and place of a demand's owner who asked not to be named. Its expert and its reviewers past the duty of confidence, and its broker, know them too.",
    covers: [],
  },
  {
    id: "proposal-sealed",
    cells: { T: "rw" },
    note: "Before the window has closed: T is the organisation that proposes. Neither the demander nor a reviewer nor the operator.",
    covers: [
      ...pages("/proposals", "/proposals/new"),
      ...api("listOwnProposals", "createProposal", "saveProposal", "submitProposal", "withdrawProposal"),
      ...api("readOwnProposal"),
      ...api("classProposal", "confirmProposalClass"),
      ...actions("createProposal", "saveProposal", "autosaveProposal", "withdrawProposal"),
      ...actions("classProposal", "confirmProposalClass"),
    ],
  },
  {
    id: "proposal-opened",
    cells: { T: "rw", F: "rw", E: "r", O: "r" },
    note: "After it has closed: F is the demander, whose people state their ties first and whose officers judge; E a reviewer with a statement and no conflict; T takes it out at most.",
    covers: [
      ...pages("/proposals/[id]", "/desk/demands/[no]/review"),
      ...api("readProposal", "listReceivedProposals", "screenProposal", "shortlistProposal", "answerProposal"),
      ...api("stepReview", "awardProposal", "setJudging", "listReviewers", "appointReviewer", "dismissReviewer"),
      ...api("unlistProposal"),
      ...actions("setJudging", "appointReviewer", "dismissReviewer", "stepReview", "screenProposal", "chooseFinalist"),
      ...actions("giveFeedback", "awardProposal", "unlistFinalist", "stateOnBoard", "endWithoutAward"),
    ],
  },
  {
    id: "review",
    cells: { F: "r", E: "rw", O: "r" },
    note: "A reviewer reads and writes their own, the demander and the operator read them; never a proposer.",
    covers: [
      ...pages("/reviews", "/reviews/[no]"),
      ...api("listReviews", "readReview", "stateConflicts", "reviewProposal", "confideReview", "recommendAward"),
      ...actions("stateConflicts", "reviewProposal", "recommendAward", "confideReview"),
    ],
  },
  {
    id: "award-notice",
    cells: everybody("r"),
    note: "Of a demand that the reader may see: who won and when, nothing of the proposal; a hidden demander stays hidden.",
    covers: [...pages("/awards/[no]"), ...api("readAward")],
  },
];
