import { callJson } from '../../test/support/call-json.ts';
import { createPayload } from '../analysis.ts';

/** A server that is a process of its own, and its admin's key. */
interface BenchServer {
  origin: string;
  key: string;
}

/** Where the mapper shows each of the templates; paths without an origin. */
export interface MapperPaths {
  /** 1,000 rows, on a payload of 10,000 fields. */
  rows: string;
  /** 200 lines on the sample order. */
  order: string;
  /** 200 lines on a payload of 10,000 fields. */
  large: string;
}

const ROWS = 1_000;
const LINES = 200;
/** Rows of one part, with those in its object and its loop. */
const ROWS_OF_PART = 17;
const ORDER_EVENT = 'order.updated';
/** With no samples but the large one, so that none lacks what the others have. */
const LARGE_EVENT = 'bench.large';
const ORDER = 'webhook_data.order';

/** Templates as large as they come, and a sample for them. */
export async function createMappers(server: BenchServer): Promise<MapperPaths> {
  const create = async (path: string, body: unknown): Promise<string> => {
    const answer = await callJson(server, 'POST', `/api/v1/${path}`, body);
    if (answer.status >= 300) throw new Error(`POST ${path}: ${answer.status} ${answer.text}`);
    return answer.body.id;
  };
  const createTemplate = (name: string, eventType: string, source: string): Promise<string> =>
    create('templates', { name, source, language: 'jsonata', format: 'json', eventType });
  await create('catalog', { name: LARGE_EVENT, title: 'Large' });
  const rows = await createTemplate('1,000 rows', LARGE_EVENT, writeRows());
  const order = await createTemplate('200 lines', ORDER_EVENT, writeLines(writeOrderLine));
  const large = await createTemplate('200 lines of 10,000 fields', LARGE_EVENT, writeLines(writeLargeLine));
  const body = JSON.stringify(createPayload(1));
  const sample = await create('samples', { name: '10,000 fields', eventType: LARGE_EVENT, body });
  return {
    rows: `/templates/${rows}?mode=visual&sample=${sample}`,
    order: `/templates/${order}?mode=split`,
    large: `/templates/${large}?mode=split&sample=${sample}`,
  };
}

/** Parts of ten rows of every kind. */
function writeRows(): string {
  const parts = Array.from({ length: Math.ceil(ROWS / ROWS_OF_PART) }, (_, part) => {
    const group = `group_${part}`;
    const rows = [
      `"path": ${group}.field_1`,
      `"joined": ${group}.field_2 & " " & ${group}.field_3 & ", " & ${group}.field_4`,
      `"either": ${group}.field_5 = "x" ? $uppercase(${group}.field_6) : "none"`,
      `"called": $substringBefore($trim(${group}.field_7), ".")`,
      `"fixed": "a text that is always the same"`,
      `"list": $join(${group}.items.field_8, ", ")`,
      `"table": $lookup({ "a": "one", "b": "two" }, ${group}.field_9)`,
      `"other": ${group}.field_10`,
      `"object": { "a": ${group}.field_11, "b": ${group}.field_12, "c": ${group}.field_13 }`,
      `"loop": [${group}.items[field_1 != "x"].{ "a": field_2, "b": field_3, "c": $$.${group}.field_14 }]`,
    ];
    return `  "part_${part}": {\n    ${rows.join(',\n    ')}\n  }`;
  });
  return `{\n${parts.join(',\n')}\n}\n`;
}

/** The second line is for what is typed. */
function writeLines(write: (index: number) => string): string {
  const lines = Array.from({ length: LINES - 3 }, (_, index) => `  "k${index}": ${write(index)}`);
  return `{\n  "typed": "",\n${lines.join(',\n')}\n}`;
}

function writeOrderLine(index: number): string {
  const kinds = [
    `${ORDER}.id`,
    `$trim(${ORDER}.customer.first_name & " " & ${ORDER}.customer.last_name)`,
    `${ORDER}.is_test = "1" ? "test" : "live"`,
    `[${ORDER}.order_offers.{ "sku": offer_id, "name": offer_name, "quantity": $number(order_offer_quantity) }]`,
    `$sum(${ORDER}.order_offers.$number(order_offer_price))`,
    `$join(${ORDER}.order_offers.offer_name, ", ")`,
  ];
  return kinds[index % kinds.length] ?? '';
}

function writeLargeLine(index: number): string {
  const group = `group_${index % 100}`;
  const kinds = [
    `${group}.field_${index % 49}`,
    `$trim(${group}.field_1 & " " & ${group}.field_2)`,
    `${group}.field_3 = "x" ? "test" : "live"`,
    `[${group}.items.{ "a": field_1, "b": field_2, "c": $length(field_3) }]`,
    `$count(${group}.items.field_4)`,
    `$join(${group}.items.field_5, ", ")`,
  ];
  return kinds[index % kinds.length] ?? '';
}
