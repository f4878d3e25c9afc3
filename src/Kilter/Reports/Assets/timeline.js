/* Timeline: channels with their expected range, or the heat map, over the score; one clock, one cursor, one zoom. */
let main = null,
  sel = EV.reduce((best, e, k) => (e.score > EV[best].score ? k : best), 0);
let log = EV.some(e => e.score > 20),
  showLabels = true,
  view = C > 12 && heat(0) ? 'heat' : 'lines';
const MOST_ROWS = 60;

/* 1 channel: itself; up to 12: all; more: those of the chosen event, then the most involved, eight in all */
const rowsShown = () => (C <= 12 ? D.order : [...new Set((EV.length ? EV[sel].top.map(t => t[0]) : []).concat(D.order))].slice(0, 8));

function timeline() {
  shapesReady();
  blocks = false;
  const el = $('#timeline'),
    narrow = el.clientWidth < 560,
    hot = view === 'heat' && C > 1 && !!heat(0),
    L = hot ? (narrow ? 84 : 132) : narrow ? 42 : 58,
    R = narrow ? 8 : 14;
  const grids = [],
    xs = [],
    ys = [],
    series = [],
    titles = [];
  let top = EV.length ? 46 : 22;
  const grid = (h, x, y) => {
    const g = grids.length;
    grids.push({outerBoundsMode: 'none', left: L, right: R, top, height: h});
    xs.push(xAxis({gridIndex: g, ...x}));
    ys.push(yAxis({gridIndex: g, ...y}));
    top += h;
    return g;
  };
  const title = (t, sub) =>
    titles.push({
      type: 'text',
      left: L,
      top: grids[grids.length - 1].top - 17,
      silent: true,
      style: {
        text: `{a|${plain(t)}}${sub ? '  {b|' + plain(sub) + '}' : ''}`,
        width: el.clientWidth - L - R,
        overflow: 'truncate',
        rich: {
          a: {fill: css('ink-2'), fontSize: 12, fontWeight: 600, fontFamily: css('sans')},
          b: {fill: css('ink-3'), fontSize: 11.5, fontFamily: css('sans')},
        },
      },
    });
  const bare = {axisLabel: {show: false}, axisLine: {show: false}};
  if (hot) heatGrid(grid, title, series, bare, narrow, () => (top += 34));
  else
    rowsShown().forEach(c => {
      lineGrid(c, grid, title, series, bare, narrow);
      top += C === 1 ? 34 : 26;
    });
  if (score) scoreGrid(grid, title, series, narrow);
  else {
    xs[xs.length - 1].axisLabel = xAxis({}).axisLabel;
    top += 12;
  }
  if (EV.length) series.push(painter(0, 9, badges, {clip: false}));
  el.style.height = top + 74 + 'px';
  main = mount(
    el,
    {
      ...base(),
      grid: grids,
      xAxis: xs,
      yAxis: ys,
      series,
      graphic: titles,
      axisPointer: {link: [{xAxisIndex: 'all'}], lineStyle: {color: css('ink-3'), type: 'solid', width: 1}, label: {show: false}},
      toolbox: {
        left: -200,
        itemSize: 1,
        feature: {dataZoom: {xAxisIndex: 'all', yAxisIndex: false, brushStyle: {color: css('accent'), opacity: 0.14}}},
      },
      dataZoom: [
        {
          type: 'slider',
          xAxisIndex: xs.map((_, i) => xs.length - 1 - i),
          bottom: 8,
          left: L,
          right: R,
          height: 30,
          filterMode: 'none',
          borderColor: css('line'),
          backgroundColor: 'transparent',
          fillerColor: css('accent') + '1f',
          dataBackground: {lineStyle: {color: css('line-strong')}, areaStyle: {color: css('line-strong'), opacity: 0.3}},
          selectedDataBackground: {lineStyle: {color: css('seen')}, areaStyle: {color: css('seen'), opacity: 0.2}},
          handleStyle: {color: css('surface'), borderColor: css('ink-3')},
          moveHandleSize: 0,
          showDetail: false,
        },
        {
          type: 'inside',
          xAxisIndex: xs.map((_, i) => i),
          filterMode: 'none',
          zoomOnMouseWheel: 'ctrl',
          moveOnMouseWheel: false,
          moveOnMouseMove: false,
          preventDefaultMouseMove: false,
        },
      ],
      tooltip: {...base().tooltip, trigger: 'axis', axisPointer: {type: 'line'}, formatter: readout},
    },
    'canvas',
  );
  if (matchMedia('(pointer:fine)').matches)
    main.dispatchAction({type: 'takeGlobalCursor', key: 'dataZoomSelect', dataZoomSelectActive: true});
  main.on('datazoom', tellSpan);
  main.on('rendered', () => {
    $('#blocks').hidden = !blocks;
  });
}
const plain = s => String(s).replace(/[{}|]/g, ' ');

