// The ranked ways of a unit, unpacked from the text that src/report/ways_data.h describes.

export interface PackedWays {
  modes: [id: string, name: string][];
  rules: [family: string, name: string, season: number | null, unit: string, price: number][];
  changes: [name: string, unit: string][];
  units: { [id: string]: string | undefined };
}

/* Who pays, in the order in which a way has them; the last is what is priced and nobody's money. */
export const PAYERS = [
  "household",
  "company",
  "central",
  "province",
  "prefecture",
  "county",
  "other",
] as const;

export interface Take {
  rule: string;
  unit: string;
  /* Yuan for one unit, above 0; what the way takes from a limit or gives to a target. */
  price: number;
  take: number;
  /* Above 0 it costs, below it helps. */
  charge: number;
}
export interface Flip {
  kind: "cost" | "carrier" | "limit";
  name: string;
  unit: string;
  from: number;
  to: number;
}
export interface Way {
  rank: number;
  mode: string;
  name: string;
  season: number | null;
  retrofit: number;
  interim: boolean;
  share: number;
  /* Yuan over the evaluation period, discounted. */
  paid: number[];
  own: number;
  limits: number;
  together: number;
  takes: Take[];
  flips: Flip[];
}

function takeOf(ways: PackedWays, text: string): Take {
  const [rule, take] = text.split(":").map(Number) as [number, number];
  const [, name, , unit, price] = ways.rules[rule]!;
  return { rule: name, unit, price: Math.abs(price), take, charge: take * price };
}

function flipOf(ways: PackedWays, own: number, text: string): Flip {
  const [mark, rest] = [text[0], text.slice(1)];
  if (mark === "c") return { kind: "cost", name: "", unit: "CNY", from: own, to: Number(rest) };
  const [change, from, to] = rest.split(":").map(Number) as [number, number, number];
  const [name, unit] = ways.changes[change]!;
  return { kind: mark === "e" ? "carrier" : "limit", name, unit, from, to };
}

const split = (text: string | undefined): string[] => (text ? text.split(",") : []);

function wayOf(ways: PackedWays, text: string): Way {
  const [head, takes, flips] = text.split("|");
  const [rank, mode, season, retrofit, interim, share, ...money] = head!.split(",").map(Number);
  const [paid, limits] = [money.slice(0, PAYERS.length), money[PAYERS.length] ?? 0];
  const own = paid.reduce((all, one) => all + one, 0);
  const [id, name] = ways.modes[mode!]!;
  return {
    rank: rank!,
    mode: id,
    name,
    season: season || null,
    retrofit: retrofit!,
    interim: interim === 1,
    share: share!,
    paid,
    own,
    limits,
    together: own + limits,
    takes: split(takes).map((take) => takeOf(ways, take)),
    flips: split(flips).map((flip) => flipOf(ways, own, flip)),
  };
}

/* The ways of a unit by rank; none where the page has none of it. */
export function waysOf(ways: PackedWays | null, unit: string): Way[] {
  const text = ways?.units[unit];
  return ways && text ? text.split(";").map((way) => wayOf(ways, way)) : [];
}
/* The way that the plan takes; of several that of the largest share. */
export const chosenOf = (ways: Way[]): Way =>
  ways.reduce((best, way) => (way.share > best.share ? way : best));
