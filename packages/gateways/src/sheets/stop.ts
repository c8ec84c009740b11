import type { SheetFaultCode } from "@peony/domain/imports";

type Args = Readonly<Record<string, string | number>>;

/**
 * A refusal inside the reader. The reading process loads nothing but the files of this folder, so that it starts fast and may read
 * nothing else; the domain's own error is made of this where the rows arrive.
 */
export class SheetStop extends Error {
  readonly fault: SheetFaultCode;
  readonly args: Args;
  constructor(fault: SheetFaultCode, detail: string, args: Args = {}) {
    super(detail);
    this.name = "SheetStop";
    this.fault = fault;
    this.args = args;
  }
}
