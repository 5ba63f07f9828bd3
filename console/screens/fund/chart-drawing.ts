import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { wholeEuro } from '../../words/format.ts';
import type { Drawing } from './chart.tsx';

echarts.use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, SVGRenderer]);

/** Dark enough on white to be told apart from it; the patterns and strokes tell them from each other. */
const colours = ['#0a5f63', '#b35900', '#5b2a86'];
const strokes = ['solid', 'dashed', 'dotted'] as const;
const signs = ['circle', 'rect', 'triangle'] as const;

const NARROW = 480;

export type Chart = echarts.ECharts;

export function openChart(place: HTMLElement): Chart {
  return echarts.init(place, null, { renderer: 'svg' });
}

/** The figures stand in the table beside it, so nothing has to be pointed at. */
export function draw(chart: Chart, drawing: Drawing): void {
  const { kind, series } = drawing;
  const hasLegend = series.length > 1;
  const fontFamily = getComputedStyle(chart.getDom()).fontFamily;
  chart.setOption({
    animation: false,
    color: colours,
    textStyle: { fontFamily, fontSize: 14, color: '#17324d' },
    aria: { enabled: true, label: { enabled: false }, decal: { show: kind === 'bars' } },
    legend: { top: 0, left: 0, show: hasLegend, itemGap: 20, selectedMode: false, textStyle: { fontFamily } },
    grid: {
      left: 8,
      right: 24,
      top: hasLegend ? legendHeight(chart, series.length) : 16,
      bottom: 8,
      containLabel: true,
    },
    ...axesOf(drawing),
    series: series.map(({ name, cents }, at) => ({
      name,
      data: cents.map((one) => (one === null ? null : one / 100)),
      ...(kind === 'bars'
        ? { type: 'bar', barMaxWidth: 28 }
        : { type: 'line', lineStyle: { type: strokes[at], width: 3 }, symbol: signs[at], symbolSize: 8 }),
    })),
  });
}

/** On a phone each name of the legend has a line of its own. */
function legendHeight(chart: Chart, names: number): number {
  return chart.getWidth() < NARROW ? 24 * names + 32 : 64;
}

/** A few things with long names lie on their side, so that each name is read; months stand in their order. */
function axesOf({ kind, categories }: Drawing) {
  const isLying = kind === 'bars' && categories.length <= 6;
  const names = {
    type: 'category' as const,
    data: [...categories],
    inverse: isLying,
    axisLabel: isLying
      ? { interval: 0, width: 130, overflow: 'break' as const, lineHeight: 16 }
      : { hideOverlap: true },
  };
  const amounts = {
    type: 'value' as const,
    splitNumber: 3,
    axisLabel: { formatter: wholeEuro, hideOverlap: true },
  };
  return isLying ? { xAxis: amounts, yAxis: names } : { xAxis: names, yAxis: amounts };
}
