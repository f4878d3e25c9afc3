/* Trust: how scores are spread, and what another limit would cost. */
function trust() {
  if (D.hist) spread();
  if (D.cost) cost();
  else if ($('#cost')) $('#cost').innerHTML = '<p class="note">Too little normal running to count false alarms for other limits.</p>';
}
const axisName = text => ({name: text, nameLocation: 'middle', nameGap: 24, nameTextStyle: axisText()});
const limitLine = lift => ({
  xAxis: 1,
  lineStyle: {color: css('limit'), type: [5, 4]},
  label: {
    formatter: 'limit',
    color: css('ink-2'),
    fontSize: 11,
    fontFamily: css('sans'),
    position: 'insideEndTop',
    rotate: 0,
    distance: lift,
  },
});

function spread() {
  const h = D.hist,
    bins = h.normal.length,
    w = h.top / bins,
    mid = i => (i + 0.5) * w,
    most = Math.max(...h.normal.map((v, i) => v + h.event[i]), 1);
  const bars = (v, api, cs, i, from, count, fill, opacity) => {
    if (!count) return null;
    const x0 = api.coord([i * w, 1])[0],
      x1 = api.coord([(i + 1) * w, 1])[0],
      y0 = from ? api.coord([0, from])[1] : cs.y + cs.height,
      y1 = api.coord([0, from + count])[1];
    return {
      type: 'rect',
      shape: {x: x0, y: y1, width: Math.max(1, x1 - x0 - 1), height: Math.max(0, y0 - y1)},
      style: {fill: css(fill), opacity},
    };
  };
  mount(
    $('#dist'),
    {
      ...base(),
      grid: {outerBoundsMode: 'none', left: 52, right: 16, top: 16, bottom: 38},
      xAxis: xAxis({
        type: 'value',
        min: 0,
        max: h.top,
        axisLabel: axisText({formatter: v => tick(v) + (h.more && v === h.top ? ' and more' : '')}),
        ...axisName('score, times the limit'),
      }),
      yAxis: yAxis({
        type: 'log',
        min: 0.5,
        max: 10 ** Math.ceil(Math.log10(most * 1.1)),
        scale: false,
        axisLabel: axisText({formatter: v => (v < 1 ? '' : group(v))}),
      }),
      tooltip: {
        ...base().tooltip,
        trigger: 'item',
        formatter: p =>
          `score ${figure(p.dataIndex * w)}–${figure((p.dataIndex + 1) * w)}<br><b>${group(h.normal[p.dataIndex])}</b> normal, <b>${group(h.event[p.dataIndex])}</b> in events`,
      },
      series: [
        {
          type: 'custom',
          data: h.normal.map((v, i) => [mid(i), v + h.event[i]]),
          encode: {x: 0, y: 1},
          clip: true,
          renderItem: (p, api) => {
            const i = p.dataIndex,
              kids = [
                bars(0, api, p.coordSys, i, 0, h.normal[i], 'band-mid', 0.75),
                bars(0, api, p.coordSys, i, h.normal[i], h.event[i], 'event', 0.85),
              ].filter(Boolean);
            return kids.length ? {type: 'group', children: kids} : null;
          },
          markLine: {
            silent: true,
            symbol: 'none',
            data: [
              limitLine([10, -16]),
              ...(h.tail ? [{xAxis: h.tail, lineStyle: {color: css('ink-3'), type: 'solid', width: 1}, label: {show: false}}] : []),
            ],
          },
        },
      ],
    },
    'svg',
  );
}

function cost() {
  const k = D.cost,
    all = k.counted
      .concat(k.fitted)
      .map(p => p[1])
      .concat(k.budget ? [k.budget] : []),
    low = 10 ** Math.floor(Math.log10(Math.max(Math.min(...all) * 0.5, Math.max(...all) * 1e-6))),
    high = 10 ** Math.ceil(Math.log10(Math.max(...all)) + 0.01);
  $('#cost-lead').textContent =
    `False alarms ${k.per} in normal running, counted (dots)${k.fitted.length ? ' and fitted (line)' : ''}.${k.budget ? ' Green: within budget.' : ''}`;
  mount(
    $('#cost'),
    {
      ...base(),
      grid: {outerBoundsMode: 'none', left: 56, right: 16, top: 16, bottom: 38},
      xAxis: xAxis({
        type: 'value',
        min: 0.2,
        max: 1.6,
        interval: 0.2,
        axisLabel: axisText({formatter: tick}),
        ...axisName('if the limit stood here, times its place now'),
      }),
      yAxis: yAxis({type: 'log', scale: false, min: low, max: high, axisLabel: axisText({formatter: v => (v >= 1 ? group(v) : tick(v))})}),
      tooltip: {
        ...base().tooltip,
        trigger: 'item',
        formatter: p => (p.value ? `limit × ${figure(p.value[0])}<br><b>${num(p.value[1])}</b> false alarms ${k.per}` : ''),
      },
      series: [
        {
          name: 'counted',
          type: 'scatter',
          symbolSize: 5,
          data: k.counted,
          itemStyle: {color: css('band-mid')},
          markArea: k.budget
            ? {silent: true, data: [[{yAxis: low, itemStyle: {color: css('normal-soft'), opacity: 0.6}}, {yAxis: k.budget}]]}
            : undefined,
          markLine: {
            silent: true,
            symbol: 'none',
            data: [
              ...(k.budget
                ? [
                    {
                      yAxis: k.budget,
                      lineStyle: {color: css('normal')},
                      label: {
                        formatter: 'your budget: ' + k.budgetText,
                        position: 'insideStartBottom',
                        color: css('normal'),
                        fontSize: 11,
                        fontFamily: css('sans'),
                      },
                    },
                  ]
                : []),
              limitLine([10, -16]),
            ],
          },
        },
        {
          name: 'fitted',
          type: 'line',
          data: k.fitted.filter(p => p[1] >= low),
          showSymbol: false,
          lineStyle: {color: css('ink'), width: 1.8},
          itemStyle: {color: css('ink')},
        },
      ],
    },
    'svg',
  );
}
