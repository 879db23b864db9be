/** Ids and tokens as examples have them. They name nothing; tests put real ones in their place and send the examples. */
export const EXAMPLE_IDS = {
  feed: 'feed_01JZ8Q6M3BFEEDT7W9X1Y2Z3A4',
  customer: 'cus_01JZ8Q6M3BCVSTMRW9X1Y2Z3A4',
  template: 'tpl_01JZ8Q6M3BTEMPATEX1Y2Z3A45',
  templateCase: 'case_01JZ8Q6M3BCASET7W9X1Y2Z3A4',
  trigger: 'trg_01JZ8Q6M3BTRGGERX1Y2Z3A456',
  sample: 'smp_01JZ8Q6M3BSAMPNEX1Y2Z3A456',
  event: 'evt_01JZ8Q6M3BEVENT7W9X1Y2Z3A4',
  delivery: 'dlv_01JZ8Q6M3BDNVRYW9X1Y2Z3A45',
  message: 'msg_01JZ8Q6M3BMESSGE1Y2Z3A4567',
  key: 'key_01JZ8Q6M3BKEY77W9X1Y2Z3A45',
  session: 'ses_01JZ8Q6M3BSESSAN9X1Y2Z3A45',
  feedToken: 'b7Vt0kQxR2mY8sLw4nZc1aHf6uJd3gPe9oIi5rTqXyE',
} as const;
export type ExampleId = keyof typeof EXAMPLE_IDS;
