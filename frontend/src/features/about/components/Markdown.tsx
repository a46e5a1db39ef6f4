// Markdown's plain data as elements; headings begin one level below the view's own.
import { Fragment } from "react";
import { readMarkdown, type Block, type Inline } from "@/lib/markdown";
import styles from "./Markdown.module.css";

export function Markdown({ source }: { source: string }) {
  return (
    <div className={styles.card}>
      <Blocks blocks={readMarkdown(source)} />
    </div>
  );
}

function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return blocks.map((block, place) => <Fragment key={place}>{drawBlock(block)}</Fragment>);
}

function drawBlock(block: Block) {
  switch (block.kind) {
    case "heading":
      return block.level <= 1 ? <h2>{inline(block.content)}</h2> : <h3>{inline(block.content)}</h3>;
    case "paragraph":
      return <p>{inline(block.content)}</p>;
    case "code":
      return <pre tabIndex={0}>{block.text}</pre>;
    case "list": {
      const items = block.items.map(({ content, under }, place) => (
        <li key={place}>
          {inline(content)}
          <Blocks blocks={under} />
        </li>
      ));
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case "table":
      return (
        <div className={styles.table} tabIndex={0} role="region" aria-label="Table">
          <table>
            <thead>
              <tr>
                {block.head.map((cell, place) => (
                  <th key={place} scope="col">
                    {inline(cell)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row, place) => (
                <tr key={place}>
                  {row.map((cell, column) => (
                    <td key={column}>{inline(cell)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
  }
}

function inline(parts: readonly Inline[]) {
  return parts.map((part, place) => {
    switch (part.kind) {
      case "strong":
        return <strong key={place}>{part.text}</strong>;
      case "emphasis":
        return <em key={place}>{part.text}</em>;
      case "code":
        return <code key={place}>{part.text}</code>;
      case "link":
        return (
          <a key={place} href={part.href} rel="noreferrer">
            {part.text}
          </a>
        );
      case "text":
        return <Fragment key={place}>{part.text}</Fragment>;
    }
  });
}
