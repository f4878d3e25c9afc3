"""Reads a CSV file with pandas each time a line arrives on standard input, and prints the seconds it took.

A column named "time" is parsed as dates, as Kilter does too. C engine, default options otherwise.
"""
import sys
import time

import pandas

path = sys.argv[1]
with open(path) as f:
    dates = ["time"] if f.readline().startswith("time,") else False
for _ in sys.stdin:
    start = time.perf_counter()
    frame = pandas.read_csv(path, engine="c", parse_dates=dates)
    print(f"{time.perf_counter() - start:.6f}" if len(frame) else "nan", flush=True)
