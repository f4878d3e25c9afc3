/* Draw: what all charts share. Colours come from the page's tokens, so that a theme switch is a redraw. */
const $ = s => document.querySelector(s);
const css = n =>
  getComputedStyle(document.documentElement)
    .getPropertyValue('--' + n)
    .trim();
const charts = [];
function mount(el, option, renderer) {
  const c = echarts.init(el, null, {renderer});
  c.setOption(option);
  charts.push(c);
  return c;
}
const axisText = o => ({color: css('ink-3'), fontSize: 11, fontFamily: css('sans'), ...o});
const base = () => ({
  animation: false,
  textStyle: {fontFamily: css('sans')},
  useUTC: true,
  tooltip: {
    confine: true,
    backgroundColor: css('surface'),
    borderColor: css('line-strong'),
    borderWidth: 1,
    padding: [8, 11],
    textStyle: {color: css('ink'), fontSize: 12.5},
    transitionDuration: 0,
    extraCssText: 'box-shadow:0 6px 24px -8px rgba(0,0,0,.25);border-radius:8px;font-variant-numeric:tabular-nums',
  },
});
const TIMES = {
  year: '{yyyy}',
  month: '{d} {MMM}',
  day: '{d} {MMM}',
  hour: '{HH}:{mm}',
  minute: '{HH}:{mm}',
  second: '{HH}:{mm}:{ss}',
  millisecond: '{HH}:{mm}:{ss}.{SSS}',
};
const xAxis = o => ({
  type: ROW ? 'value' : 'time',
  min: X(0),
  max: END,
  axisLine: {lineStyle: {color: css('line-strong')}},
  axisTick: {show: false},
  splitLine: {show: false},
  axisLabel: axisText({hideOverlap: true, formatter: ROW ? v => group(Math.round(v)) : TIMES}),
  ...o,
});
const yAxis = o => ({
  type: 'value',
  scale: true,
  axisLine: {show: false},
  axisTick: {show: false},
  splitNumber: 3,
  splitLine: {lineStyle: {color: css('line'), width: 1}},
  axisLabel: axisText({formatter: tick}),
  ...o,
});

/* round ends and steps for an axis that fits the data */
function fit(lo, hi, parts) {
  if (!(hi > lo)) {
    const pad = Math.abs(lo) * 0.05 || 1;
    lo -= pad;
    hi += pad;
  }
  const power = 10 ** Math.floor(Math.log10((hi - lo) / parts));
  let best = null;
  for (const m of [0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10]) {
    const step = m * power,
      min = Math.floor(lo / step + 1e-9) * step,
      max = Math.ceil(hi / step - 1e-9) * step;
    if (Math.round((max - min) / step) <= parts + 1 && (!best || max - min < (best.max - best.min) * 0.97))
      best = {min, max, interval: step};
  }
  return best ?? {min: lo, max: hi, interval: hi - lo};
}

/* one item a series: renderItem sees the axes and draws everything in view itself, so nothing is drawn that was not measured */
const painter = (grid, z, paint, more) => ({
  type: 'custom',
  silent: true,
  z,
  clip: true,
  xAxisIndex: grid,
  yAxisIndex: grid,
  data: [[X(0), 0]],
  encode: {x: -1, y: -1},
  tooltip: {show: false},
  renderItem: (params, api) => {
    const cs = params.coordSys,
      a = api.coord([X(0), 0])[0],
      b = api.coord([END, 0])[0],
      scale = (b - a) / (END - X(0) || 1),
      px = x => a + (x - X(0)) * scale;
    const from = Math.floor(I(X(0) + (cs.x - a) / scale)) - 1,
      to = Math.ceil(I(X(0) + (cs.x + cs.width - a) / scale)) + 1;
    const view = {
      cs,
      x: i => px(X(i)),
      end: i => px(ends(i)),
      y: v => api.coord([X(0), v])[1],
      from: Math.max(0, from),
      to: Math.min(N, to),
      perPixel: Math.max(1e-9, (Math.min(N, to) - Math.max(0, from)) / cs.width),
    };
    if (grid === 0 && z === 1) blocks = false; /* the first to paint */
    const children = paint(view).filter(Boolean);
    return children.length ? {type: 'group', children} : null;
  },
  ...more,
});

let shapes = false,
  blocks = false;
function shapesReady() {
  if (shapes) return;
  shapes = true;
  /* points [x, y, x, y, …], NaN lifts the pen */
  echarts.graphic.registerShape(
    'kilter-line',
    echarts.graphic.extendShape({
      shape: {points: []},
      buildPath(ctx, s) {
        let down = false;
        const p = s.points;
        for (let k = 0; k < p.length; k += 2) {
          if (p[k] !== p[k]) {
            down = false;
            continue;
          }
          if (down) ctx.lineTo(p[k], p[k + 1]);
          else ctx.moveTo(p[k], p[k + 1]);
          down = true;
        }
      },
    }),
  );
  /* rectangles [x, y, width, height, …] */
  echarts.graphic.registerShape(
    'kilter-rects',
    echarts.graphic.extendShape({
      shape: {rects: []},
      buildPath(ctx, s) {
        const r = s.rects;
        for (let k = 0; k < r.length; k += 4) ctx.rect(r[k], r[k + 1], r[k + 2], r[k + 3]);
      },
    }),
  );
}
const line = (points, style) =>
  points.length ? {type: 'kilter-line', shape: {points}, style: {fill: 'none', lineJoin: 'round', ...style}} : null;
const rects = (list, style) => (list.length ? {type: 'kilter-rects', shape: {rects: list}, style} : null);

/* A measured line: single samples joined, buckets narrower than two pixels as one stroke, wider ones as low-high bars. Never a diagonal that was not measured. */
function strokes(view, cols) {
  const points = [],
    bars = [];
  let lastY = NaN;
  for (const c of cols) {
    const x0 = view.x(c.a),
      single = c.b - c.a === 1,
      x1 = single ? x0 : view.end(c.b),
      yl = view.y(c.lo),
      yh = view.y(c.hi);
    if (c.cut && points.length) points.push(NaN, NaN);
    if (single) {
      points.push(x0, yl);
      lastY = yl;
      continue;
    }
    if (x1 - x0 > 2.2) {
      blocks = true;
      bars.push(x0, Math.min(yl, yh) - 0.6, x1 - x0 - 0.4, Math.abs(yl - yh) + 1.2);
      points.push(NaN, NaN);
      continue;
    }
    const xm = (x0 + x1) / 2;
    if (Math.abs(lastY - yl) < Math.abs(lastY - yh)) {
      points.push(xm, yl, xm, yh);
      lastY = yh;
    } else {
      points.push(xm, yh, xm, yl);
      lastY = yl;
    }
  }
  /* wide blocks are paler: they say between which values it ran, not that it was everywhere between */
  return {points, bars, pale: bars.length ? Math.max(0.38, Math.min(1, 1.3 - bars[2] / 8)) : 1};
}
/* a lone sample between two gaps has no neighbour to be joined to: a short dash keeps it in sight */
function dots(points) {
  for (let k = 0; k < points.length; k += 2) {
    const before = k < 2 || points[k - 2] !== points[k - 2],
      after = k + 2 >= points.length || points[k + 2] !== points[k + 2];
    if (before && after && points[k] === points[k]) {
      points.splice(k, 2, points[k] - 1, points[k + 1], points[k] + 1, points[k + 1]);
      k += 2;
    }
  }
  return points;
}
