// The service's written conditions (`where`): a line of text in, an expression out, and back.
/** As the service writes it in JSON, with whatever facts it knows. */
export type Expression =
  | { readonly fact: string; readonly values: readonly string[] }
  | { readonly date: { readonly from: number | null; readonly to: number | null } }
  | { readonly has: string }
  | { readonly not: Expression }
  | { readonly all: readonly Expression[] }
  | { readonly any: readonly Expression[] };

const TOKEN =
  /\s*(?:(?<open>\()|(?<close>\))|(?<not>-)|(?<or>OR\b)|(?<bar>\|)|(?<name>[a-z_]+):|(?<quoted>"(?:[^"\\]|\\.)*")|(?<plain>[^\s()|"]+))/uy;
const YEARS = /^(-?\d{1,8})?(\.\.)?(-?\d{1,8})?$/u;

interface Token {
  readonly kind: string;
  readonly text: string;
}

/** What a line of text says: all parts that it has side by side; null where it can't be read here. */
export function parse(text: string): Expression | null {
  const tokens = tokensOf(text);
  if (tokens === null) return null;
  if (tokens.length === 0) return { all: [] };
  try {
    const reader = new Reader(tokens);
    const expression = reader.either();
    return reader.atEnd() ? expression : null;
  } catch (failure) {
    if (failure instanceof Unreadable) return null;
    throw failure;
  }
}

export function write(expression: Expression): string {
  if ("all" in expression) return expression.all.map((part) => bracketed(part, "any" in part)).join(" ");
  if ("any" in expression) return expression.any.map((part) => bracketed(part, "all" in part)).join(" OR ");
  if ("not" in expression) {
    return `-${bracketed(expression.not, "all" in expression.not || "any" in expression.not)}`;
  }
  if ("date" in expression) return `date:${expression.date.from ?? ""}..${expression.date.to ?? ""}`;
  if ("has" in expression) return `has:${expression.has}`;
  return `${expression.fact}:${expression.values.map(quoted).join("|")}`;
}

function bracketed(part: Expression, needed: boolean): string {
  return needed ? `(${write(part)})` : write(part);
}

function quoted(value: string): string {
  if (/^[A-Za-z][A-Za-z0-9]*$/.test(value) && !/^(AND|OR|NOT)$/.test(value)) return value;
  return `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    // of a match only one group has text, though its type says all have
    const groups: Partial<Record<string, string>> = TOKEN.exec(text)?.groups ?? {};
    const found = Object.entries(groups).find((group): group is [string, string] => group[1] !== undefined);
    if (found === undefined) return null;
    tokens.push({ kind: found[0], text: found[1] });
  }
  return tokens;
}

class Unreadable extends Error {}

/** Goes through the tokens once, from the left. */
class Reader {
  private next = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  atEnd(): boolean {
    return this.next === this.tokens.length;
  }

  either(): Expression {
    const parts = [this.all()];
    while (this.take("or") !== null) parts.push(this.all());
    return only(parts) ?? { any: parts };
  }

  private all(): Expression {
    const parts = [this.one()];
    while (!this.atEnd() && !["or", "close"].includes(this.tokens[this.next]?.kind ?? "")) {
      parts.push(this.one());
    }
    return only(parts) ?? { all: parts };
  }

  private one(): Expression {
    if (this.take("not") !== null) return { not: this.one() };
    if (this.take("open") !== null) {
      const inside = this.either();
      if (this.take("close") === null) throw new Unreadable();
      return "any" in inside || "all" in inside ? inside : { all: [inside] };
    }
    const name = this.take("name");
    if (name === null) throw new Unreadable();
    return this.fact(name);
  }

  private fact(name: string): Expression {
    const values = [this.value()];
    while (this.take("bar") !== null) values.push(this.value());
    if (name === "date") return together(values.map(years));
    // which facts and values there are is the service's to say
    if (name === "has") return together(values.map((has) => ({ has })));
    return { fact: name, values };
  }

  private value(): string {
    const minus = this.take("not") === null ? "" : "-";
    const written = this.take("quoted");
    if (written !== null) return written.slice(1, -1).replaceAll(/\\(.)/gu, "$1");
    const plain = this.take("plain");
    if (plain === null) throw new Unreadable();
    return minus + plain;
  }

  private take(kind: string): string | null {
    const token = this.tokens[this.next];
    if (token?.kind !== kind) return null;
    this.next += 1;
    return token.text;
  }
}

function years(value: string): Expression {
  const found = YEARS.exec(value);
  const [from, to] = [found?.[1], found?.[3]].map((year) => (year === undefined ? null : Number(year)));
  if (found === null || (from === null && to === null)) throw new Unreadable();
  return { date: { from: from ?? null, to: (found[2] === undefined ? from : to) ?? null } };
}

function together(parts: Expression[]): Expression {
  return only(parts) ?? { any: parts };
}

function only(parts: readonly Expression[]): Expression | undefined {
  return parts.length === 1 ? parts[0] : undefined;
}
