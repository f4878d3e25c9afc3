/* Words: numbers and times exactly as the rest of the page says them. */
const MON = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '),
  DAY = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');
const p2 = n => String(n).padStart(2, '0');
const esc = s => String(s).replace(/[&<>"']/g, c => '&#' + c.charCodeAt(0) + ';');
const trim = s => (s.includes('.') ? s.replace(/\.?0+$/, '') : s);
const group = s => {
  const [whole, part] = String(s).split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part ? '.' + part : '');
};
const SUP = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/* three significant figures, whole digits never dropped */
function num(v) {
  if (v == null || !isFinite(v)) return '–';
  const a = Math.abs(v);
  if (a === 0) return '0';
  const [mantissa, e] = a.toExponential(2).split('e'),
    exponent = +e,
    sign = v < 0 ? '−' : '';
  if (exponent < -4 || exponent >= 15)
    return sign + trim(mantissa) + ' × 10' + (exponent < 0 ? '⁻' : '') + [...String(Math.abs(exponent))].map(d => SUP[d]).join('');
  const text = group(a.toFixed(Math.max(0, 2 - exponent)));
  return sign + (exponent < 0 ? trim(text) : text);
}
const tick = v => trim(num(v));
const val = (v, unit) => num(v) + (unit ? ' ' + unit : '');
const span = (lo, hi, unit) => (num(lo) === num(hi) ? val(lo, unit) : num(lo) + (hi < 0 ? ' to ' : '–') + val(hi, unit));
const figure = s => (!isFinite(s) ? '–' : s < 1000 ? s.toFixed(2) : group(s.toFixed(0)));

/* how closely the record was sampled decides how much of the hour is said */
const clock = d =>
  p2(d.getUTCHours()) +
  ':' +
  p2(d.getUTCMinutes()) +
  (D.step >= 60000 ? '' : ':' + p2(d.getUTCSeconds()) + (D.step >= 1000 ? '' : '.' + String(d.getUTCMilliseconds()).padStart(3, '0')));
const LONG = !ROW && END - X(0) > 335 * 864e5;
function moment(x, year) {
  if (ROW) return 'row ' + group(Math.round(x));
  const d = new Date(x),
    days = D.step >= 864e5 && x % 864e5 === 0;
  return (
    DAY[d.getUTCDay()] +
    ' ' +
    d.getUTCDate() +
    ' ' +
    MON[d.getUTCMonth()] +
    (year || LONG ? ' ' + d.getUTCFullYear() : '') +
    (days ? '' : ', ' + clock(d))
  );
}
const SEVERITY = ['', 'Minor', 'Major', 'Severe'];
