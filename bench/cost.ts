import { parseArgs } from "node:util";
import { billFor, readCostData } from "./cost/bill.ts";
import { campusesPerAccount, nearnessWithinCampus } from "./cost/quotas.ts";

/**
 * The bill of a campus in a month of term: `npm run cost -- --people 50000 --campuses 100 --in china`. Units come from
 * `results.json`, prices, use and quotas from `cost/*.json`.
 */
const { values } = parseArgs({
  options: {
    people: { type: "string", default: "50000" },
    campuses: { type: "string", default: "1" },
    in: { type: "string", default: "us-east-1" },
  },
});
const [people, campuses] = [Number(values.people), Number(values.campuses)];
if (!(people > 0) || !(campuses > 0) || (values.in !== "us-east-1" && values.in !== "china")) {
  throw new Error("usage: npm run cost -- --people 50000 [--campuses 100] [--in us-east-1 | china]");
}
const data = readCostData();
const bill = billFor(people, data, values.in);
const column = (text: string | number, width: number) => String(text).padStart(width);
const money = (amount: number) => amount.toFixed(2);
const integer = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

console.log(
  `${integer.format(people)} people, ${integer.format(bill.campus.branches)} branches; a month in ${bill.currency}`,
);
console.log(
  `${column("times", 12)}${column("requests", 12)}${column("reads", 13)}${column("writes", 13)}${column("price", 11)}`,
);
for (const { en, times, quantities, price } of bill.lines) {
  const of = (id: string) => column(integer.format(quantities[id] ?? 0), id === "http.request" ? 12 : 13);
  const counts = `${column(integer.format(times), 12)}${of("http.request")}${of("dynamodb.read")}${of("dynamodb.write")}`;
  console.log(`${counts}${column(money(price), 11)}  ${en}`);
}
console.log(`${column(money(bill.total), 61)}  together; ${money((bill.total / people) * 1000)} for 1,000 people`);
if (campuses > 1) console.log(`${column(money(bill.total * campuses), 61)}  for ${integer.format(campuses)} campuses`);

console.log("\ncampuses like this one until a default quota of one account and region binds");
for (const { what, limit, each, campuses: fit } of campusesPerAccount(bill, data)) {
  console.log(
    `${column(integer.format(fit), 9)}  ${what} (${integer.format(limit)}, each takes ${Number(each.toPrecision(3))})`,
  );
}
console.log("\nwithin one campus");
for (const { what, limit, used, share } of nearnessWithinCampus(bill, data)) {
  console.log(`${column(`${Math.round(share * 100)} %`, 9)}  ${what} (${Number(used.toPrecision(3))} of ${limit})`);
}
