// The two languages of the page. A text stands where it is used, as t("中文", "English"); words that
// many tables share (choices that the case knows by id) stand in one list here.

let english = false;

export function useLanguage(language: string | null): void {
  english = (language ?? "").startsWith("en");
}
export const isEnglish = (): boolean => english;
export const t = (zh: string, en: string): string => (english ? en : zh);

/* Ids of choices, in both languages; a text that is not here is shown as it is. */
const CHOICES: Record<string, [string, string]> = {
  household: ["居民", "households"],
  company: ["企业", "companies"],
  central: ["中央", "central government"],
  province: ["省级", "province"],
  prefecture: ["市级", "prefecture"],
  county: ["县级", "county"],
  government: ["财政", "government"],
  village: ["村庄", "village"],
  community: ["社区", "community"],
  public: ["公共设施", "public building"],
  new_community: ["新型社区", "new rural community"],
  development: ["新建项目", "new development"],
  project: ["项目", "project"],
  module: ["扩容", "module"],
  trunk: ["干线", "trunk"],
  keep: ["保留", "keep"],
  ultra_low: ["超低排放改造", "ultra-low emission"],
  merge: ["并网", "merge"],
  fuel: ["改燃料", "change fuel"],
  close: ["关停", "close"],
  hard: ["必须", "hard"],
  priced: ["计价", "priced"],
  reported: ["只报告", "reported"],
  before: ["改造前", "before retrofit"],
  after: ["改造后", "after retrofit"],
  all: ["全部户", "all households"],
  low_income: ["低收入户", "low-income households"],
  cheapest: ["费用最低", "cheapest"],
  target: ["为完成目标", "needed for a target"],
  limit: ["受限额约束", "held by a limit"],
  fixed: ["已指定", "fixed by the input"],
  stays: ["维持现状", "stays as it is"],
  social: ["社会成本最小", "least social cost"],
  weighted: ["含排放的成本最小", "least cost with emissions"],
  optimal: ["达到要求的差距", "within the gap asked for"],
  interrupted: ["中断时的最好方案", "best when interrupted"],
  infeasible: ["无可行方案", "infeasible"],
  conflict: ["冲突规则", "rule in conflict"],
  rule: ["冲突规则", "rule in conflict"],
  relaxation: ["最小放宽", "least relaxation"],
  alternative: ["另一办法", "another way out"],
};

/* Words that one table uses in its own sense. */
const STATUS: Record<string, [string, string]> = {
  limit: ["到时限的最好方案", "best within the time limit"],
  none: ["时限内没有得到方案", "no plan within the limit"],
};
const OBJECTIVE: Record<string, [string, string]> = {
  public: ["财政支出最小", "least public money"],
  household: ["居民负担最小", "least household cost"],
};

const pick = (pair: [string, string]): string => (english ? pair[1] : pair[0]);

export function choice(id: string | null): string {
  if (id === null) return "";
  const pair = CHOICES[id];
  return pair ? pick(pair) : id;
}
export function status(id: string | null): string {
  const pair = STATUS[id ?? ""];
  return pair ? pick(pair) : choice(id);
}
export function objective(id: string | null): string {
  const pair = OBJECTIVE[id ?? ""];
  return pair ? pick(pair) : choice(id);
}
