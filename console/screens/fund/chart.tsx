import { useEffect, useRef } from 'react';
import type { Chart as Drawn } from './chart-drawing.ts';

export interface Drawing {
  readonly kind: 'bars' | 'lines';
  readonly categories: readonly string[];
  /** At most three: colour, pattern and stroke tell them apart. */
  readonly series: readonly { readonly name: string; readonly cents: readonly (number | null)[] }[];
}

/** A picture of a table; the program that draws it comes when the first one is looked at. */
export function Chart({ name, drawing }: { readonly name: string; readonly drawing: Drawing }) {
  const place = useRef<HTMLDivElement>(null);
  const told = JSON.stringify(drawing);
  useEffect(() => {
    let chart: Drawn | undefined;
    let isGone = false;
    const size = new ResizeObserver(() => chart?.resize());
    void import('./chart-drawing.ts').then(({ openChart, draw }) => {
      if (isGone || !place.current) return;
      chart = openChart(place.current);
      draw(chart, JSON.parse(told) as Drawing);
      size.observe(place.current);
    });
    return () => {
      isGone = true;
      size.disconnect();
      chart?.dispose();
    };
  }, [told]);
  return <div ref={place} className="console-chart" role="img" aria-label={name} />;
}
