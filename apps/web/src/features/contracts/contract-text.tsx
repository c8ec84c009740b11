import type { Block, DocumentModel } from "@peony/domain/contracts";
import { KeyValue } from "@peony/ui/Lists";
import { Table } from "@peony/ui/Table";

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case "heading":
      return <h3>{block.text}</h3>;
    case "clause":
      return (
        <p className="clause">
          <span className="clause-number">{block.number}</span> {block.text}
        </p>
      );
    case "note":
      return <p className="quiet">{block.text}</p>;
    case "facts":
      return <KeyValue items={block.rows.map((r) => ({ term: r.label, value: r.value }))} />;
    case "table":
      return (
        <Table
          caption={block.columns.map((c) => c.head).join(" · ")}
          rows={block.rows.map((cells, i) => ({ key: `r${i}`, cells }))}
          rowKey={(r) => r.key}
          columns={block.columns.map((c, i) => ({
            key: `c${i}`,
            head: c.head,
            numeric: c.align === "end",
            cell: (r: { cells: readonly string[] }) => r.cells[i],
          }))}
        />
      );
    case "signatures":
      return block.sides.map((s) => (
        <section key={s.title}>
          <h4>{s.title}</h4>
          <KeyValue items={s.rows.map((r) => ({ term: r.label, value: r.value }))} />
        </section>
      ));
    default:
      return <p>{block.text}</p>;
  }
}

/** The contract on the screen: the same document that the PDF is drawn from, block by block. */
export function ContractText({ model }: { model: DocumentModel }) {
  return (
    <article className="document" lang={model.locale === "zh" ? "zh-CN" : "en"}>
      <h2>{model.title}</h2>
      {model.subtitle ? <p className="quiet">{model.subtitle}</p> : null}
      {model.blocks.map((block, i) => (
        <BlockView key={`b${i + 1}`} block={block} />
      ))}
    </article>
  );
}
