import type { Stats } from '@postmap/server/contract';
import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { describeMinutes, toColumns } from '../../core/minutes.ts';
import { formatMinute } from '../../core/time.ts';

const height = 168;
const bars = uPlot.paths.bars?.({ size: [0.7, 12], radius: 0.1 });

interface MinutesChartProps {
  minutes: Stats['perMinute'];
  /** The place of the minute that is pointed at; null for none. */
  onPoint: (index: number | null) => void;
}

/**
 * Tries by the minute as bars, failed ones in red at their foot. What it shows is said in words, and stands in a table for those who do not see it.
 * A canvas keeps the colours that it was drawn with: give it the theme as its key.
 */
export function MinutesChart({ minutes, onPoint }: MinutesChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const [plot, setPlot] = useState<uPlot>();
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const made = new uPlot(describeChart(element.clientWidth, onPoint), [[], [], []], element);
    const watcher = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }));
    watcher.observe(element);
    setPlot(made);
    return () => {
      watcher.disconnect();
      made.destroy();
    };
  }, [onPoint]);
  useEffect(() => {
    const columns = toColumns(minutes);
    const [from = 0] = columns[0];
    plot?.batch(() => {
      plot.setData(columns, false);
      // Half a minute on either side, so that the outer bars are whole.
      plot.setScale('x', { min: from - 30, max: (columns[0].at(-1) ?? from) + 30 });
    });
  }, [plot, minutes]);
  return (
    <>
      <figure aria-label={describeMinutes(minutes)}>
        <div ref={place} style={{ height }} />
      </figure>
      <table className="sr-only">
        <caption>Tries by the minute, where there were any</caption>
        <thead>
          <tr>
            <th scope="col">Minute</th>
            <th scope="col">Succeeded</th>
            <th scope="col">Failed</th>
          </tr>
        </thead>
        <tbody>
          {minutes
            .filter(({ succeeded, failed }) => succeeded + failed > 0)
            .map(({ at, succeeded, failed }) => (
              <tr key={at}>
                <th scope="row">{formatMinute(Date.parse(at))}</th>
                <td>{succeeded}</td>
                <td>{failed}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </>
  );
}

function describeChart(width: number, onPoint: (index: number | null) => void): uPlot.Options {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const text = { stroke: colour('mut'), font: '11px "Inter Variable", system-ui, sans-serif' };
  return {
    width,
    height,
    padding: [8, 14, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: {
      x: { time: true },
      y: { range: (_plot, _least, most) => [0, Math.max(4, Math.ceil((most ?? 0) * 1.1))] },
    },
    axes: [
      {
        ...text,
        grid: { show: false },
        ticks: { show: false },
        size: 24,
        values: (_plot, splits) => splits.map((split) => formatMinute(split * 1_000)),
      },
      {
        ...text,
        grid: { stroke: colour('line-soft'), width: 1 },
        ticks: { show: false },
        size: 36,
        // Tries are whole.
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 50_000, 100_000],
      },
    ],
    series: [
      {},
      { paths: bars, fill: `color-mix(in srgb, ${colour('accent')} 45%, transparent)`, points: { show: false } },
      { paths: bars, fill: colour('bad'), points: { show: false } },
    ],
    hooks: { setCursor: [({ cursor }) => onPoint(cursor.idx ?? null)] },
  };
}
