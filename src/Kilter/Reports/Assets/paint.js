/* Painters: each draws one layer of the timeline for the part of the record in view. */

/* the shade behind events, the chosen one deeper */
function wash(view_) {
  const out = [],
    on = [];
  EV.forEach((e, k) => {
    if (e.i1 <= view_.from || e.i0 >= view_.to) return;
    const x = view_.x(e.i0);
    (k === sel ? on : out).push(x, view_.cs.y, Math.max(2, view_.x(e.i1) - x), view_.cs.height);
  });
  return [rects(out, {fill: css('event-wash')}), rects(on, {fill: css('event-wash-on')})];
}

/* the expected range as one closed shape for each stretch without a break, and its middle where it can be told from its edges */
function bandOf(v, c) {
  const pieces = middle(c);
  if (!pieces) return [];
  const ch = D.ch[c],
    cols = columns(pieces, v.from, v.to, v.perPixel, v),
    polygons = [],
    mid = [];
  let up = [],
    down = [];
  const close = () => {
    if (up.length > 1)
      polygons.push({type: 'polygon', shape: {points: up.concat(down.reverse())}, style: {fill: css('band'), opacity: 0.55}});
    up = [];
    down = [];
  };
  for (const k of cols) {
    if (k.cut) {
      close();
      mid.push(NaN, NaN);
    }
    const hi = v.y(k.hi + ch.above),
      lo = v.y(k.lo - ch.below),
      m = v.y((k.lo + k.hi) / 2),
      flat = k.hi - k.lo <= 0.35 * (ch.below + ch.above);
    for (const x of k.b - k.a === 1 ? [v.x(k.a)] : [v.x(k.a), v.end(k.b)]) {
      up.push([x, hi]);
      down.push([x, lo]);
      if (flat) mid.push(x, m);
      else mid.push(NaN, NaN);
    }
  }
  close();
  return polygons.concat(line(mid, {stroke: css('band-mid'), lineWidth: 1, lineDash: [4, 3]}));
}

/* a channel's own line, and on top of it the stretches that belong to an event it had a part in */
function seenOf(v, c, width) {
  const draw = (from, to, colour, w) => {
    const s = strokes(
      v,
      columns(seen(c), from, to, v.perPixel, v).filter(k => k.b > from && k.a < to),
    );
    return [rects(s.bars, {fill: colour, opacity: s.pale}), line(dots(s.points), {stroke: colour, lineWidth: w})];
  };
  const out = draw(v.from, v.to, css('seen'), width);
  EV.forEach(e => {
    if (e.i1 <= v.from || e.i0 >= v.to) return;
    const part = e.top.find(t => t[0] === c);
    if (C === 1 || (part && part[1] >= 0.1)) out.push(...draw(Math.max(v.from, e.i0), Math.min(v.to, e.i1), css('event'), width + 0.5));
  });
  return out;
}

/* heat-map row: runs of one step are one rectangle; cells closer than a pixel show the hottest of them */
function heatRow(v, c, y, height) {
  const out = [[], [], [], []],
    level = q => (q < 0.6 ? -1 : q < 1 ? 0 : q < 1.5 ? 1 : q < 2.4 ? 2 : 3);
  let run = -1,
    x0 = 0,
    x1 = 0;
  const flush = () => {
    if (run >= 0) out[run].push(x0, y, Math.max(1.5, x1 - x0 + 0.3), height);
    run = -1;
  };
  for (const k of columns(heat(c), v.from, v.to, v.perPixel, v)) {
    const l = level(k.hi),
      a = Math.max(v.x(k.a), v.cs.x),
      b = v.end(k.b);
    if (k.cut || l !== run) {
      flush();
      x0 = a;
    }
    run = l;
    x1 = b;
  }
  flush();
  return out.map((list, k) => rects(list, {fill: css('heat' + (k + 1))}));
}

