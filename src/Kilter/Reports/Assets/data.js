/* Data: decodes the payload. Samples are counted from 0; X gives a sample's place on the axis (milliseconds or row), I the reverse. */
const D = JSON.parse(document.getElementById('data').textContent);
const ROW = D.kind === 'row',
  C = D.ch.length,
  N = D.n,
  EV = D.events;

const bytes = b => Uint8Array.from(atob(b), c => c.charCodeAt(0));

/* codes of 16 or 8 bits to numbers; the highest code is a missing value */
function decode(text, lo, hi, bits) {
  const raw = bytes(text),
    codes = bits === 16 ? new Uint16Array(raw.buffer) : raw,
    top = (1 << bits) - 2,
    out = new Float64Array(codes.length);
  for (let i = 0; i < codes.length; i++) out[i] = codes[i] > top ? NaN : lo + (codes[i] / top) * (hi - lo);
  return out;
}

/* time: straight lines between knots (two for a regular axis) */
const KI = [],
  KX = [];
for (let k = 0; k < D.knots.length; k += 2) {
  KI.push(D.knots[k]);
  KX.push(D.knots[k + 1]);
}
const END = D.end ?? 0;
function seek(list, v) {
  let a = 0,
    b = list.length - 1;
  while (b - a > 1) {
    const m = (a + b) >> 1;
    if (list[m] <= v) a = m;
    else b = m;
  }
  return a;
}
function X(i) {
  if (i >= N) return END;
  const k = seek(KI, i);
  return k + 1 >= KI.length ? KX[k] + (i - KI[k]) * D.step : KX[k] + ((i - KI[k]) * (KX[k + 1] - KX[k])) / (KI[k + 1] - KI[k]);
}
function I(x) {
  const k = seek(KX, x);
  return k + 1 >= KX.length || x >= KX[KX.length - 1]
    ? KI[KI.length - 1] + (x - KX[KX.length - 1]) / D.step
    : KI[k] + ((x - KX[k]) * (KI[k + 1] - KI[k])) / (KX[k + 1] - KX[k]);
}
const GAPS = new Set(D.gaps);
/* where a stretch that ends before sample i ends: not beyond a gap */
const ends = i => (GAPS.has(i) ? X(i - 1) + D.step : X(i));

const triples = list => {
  const out = [];
  for (let k = 0; k < list.length; k += 3) out.push({a: list[k], b: list[k + 1], per: list[k + 2]});
  return out;
};
const WINDOWS = triples(D.plan.w),
  HEAT_WINDOWS = triples(D.plan.hw);

/* A track is a list of pieces {a, b, per, lo, hi} in order: each covers samples [a, b) in buckets of `per`, with the windows around events in full detail. */
function track(source, base, bits, windows = WINDOWS, single = false) {
  const all = decode(source.b, source.lo, source.hi, bits),
    pieces = [];
  let at = 0;
  const take = (seg, values, from) => {
    const n = Math.ceil((seg.b - seg.a) / seg.per),
      both = seg.per > 1 && !single,
      lo = new Float64Array(n),
      hi = both ? new Float64Array(n) : lo;
    for (let j = 0; j < n; j++) {
      lo[j] = values[from + (both ? 2 * j : j)];
      if (both) hi[j] = values[from + 2 * j + 1];
    }
    return [{a: seg.a, b: seg.b, per: seg.per, lo, hi}, from + (both ? 2 * n : n)];
  };
  for (const seg of triples(base)) {
    const [piece, next] = take(seg, all, at);
    pieces.push(piece);
    at = next;
  }
  for (const [w, text] of Object.entries(source.w)) {
    const [piece] = take(windows[w], decode(text, source.lo, source.hi, bits), 0);
    inlay(pieces, piece);
  }
  return pieces.sort((p, q) => p.a - q.a);
}

/* puts finer pieces in place of the coarse ones they cover: buckets never straddle the edge of a window */
function inlay(pieces, fine) {
  for (let k = pieces.length - 1; k >= 0; k--) if (pieces[k].a >= fine.a && pieces[k].b <= fine.b) pieces.splice(k, 1);
  pieces.push(fine);
}

const cache = new Map();
const once = (key, make) => (cache.has(key) ? cache.get(key) : (cache.set(key, make()), cache.get(key)));
const seen = c => once('v' + c, () => track(D.ch[c].v, D.plan.v, D.plan.bits));
const middle = c => (D.ch[c].m ? once('m' + c, () => track(D.ch[c].m, D.plan.m, D.plan.bits)) : null);
const heat = c => (D.ch[c].h ? once('h' + c, () => track(D.ch[c].h, D.plan.h, 8, HEAT_WINDOWS, true)) : null);
const score = D.score
  ? track(D.score, D.plan.s, 16).map(p => ({...p, lo: p.lo.map(v => Math.expm1(v)), hi: p.hi.map(v => Math.expm1(v))}))
  : null;

/* the lowest and highest value at a sample; `per` says over how many samples */
function at(pieces, i) {
  for (const p of pieces)
    if (i >= p.a && i < p.b) {
      const j = Math.floor((i - p.a) / p.per);
      return {lo: p.lo[j], hi: p.hi[j], per: p.per};
    }
  return {lo: NaN, hi: NaN, per: 1};
}

/*
 * The columns to draw between two samples: each {a, b, lo, hi, cut} covers samples [a, b). Where samples are closer than a pixel they are gathered,
 * lowest and highest kept. `cut` says that time jumps or values are missing just before it, by more than a pixel and a half of the view.
 */
function columns(pieces, from, to, samplesPerPixel, view) {
  const out = [];
  let cut = true;
  for (const p of pieces) {
    if (p.b <= from || p.a >= to) continue;
    if (GAPS.has(p.a)) cut = true;
    const n = p.lo.length,
      group = Math.max(1, Math.floor(samplesPerPixel / p.per));
    let j = Math.max(0, Math.floor((from - p.a) / p.per) - 1);
    j -= j % group;
    const last = Math.min(n, Math.ceil((to - p.a) / p.per) + 1);
    for (; j < last; j += group) {
      let lo = Infinity,
        hi = -Infinity;
      for (let k = j; k < Math.min(n, j + group); k++) {
        if (p.lo[k] < lo) lo = p.lo[k];
        if (p.hi[k] > hi) hi = p.hi[k];
      }
      const a = p.a + j * p.per,
        b = Math.min(p.b, p.a + (j + group) * p.per);
      if (lo > hi) {
        cut = true;
        continue;
      }
      if (cut && out.length && view.x(a) - view.end(out[out.length - 1].b) < 1.5) cut = false;
      out.push({a, b, lo, hi, cut});
      cut = false;
    }
  }
  return out;
}
