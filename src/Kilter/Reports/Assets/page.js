/* Page: draws all, and answers keys and buttons. */
function draw(parts) {
  const kept = zoomed();
  charts.splice(0).forEach(c => c.dispose());
  main = null;
  if (window.echarts) {
    timeline();
    closeup();
    trust();
    if (kept) main.dispatchAction({type: 'dataZoom', startValue: kept[0], endValue: kept[1]});
  } else {
    $('#timeline').innerHTML =
      '<p class="note">The chart library is missing from this file, so the charts are not drawn. Verdict, ribbon and tables are complete without it.</p>';
    document.body.classList.add('no-charts');
    closeup();
  }
}
function toast(text) {
  const e = $('.toast');
  e.textContent = text;
  e.classList.add('on');
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => e.classList.remove('on'), 1600);
}

function choose(k) {
  sel = k;
  draw();
}
function jump(k, scroll = true) {
  if (!EV.length) return;
  choose((k + EV.length) % EV.length);
  zoom(EV[sel].z0, EV[sel].z1);
  if (scroll) $('#timeline-s').scrollIntoView();
}

function copy(from) {
  const text = $(from).textContent.trim(),
    done = () => toast('Copied');
  const byHand = () => {
    const r = document.createRange();
    r.selectNodeContents($(from));
    const s = getSelection();
    s.removeAllRanges();
    s.addRange(r);
    toast(document.execCommand('copy') ? 'Copied' : 'Selected: press Ctrl + C');
  };
  if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, byHand);
  else byHand();
}

const dark = () =>
  document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === 'dark'
    : matchMedia('(prefers-color-scheme:dark)').matches;
const pressed = (selector, on) => document.querySelectorAll(selector).forEach(b => b.setAttribute('aria-pressed', on));
const ACTIONS = {
  log: () => {
    if (!score) return;
    log = !log;
    pressed('[data-act=log]', log);
    draw();
  },
  labels: () => {
    showLabels = !showLabels;
    pressed('[data-act=labels]', showLabels);
    draw();
  },
  reset,
  next: () => jump(sel + 1, false),
  prev: () => jump(sel - 1, false),
  print: () => print(),
  theme: () => {
    document.documentElement.dataset.theme = dark() ? 'light' : 'dark';
    draw();
  },
};
function show(v) {
  view = v;
  document.body.classList.toggle('view-heat', v === 'heat');
  document.body.classList.toggle('view-lines', v !== 'heat');
  document.querySelectorAll('[data-view]').forEach(b => b.setAttribute('aria-pressed', b.dataset.view === v));
}

document.addEventListener('click', ev => {
  const b = ev.target instanceof Element && ev.target.closest('[data-jump],[data-ev],[data-act],[data-view],[data-copy]');
  if (!b) return;
  const d = b.dataset;
  if (d.jump) return jump(+d.jump);
  if (d.ev) {
    if (b.closest('#ribbon')) {
      ev.preventDefault();
      return jump(+d.ev);
    }
    choose(+d.ev);
    return toast(EV[sel].id + ' shown below');
  }
  if (d.copy) return copy(d.copy);
  if (d.view) {
    show(d.view);
    return draw();
  }
  ACTIONS[d.act]();
});
const KEYS = {j: 'next', k: 'prev', l: 'log', 0: 'reset', t: 'theme'};
document.addEventListener('keydown', ev => {
  const on = ev.target instanceof Element ? ev.target : document.body;
  if (on.matches('input,select,textarea') || ev.ctrlKey || ev.metaKey || ev.altKey) return;
  const act = KEYS[ev.key.toLowerCase()];
  if (act) ACTIONS[act]();
  if (ev.key === 'Enter' && on.matches('tr[data-ev]')) jump(+on.dataset.ev);
});
let resizing = 0,
  width = innerWidth;
addEventListener('resize', () => {
  if (innerWidth === width) return;
  width = innerWidth;
  clearTimeout(resizing);
  resizing = setTimeout(draw, 150);
});
matchMedia('(prefers-color-scheme:dark)').addEventListener('change', () => draw());
let before = null;
addEventListener('beforeprint', () => {
  before = document.documentElement.dataset.theme ?? '';
  document.documentElement.dataset.theme = 'light';
  document.querySelectorAll('details').forEach(d => {
    d.dataset.was = d.open;
    d.open = true;
  });
  draw();
});
addEventListener('afterprint', () => {
  if (before) document.documentElement.dataset.theme = before;
  else delete document.documentElement.dataset.theme;
  document.querySelectorAll('details').forEach(d => {
    d.open = d.dataset.was === 'true';
  });
  draw();
});

const query = new URLSearchParams(location.search),
  asked = +query.get('event');
if (query.get('view') === 'lines' || (query.get('view') === 'heat' && heat(0))) view = query.get('view');
if (asked >= 1 && asked <= EV.length) sel = asked - 1;
show(view);
pressed('[data-act=log]', log);
draw();
if (asked >= 1 && asked <= EV.length) jump(sel, false);
