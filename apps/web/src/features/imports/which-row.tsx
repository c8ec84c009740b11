/** Says in a form which row of which import it is about. */
export function WhichRow({ importId, line }: { importId: string; line: number }) {
  return (
    <>
      <input type="hidden" name="id" value={importId} />
      <input type="hidden" name="line:number" value={line} />
    </>
  );
}
