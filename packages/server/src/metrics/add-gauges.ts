import { Counter, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { DeliveryRunner } from '../deliveries/delivery-runner.ts';
import type { LiveChanges } from '../live/live-changes.ts';
import type { RenderPool } from '../rendering/render-pool.ts';

export interface GaugeSources {
  runner: Pick<DeliveryRunner, 'countBacklog'>;
  renderPool: Pick<RenderPool, 'readLoad'>;
  liveChanges: Pick<LiveChanges, 'count'>;
  now: () => number;
}

/** What stands now, read when somebody asks. Each is read by itself, because a registry asks them all at once. */
export function addGauges(registry: Registry, { runner, renderPool, liveChanges, now }: GaugeSources): void {
  const registers: Registry[] = [];
  const metrics = [
    new Gauge<string>({
      name: 'postmap_queue_deliveries',
      help: 'Live deliveries that have not ended: due now, due later, of paused triggers, being sent.',
      labelNames: ['state'],
      registers,
      async collect() {
        const { due, later, paused, sending } = await runner.countBacklog();
        for (const [state, count] of Object.entries({ due, later, paused, sending })) this.labels(state).set(count);
      },
    }),
    new Gauge<string>({
      name: 'postmap_queue_oldest_due_seconds',
      help: 'How long the delivery that is due longest has waited; 0 when none is due.',
      registers,
      async collect() {
        const { oldestDueAt } = await runner.countBacklog();
        this.set(oldestDueAt === null ? 0 : Math.max(0, now() - oldestDueAt) / 1000);
      },
    }),
    new Gauge<string>({
      name: 'postmap_render_processes',
      help: 'Render processes, by what they do.',
      labelNames: ['language', 'state'],
      registers,
      collect() {
        for (const { language, busy, idle } of renderPool.readLoad()) {
          this.labels(language, 'busy').set(busy);
          this.labels(language, 'idle').set(idle);
        }
      },
    }),
    new Gauge<string>({
      name: 'postmap_render_waiting',
      help: 'Renderings that wait for a process.',
      labelNames: ['language'],
      registers,
      collect() {
        for (const { language, waiting } of renderPool.readLoad()) this.labels(language).set(waiting);
      },
    }),
    new Counter<string>({
      name: 'postmap_render_process_ends_total',
      help: 'Render processes that ended: killed at a deadline or for their memory, or crashed.',
      labelNames: ['language'],
      registers,
      collect() {
        this.reset();
        for (const { language, ended } of renderPool.readLoad()) this.labels(language).inc(ended);
      },
    }),
    new Gauge<string>({
      name: 'postmap_live_streams',
      help: 'Open streams of GET /api/v1/stream.',
      registers,
      collect() {
        this.set(liveChanges.count());
      },
    }),
  ];
  for (const metric of metrics) registry.registerMetric(metric);
}
