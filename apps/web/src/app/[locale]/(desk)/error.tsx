"use client";

export { ErrorView as default } from "../../../features/statics/error-view.tsx";