function lineGrid(c, grid, title, series, bare, narrow) {
  const ch = D.ch[c],
    m = ch.m,
    one = C === 1,
    lo = ch.v.lo,
    hi = ch.v.hi;
  /* the expected range is shown as far as it stays near what was seen: a wild range must not flatten the line */
  const room = hi - lo || Math.abs(hi) * 0.1 || 1,
    low = m ? Math.max(lo - room, Math.min(lo, m.lo - ch.below)) : lo,
    high = m ? Math.min(hi + room, Math.max(hi, m.hi + ch.above)) : hi;
  const f = fit(low, high, one ? 4 : 2),
    tall = C <= 4 && !one;
  const g = grid(
    one ? (narrow ? 190 : 270) : C <= 2 ? 124 : tall ? 92 : narrow ? 52 : 58,
    bare,
    one || tall ? f : {...f, interval: f.max - f.min, axisLabel: axisText({fontSize: 10.5, formatter: tick}), splitLine: {show: false}},
  );
  title(ch.n, ch.unit || (one ? 'unit not stated in the file' : ''));
  series.push(
    painter(g, 1, wash),
    painter(g, 2, v => bandOf(v, c)),
    painter(g, 3, v => seenOf(v, c, one ? 1.15 : 1.1)),
    pointer(g, c),
  );
}
/* an unseen line that gives the cursor something to follow */
const pointer = (g, c) => ({
  name: 'c' + c,
  type: 'line',
  silent: true,
  xAxisIndex: g,
  yAxisIndex: g,
  data: once('p' + c, () => {
    const out = [];
    for (const p of seen(c)) for (let j = 0; j < p.lo.length; j++) out.push([X(p.a + j * p.per), p.lo[j]]);
    return out;
  }),
  showSymbol: false,
  sampling: 'minmax',
  lineStyle: {opacity: 0},
  itemStyle: {opacity: 0},
});

function heatGrid(grid, title, series, bare, narrow, after) {
  const rows = D.order.slice(0, MOST_ROWS),
    names = rows.map(c => D.ch[c].n).concat(D.constant),
    n = names.length,
    rh = narrow ? (n > 12 ? 10 : 22) : n > 12 ? 14 : 26;
  const g = grid(rh * n, bare, {
    type: 'value',
    scale: false,
    min: 0,
    max: n,
    inverse: true,
    interval: 1,
    splitLine: {show: false},
    axisLabel: {show: false},
  });
  title(`How far each of ${C} channels went`, narrow ? '' : C > MOST_ROWS ? `the ${MOST_ROWS} most involved` : 'most involved on top');
  series.push(
    painter(g, 1, v => [
      rects(
        rows.flatMap((c, r) => [v.cs.x, v.cs.y + r * rh + 0.5, v.cs.width, rh - 1]),
        {fill: css('heat0')},
      ),
    ]),
    painter(g, 2, wash),
    painter(g, 3, v => rows.flatMap((c, r) => heatRow(v, c, v.cs.y + r * rh + 0.5, rh - 1))),
    painter(
      g,
      4,
      v =>
        names
          .map((name, r) => ({
            type: 'text',
            style: {
              text: name,
              x: v.cs.x - 8,
              y: v.cs.y + (r + 0.5) * rh,
              align: 'right',
              verticalAlign: 'middle',
              width: (narrow ? 84 : 132) - 12,
              overflow: 'truncate',
              fill: css(r < rows.length ? 'ink-2' : 'ink-3'),
              fontSize: narrow ? (n > 12 ? 8.5 : 11) : n > 12 ? 10.5 : 12,
              fontFamily: css('sans'),
            },
          }))
          .concat(
            D.constant.map((_, k) => ({
              type: 'text',
              style: {
                text: 'constant, left out',
                x: v.cs.x + 6,
                y: v.cs.y + (rows.length + k + 0.5) * rh,
                verticalAlign: 'middle',
                fill: css('ink-3'),
                fontSize: narrow ? 8.5 : 10,
                fontFamily: css('sans'),
              },
            })),
          ),
      {clip: false},
    ),
    {
      name: 'heat',
      type: 'line',
      silent: true,
      xAxisIndex: g,
      yAxisIndex: g,
      data: once('hp', () => scorePoints().map(p => [p[0], 0])),
      showSymbol: false,
      lineStyle: {opacity: 0},
      itemStyle: {opacity: 0},
    },
  );
  after();
}
/* one point a bucket, its highest: for the slider's shadow and the cursor */
const scorePoints = () =>
  once('sp', () => {
    const out = [];
    for (const p of score ?? seen(0)) for (let j = 0; j < p.hi.length; j++) out.push([X(p.a + j * p.per), p.hi[j]]);
    return out;
  });

/* the highest score of even stretches of time: the slider draws its shadow as if points were evenly apart */
const evenScore = () =>
  once('even', () => {
    const n = Math.min(800, N),
      width = (END - X(0)) / n || 1,
      out = Array.from({length: n}, (_, k) => [X(0) + (k + 0.5) * width, null]);
    for (const p of score)
      for (let j = 0; j < p.hi.length; j++) {
        const point = out[Math.min(n - 1, Math.floor((X(Math.min(p.b - 1, p.a + (j + 0.5) * p.per)) - X(0)) / width))];
        if (p.hi[j] > (point[1] ?? -1)) point[1] = p.hi[j];
      }
    return out;
  });

