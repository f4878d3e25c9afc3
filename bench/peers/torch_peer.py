"""PyTorch's side of `./dev bench torch`: does one piece of work a line on standard input and answers with seconds.

Commands: `RECIPE epoch`, `RECIPE score`, `RECIPE stream`. The recipes are the project's standard ones; their data are seeded
synthetic arrays of the true shape, so both sides do the same work. A piece of work is repeated until it has taken a quarter of a second, and the
mean is answered; the other side does the same. Everything is built and warmed before the first answer.
Debian packages: python3-torch python3-numpy libopenblas0-pthread (without the last, torch falls back to a BLAS that is ten times slower).
"""
import sys
import time

import numpy as np
import torch
from torch import nn

torch.manual_seed(7)
rng = np.random.default_rng(7)


def series(n, d):
    t = np.arange(n)[:, None]
    return (np.sin(t / (20 + 3 * np.arange(d))) + 0.1 * rng.standard_normal((n, d))).astype(np.float32)


def windows(x, w):
    return np.ascontiguousarray(np.lib.stride_tricks.sliding_window_view(x, w, axis=0).transpose(0, 2, 1))


class Forecaster(nn.Module):
    def __init__(self, d=1, h=50, p=0.4):
        super().__init__()
        self.l1, self.l2 = nn.LSTM(d, h, batch_first=True), nn.LSTM(h, h, batch_first=True)
        self.p, self.out = nn.Dropout(p), nn.Linear(h, d)

    def forward(self, x):
        y, _ = self.l1(x)
        y, _ = self.l2(self.p(y))
        return self.out(self.p(y[:, -1]))


class LstmAutoencoder(nn.Module):
    def __init__(self, d=59, a=32, b=16):
        super().__init__()
        self.e1, self.e2 = nn.LSTM(d, a, batch_first=True), nn.LSTM(a, b, batch_first=True)
        self.d1, self.d2 = nn.LSTM(b, b, batch_first=True), nn.LSTM(b, a, batch_first=True)
        self.out = nn.Linear(a, d)

    def forward(self, x):
        y, _ = self.e1(x)
        _, (h, _) = self.e2(y)
        y, _ = self.d1(h[0][:, None].expand(-1, x.shape[1], -1))
        y, _ = self.d2(y)
        return self.out(y)


def dense(d, dims):
    sizes, layers = [d, *dims, *dims[-2::-1], d], []
    for a, b in zip(sizes, sizes[1:]):
        layers += [nn.Linear(a, b), nn.LeakyReLU(0.2)]
    return nn.Sequential(*layers)


class Work:
    """One recipe: a model, its data, its optimiser."""

    def __init__(self, model, x, y, loss, lr, batch, shuffle, decay=0.0, scored=None):
        self.model, self.loss, self.batch, self.shuffle = model, loss, batch, shuffle
        self.x, self.y = torch.from_numpy(x), torch.from_numpy(y)
        self.scored = self.x if scored is None else torch.from_numpy(scored)
        self.optimizer = torch.optim.Adam(model.parameters(), lr=lr, weight_decay=decay)

    def epoch(self):
        self.model.train()
        start = time.perf_counter()
        order = torch.randperm(len(self.x)) if self.shuffle else torch.arange(len(self.x))
        for i in range(0, len(self.x), self.batch):
            j = order[i:i + self.batch]
            self.optimizer.zero_grad(set_to_none=True)
            self.loss(self.model(self.x[j]), self.y[j]).backward()
            self.optimizer.step()
        return time.perf_counter() - start

    def score(self, batch=1024):
        self.model.eval()
        with torch.no_grad():
            self.model(self.scored[:batch])
            start = time.perf_counter()
            for i in range(0, len(self.scored), batch):
                self.model(self.scored[i:i + batch])
            return time.perf_counter() - start

    def stream(self, d=1, h=50, steps=2000, warm=200):
        l1, l2, out = nn.LSTM(d, h), nn.LSTM(h, h), nn.Linear(h, d)
        s1 = s2 = None
        x = torch.from_numpy(series(steps, d))
        with torch.no_grad():
            for i in range(steps):
                if i == warm:
                    start = time.perf_counter()
                y, s1 = l1(x[i:i + 1, None], s1)
                y, s2 = l2(y, s2)
                out(y)
        return (time.perf_counter() - start) / (steps - warm)


def lstm_forecaster():
    w = windows(series(20425, 1), 48)[:20377]
    return Work(Forecaster(), w, w[:, -1], nn.L1Loss(), 0.01, 128, False)


def lstm_autoencoder():
    w = windows(series(11695, 59), 5)[:11691]
    return Work(LstmAutoencoder(), w, w, nn.MSELoss(), 1e-4, 64, True)


def dense_ae():
    x = series(1600, 256)
    return Work(dense(256, (128, 64, 16, 4)), x, x, nn.MSELoss(), 1e-3, 32, True, 1e-5, np.repeat(x, 8, 0))


def behaviour_ae():
    x = series(20000, 33)
    return Work(dense(33, (22, 11, 5)), x, x, nn.MSELoss(), 1e-3, 32, True)


RECIPES = {f.__name__: f for f in (lstm_forecaster, lstm_autoencoder, dense_ae, behaviour_ae)}
LEAST_SECONDS = 0.25
made = {}
print("torch " + torch.__version__, flush=True)
for line in sys.stdin:
    name, measure = line.split()
    if name not in made:
        made[name] = RECIPES[name]()
    times = []
    start = time.perf_counter()
    while not times or time.perf_counter() - start < LEAST_SECONDS:
        times.append(getattr(made[name], measure)())
    print(sum(times) / len(times), flush=True)
