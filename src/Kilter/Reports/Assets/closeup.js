/* Close-up: the chosen event laid over the nearest stretch of normal running, and its story. */
function closeup() {
  const e = EV[sel];
  if (!e) return;
  $('#d-id').innerHTML = e.head;
  $('#d-story').innerHTML = e.story;
  $('#d-kv').innerHTML = e.kv;
  $('#d-quiet').innerHTML = e.quiet;
  $('#d-caption').textContent = e.caption;
  document.querySelectorAll('#events tbody tr').forEach((r, k) => r.setAttribute('aria-selected', k === sel));
  const box = $('#d-charts');
  box.innerHTML = '';
  if (!window.echarts || !e.ctx) return;
  const many = e.ctx.ch.length > 1;
  box.style.gridTemplateColumns = many && box.clientWidth > 560 ? '1fr 1fr' : '1fr';
  e.ctx.ch.forEach(c => overlay(box, e, c, many));
}

function overlay(box, e, c, many) {
  const ch = D.ch[c.c],
    x = e.ctx,
    d = document.createElement('div');
  d.className = 'chart';
  d.style.height = (many ? 184 : 330) + 'px';
  d.setAttribute('role', 'img');
  d.setAttribute('aria-label', `${ch.n}: ${e.id} against a normal stretch`);
  box.append(d);
  /* hours from half a minute's sampling on, else minutes, seconds or milliseconds by what the window spans */
  const width = X(Math.min(N - 1, x.b)) - X(x.a),
    [unit, per] = ROW
      ? ['rows', 1]
      : width > 4 * 864e5
        ? ['days', 864e5]
        : width > 3 * 36e5
          ? ['h', 36e5]
          : width > 3 * 6e4
            ? ['min', 6e4]
            : width > 3e3
              ? ['s', 1e3]
              : ['ms', 1];
  const place = i => (X(Math.min(N, i)) - X(e.i0)) / per,
    points = s => {
      const v = decode(s.b, s.lo, s.hi, 16),
        out = [];
      for (let j = 0; j < v.length; j++) {
        const i = x.per > 1 ? x.a + ((j >> 1) + (j & 1 ? 0.75 : 0.25)) * x.per : x.a + j;
        if (i < x.b) out.push([place(i), isNaN(v[j]) ? null : v[j]]);
      }
      return out;
    };
  const event = points(c.e),
    normal = c.n ? points(c.n) : null,
    mid = c.m ? points(c.m) : null,
    low = mid && mid.map(p => [p[0], p[1] === null ? null : p[1] - ch.below]),
    high = mid && mid.map(p => [p[0], p[1] === null ? null : p[1] + ch.above]);
  let lo = Infinity,
    hi = -Infinity;
  for (const p of event.concat(normal ?? []))
    if (p[1] !== null) {
      lo = Math.min(lo, p[1]);
      hi = Math.max(hi, p[1]);
    }
  if (mid) {
    const room = hi - lo || Math.abs(hi) * 0.1 || 1;
    for (const p of low) if (p[1] !== null) lo = Math.min(lo, Math.max(p[1], lo - 0.6 * room));
    for (const p of high) if (p[1] !== null) hi = Math.max(hi, Math.min(p[1], hi + 0.6 * room));
  }
  if (lo > hi) {
    lo = 0;
    hi = 1;
  }
  const area = fit(lo, hi, 3),
    x0 = place(x.a),
    x1 = place(x.b),
    start = 0,
    end = Math.min(place(x.b), place(e.i1));
  /* names at the ends keep apart, the higher line's on top */
  const last = list => {
    for (let k = list.length - 1; k >= 0; k--) if (list[k][1] !== null) return list[k][1];
    return 0;
  };
  const apart = normal && Math.abs(last(event) - last(normal)) < 0.1 * (area.max - area.min) ? (last(event) >= last(normal) ? 7 : -7) : 0;
  const name = (text, colour, weight, dy) => ({
    show: true,
    offset: [0, dy],
    formatter: text,
    color: css(colour),
    fontSize: 11,
    fontWeight: weight,
    fontFamily: css('sans'),
    distance: 5,
  });
  const band = mid && {
    type: 'custom',
    silent: true,
    z: 1,
    clip: true,
    data: [[x0, area.min]],
    encode: {x: -1, y: -1},
    renderItem: (p, api) => {
      const up = [],
        down = [];
      mid.forEach((q, k) => {
        if (q[1] === null) return;
        up.push(api.coord(high[k]));
        down.push(api.coord(low[k]));
      });
      return up.length < 2 ? null : {type: 'polygon', shape: {points: up.concat(down.reverse())}, style: {fill: css('band'), opacity: 0.5}};
    },
  };
  mount(
    d,
    {
      ...base(),
      grid: {outerBoundsMode: 'none', left: 48, right: 54, top: 26, bottom: 26},
      graphic: [
        {
          type: 'text',
          left: 48,
          top: 3,
          silent: true,
          style: {
            text: ch.n + (ch.unit ? '  ' + ch.unit : ''),
            width: Math.max(80, d.clientWidth - 110),
            overflow: 'truncate',
            fill: css('ink-2'),
            fontSize: 12,
            fontWeight: 600,
            fontFamily: css('sans'),
          },
        },
      ],
      xAxis: xAxis({
        type: 'value',
        min: x0,
        max: x1,
        axisLabel: axisText({
          showMinLabel: false,
          showMaxLabel: false,
          hideOverlap: true,
          formatter: v => (v > 0 ? '+' : v < 0 ? '−' : '') + tick(Math.abs(v)) + ' ' + unit,
        }),
      }),
      yAxis: yAxis(area),
      tooltip: {
        ...base().tooltip,
        trigger: 'axis',
        formatter: ps => {
          const t = ps[0].axisValue;
          return (
            `<b>${t < 0 ? '−' : '+'}${tick(Math.abs(t))} ${unit}</b><br>` +
            ps
              .filter(p => p.seriesName === 'event' || p.seriesName === 'normal')
              .map(p => `<span style="color:${p.color}">━</span> ${p.seriesName}: <b>${esc(val(p.value[1], ch.unit))}</b>`)
              .join('<br>')
          );
        },
      },
      series: [
        band,
        normal && {
          name: 'normal',
          type: 'line',
          data: normal,
          showSymbol: false,
          z: 3,
          lineStyle: {color: css('normal'), width: 1.3},
          itemStyle: {color: css('normal')},
          endLabel: name('normal', 'normal', 400, apart),
        },
        {
          name: 'event',
          type: 'line',
          data: event,
          showSymbol: false,
          z: 4,
          lineStyle: {color: css('event'), width: 1.8},
          itemStyle: {color: css('event')},
          endLabel: name('event', 'event', 600, -apart),
          markArea: {silent: true, data: [[{xAxis: start, itemStyle: {color: css('event-wash')}}, {xAxis: end}]]},
          markLine: {
            silent: true,
            symbol: 'none',
            data: [{xAxis: 0}],
            lineStyle: {color: css('event'), type: 'solid', width: 1},
            label: {show: !many, formatter: 'start', position: 'end', color: css('event'), fontSize: 11, fontFamily: css('sans')},
          },
        },
      ].filter(Boolean),
    },
    'svg',
  );
}
