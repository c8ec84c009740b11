export { NotFoundView as default } from "../../../features/statics/not-found-view.tsx";