function scoreOf(v) {
  const floor = v.cs.y + v.cs.height,
    y = s => v.y(log ? Math.max(0.1, s) : s),
    cols = columns(score, v.from, v.to, v.perPixel, v),
    grey = [],
    top = [],
    hot = [];
  let area = [];
  const close = () => {
    if (area.length > 1)
      grey.push({
        type: 'polygon',
        shape: {points: [[area[0][0], floor], ...area, [area[area.length - 1][0], floor]]},
        style: {fill: css('ink-3'), opacity: 0.16},
      });
    area = [];
  };
  for (const k of cols) {
    if (k.cut) {
      close();
      top.push(NaN, NaN);
    }
    const yy = y(k.hi),
      x0 = v.x(k.a),
      x1 = k.b - k.a === 1 ? x0 : v.end(k.b);
    for (const x of x1 - x0 > 2.2 ? [x0, x1] : [(x0 + x1) / 2]) {
      area.push([x, yy]);
      top.push(x, yy);
    }
  }
  close();
  /* above the limit once more, in the event colour: the same line, clipped to the part over 1 */
  const edge = Math.min(floor, Math.max(v.cs.y, v.y(1)));
  const hotArea = grey.map(g => ({...g, style: {fill: css('event'), opacity: 0.34}}));
  hot.push({
    type: 'group',
    clipPath: {type: 'rect', shape: {x: v.cs.x, y: v.cs.y - 4, width: v.cs.width, height: edge - v.cs.y + 4}},
    children: [...hotArea, line(top, {stroke: css('event'), lineWidth: 1.8})].filter(Boolean),
  });
  return [...grey, line(top, {stroke: css('ink-3'), lineWidth: 1.1}), ...hot];
}

/* thin bars along the foot of the score: labels, and the stretch taken as normal */
function foot(v) {
  const marks = (list, h, up) => {
    const r = [];
    for (let k = 0; k < list.length; k += 2) {
      if (list[k + 1] <= v.from || list[k] >= v.to) continue;
      const a = Math.max(v.cs.x, v.x(list[k])),
        b = Math.min(v.cs.x + v.cs.width, v.x(list[k + 1]));
      r.push(a, v.cs.y + v.cs.height - up, Math.max(3, b - a), h);
    }
    return r;
  };
  return [
    rects(marks(D.learned, 3, showLabels && D.labels.length ? 8 : 4), {fill: css('normal')}),
    showLabels && rects(marks(D.labels, 4, 4), {fill: css('label')}),
  ];
}

/* event names above the first row; when they would touch, the chosen one stays and the next are left out */
function badges(v) {
  const out = [];
  let last = -99;
  const wide = e => 14 + 6 * e.id.length;
  const put = (e, k, x) =>
    out.push({
      type: 'group',
      silent: true,
      z2: k === sel ? 2 : 1,
      children: [
        {
          type: 'rect',
          shape: {x: x - wide(e) / 2, y: v.cs.y - 40, width: wide(e), height: 15, r: 4},
          style: {fill: k === sel ? css('event') : css('surface'), stroke: css('event'), lineWidth: 1},
        },
        {
          type: 'text',
          style: {
            text: e.id,
            x,
            y: v.cs.y - 32.5,
            align: 'center',
            verticalAlign: 'middle',
            fontSize: 10.5,
            fontWeight: 650,
            fontFamily: css('sans'),
            fill: k === sel ? css('surface') : css('event'),
          },
        },
      ],
    });
  const place = e => (Math.max(v.cs.x, v.x(e.i0)) + Math.min(v.cs.x + v.cs.width, v.x(e.i1))) / 2,
    inside = e => e.i1 > v.from && e.i0 < v.to && v.x(e.i1) >= v.cs.x && v.x(e.i0) <= v.cs.x + v.cs.width;
  const own = EV[sel] && inside(EV[sel]) ? place(EV[sel]) : -99;
  EV.forEach((e, k) => {
    if (!inside(e)) return;
    const x = place(e);
    if (k !== sel && (x - wide(e) / 2 < last + 3 || Math.abs(x - own) < wide(e) + 3)) return;
    last = x + wide(e) / 2;
    put(e, k, x);
  });
  return out;
}
