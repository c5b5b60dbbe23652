/**
 * The little of Markdown that our own generated pages use: headings, paragraphs, lists, tables, code, links. Everything
 * is escaped first, so a page can only ever hold the marks made here.
 */
export function markdownToHtml(markdown: string): { title: string; html: string } {
  const lines = escape(markdown).split(/\r?\n/);
  const out: string[] = [];
  let title = "Carebill";
  for (let at = 0; at < lines.length;) {
    const line = lines[at]!;
    const heading = /^(#{1,6}) (.+)$/.exec(line);
    if (line.startsWith("```")) {
      const end = lines.findIndex((each, index) => index > at && each.startsWith("```"));
      out.push(`<pre><code>${lines.slice(at + 1, end === -1 ? undefined : end).join("\n")}</code></pre>`);
      at = end === -1 ? lines.length : end + 1;
    } else if (heading) {
      if (heading[1] === "#" && title === "Carebill") title = heading[2]!.replaceAll("`", "");
      out.push(`<h${heading[1]!.length}>${inline(heading[2]!)}</h${heading[1]!.length}>`);
      at++;
    } else if (line.startsWith("|")) {
      const rows = taken(lines, at, (each) => each.startsWith("|"));
      out.push(table(rows));
      at += rows.length;
    } else if (/^([-*]|\d+\.) /.test(line)) {
      const items = taken(lines, at, (each) => /^([-*]|\d+\.) |^\s+\S/.test(each));
      out.push(list(items));
      at += items.length;
    } else if (line.trim() === "") {
      at++;
    } else {
      const paragraph = taken(lines, at, (each) => each.trim() !== "" && !/^(#{1,6} |```|\||([-*]|\d+\.) )/.test(each));
      out.push(`<p>${inline(paragraph.join("\n"))}</p>`);
      at += paragraph.length;
    }
  }
  return { title, html: out.join("\n") };
}

function taken(lines: readonly string[], from: number, belongs: (line: string) => boolean): string[] {
  const end = lines.findIndex((line, index) => index > from && !belongs(line));
  return lines.slice(from, end === -1 ? undefined : end);
}

function list(lines: readonly string[]): string {
  const items: string[] = [];
  for (const line of lines) {
    const start = /^(?:[-*]|\d+\.) (.*)$/.exec(line);
    if (start) items.push(start[1]!);
    else items[items.length - 1] += `\n${line.trim()}`;
  }
  const tag = /^\d/.test(lines[0]!) ? "ol" : "ul";
  return `<${tag}>${items.map((item) => `<li>${inline(item)}</li>`).join("")}</${tag}>`;
}

function table(lines: readonly string[]): string {
  const cells = (line: string) =>
    line
      .replace(/^\||\|\s*$/g, "")
      .split(/(?<!\\)\|/)
      .map((cell) => inline(cell.trim().replaceAll(String.raw`\|`, "|")));
  const [head, ruler, ...rest] = lines;
  const hasHead = /^\|[\s:|-]+$/.test(ruler ?? "");
  const row = (tag: string) => (line: string) =>
    `<tr>${cells(line)
      .map((cell) => `<${tag}>${cell}</${tag}>`)
      .join("")}</tr>`;
  return `<table>${hasHead ? row("th")(head!) + rest.map(row("td")).join("") : lines.map(row("td")).join("")}</table>`;
}

/** Code is set aside before the rest is read, so that marks inside it stay text. */
function inline(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part) =>
      part.startsWith("`") && part.endsWith("`") && part.length > 2
        ? `<code>${part.slice(1, -1)}</code>`
        : part
            .replace(/\*\*([^*]+)\*\*/g, "<strong>$1</strong>")
            .replace(/\[([^\]]+)\]\(((?:https?:\/\/|\/|\.{0,2}\/?|#)[^\s)]*)\)/g, (whole, label: string, target: string) =>
              /^[a-z]+:/i.test(target) && !/^https?:/i.test(target) ? whole : `<a href="${target}">${label}</a>`,
            ),
    )
    .join("");
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