function scoreGrid(grid, title, series, narrow) {
  let highest = 1;
  for (const p of score) for (const v of p.hi) if (v > highest) highest = v;
  /* up to five times the limit, whole multiples of it are the ticks */
  const nice = fit(0, highest, 2),
    scale =
      highest <= 1.45
        ? {max: 1.5, interval: 0.5}
        : highest <= 5
          ? {max: Math.ceil(highest), interval: 1}
          : {max: nice.max, interval: nice.interval};
  const g = grid(
    narrow ? 84 : 100,
    {axisLabel: {...xAxis({}).axisLabel, alignMinLabel: 'left', alignMaxLabel: 'right'}},
    {
      type: log ? 'log' : 'value',
      scale: false,
      min: log ? 0.1 : 0,
      ...(log ? {} : scale),
      logBase: 10,
      axisLabel: axisText({formatter: v => (log && v === 0.1 ? '≤ 0.1' : tick(v))}),
    },
  );
  title(
    'Score',
    narrow ? '1 = alarm limit' : 'times the alarm limit; above 1 is flagged' + (log ? '; logarithmic, below 0.1 drawn as 0.1' : ''),
  );
  const unseen = {
    type: 'line',
    silent: true,
    xAxisIndex: g,
    yAxisIndex: g,
    showSymbol: false,
    sampling: 'max',
    lineStyle: {opacity: 0},
    itemStyle: {opacity: 0},
  };
  const shown = points => (log ? points.map(p => [p[0], p[1] === null ? null : Math.max(0.1, p[1])]) : points);
  /* the slider takes the first line for its shadow, the cursor follows the second */
  series.push(painter(g, 1, wash), painter(g, 3, scoreOf), painter(g, 5, foot), {...unseen, name: 'shadow', data: shown(evenScore())}, {
    ...unseen,
    name: 'score',
    z: 4,
    data: shown(scorePoints()),
    markLine: {
      silent: true,
      symbol: 'none',
      data: [{yAxis: 1}],
      lineStyle: {color: css('limit'), type: [5, 4], width: 1.2},
      label: {formatter: 'limit', position: 'insideEndTop', color: css('ink-2'), fontSize: 11, fontFamily: css('sans')},
    },
  });
}

/* what the cursor reads: the time, the values, what was expected, the score */
function readout(ps) {
  if (!ps || !ps.length) return '';
  const i = Math.max(0, Math.min(N - 1, Math.round(I(ps[0].axisValue)))),
    e = EV.find(q => i >= q.i0 && i < q.i1);
  const row = (k, v, colour) => `<tr><td class="k">${esc(k)}</td><td class="v"${colour ? ` style="color:${colour}"` : ''}>${v}</td></tr>`;
  let h = `<b>${moment(X(i), true)}</b>${e ? ` &nbsp;<span style="color:${css('event')};font-weight:640">${esc(e.id)} ${SEVERITY[e.sev]}</span>` : ''}<table class="tip">`;
  const said = new Set();
  ps.forEach(p => {
    const m = /^c(\d+)$/.exec(p.seriesName || '');
    if (!m || said.has(m[1])) return;
    said.add(m[1]);
    const ch = D.ch[+m[1]],
      v = at(seen(+m[1]), i);
    h += row(ch.n, v.per > 1 ? esc(span(v.lo, v.hi, ch.unit)) : esc(val(v.lo, ch.unit)));
    if (C === 1 && ch.m) {
      const q = at(middle(0), i);
      h += row('expected', esc(span(q.lo - ch.below, q.hi + ch.above, ch.unit)));
    }
  });
  if (view === 'heat' && C > 1)
    D.ch
      .map((ch, c) => [ch.n, at(heat(c), i).hi])
      .sort((a, b) => b[1] - a[1])
      .slice(0, 4)
      .filter(q => q[1] > 0.45)
      .forEach(q => {
        h += row(q[0], (q[1] >= 3.99 ? 'over 4' : q[1].toFixed(1)) + ' × its own limit');
      });
  if (score) {
    const s = at(score, i).hi;
    h += row('score', isFinite(s) ? figure(s) + ' × limit' : '– (no score here)', s >= 1 ? css('event') : '');
  }
  return h + '</table>';
}

function tellSpan() {
  const z = main.getOption().dataZoom[0],
    whole = z.startValue <= X(0) && z.endValue >= END;
  $('#span').textContent = whole ? 'whole record' : moment(z.startValue) + ' to ' + moment(z.endValue);
}
const zoom = (a, b) => {
  if (main) main.dispatchAction({type: 'dataZoom', startValue: X(Math.max(0, a)), endValue: X(Math.min(N, b))});
};
const reset = () => {
  if (main) main.dispatchAction({type: 'dataZoom', start: 0, end: 100});
};
function zoomed() {
  if (!main) return null;
  const z = main.getOption().dataZoom[0];
  return z.start > 0 || z.end < 100 ? [z.startValue, z.endValue] : null;
}
