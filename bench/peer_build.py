"""Building a model of one size by bench_build and by linopy, Pyomo and highspy. Ours reads tables and
works out of them what every pathway costs and takes; the peers are handed numbers drawn at random,
and only put the model together: as many columns, rows and entries, one row a unit that its pathways
share, the others in families of coupling rows. Started by bench/peers.sh build [CASE]."""

import re
import subprocess
import sys
import time

import numpy

CASE = sys.argv[1] if len(sys.argv) > 1 else "examples/tongliao-2025"
RUNS = 3


def ours():
    """Units, columns, rows, entries, and the best of a thread's times in seconds."""
    out = subprocess.run(
        ["build/release/bench/bench_build", CASE, str(RUNS)],
        capture_output=True, text=True, check=True,
    ).stdout
    rows, columns, entries = map(int, re.search(r"rows (\d+), columns (\d+), entries (\d+)", out).groups())
    line = next(l for l in out.splitlines() if l.startswith("build the model, 1 thread\t"))
    fields = line.split("\t")
    return int(fields[1]), columns, rows, entries, float(fields[4]) / 1000


class Numbers:
    """What the peers are handed: of every column its unit, and its row and coefficient in every
    family."""

    def __init__(self, units, columns, rows, entries):
        random = numpy.random.default_rng(1)
        self.unit = numpy.sort(random.integers(0, units, columns))
        self.unit[:units] = numpy.arange(units)
        self.families = max(1, round(entries / columns) - 1)
        self.rows = max(1, (rows - units) // self.families)
        self.cost = random.uniform(1e3, 1e5, columns)
        self.row = random.integers(0, self.rows, (self.families, columns))
        self.take = random.uniform(0.1, 100, (self.families, columns))
        self.limit = 1e6


def by_linopy(n):
    import linopy
    import pandas
    import xarray

    model = linopy.Model()
    index = pandas.RangeIndex(len(n.cost), name="pathway")
    x = model.add_variables(binary=True, coords=[index], name="x")

    def group(of):
        return xarray.DataArray(of, coords=[index], name="row")

    model.add_constraints((1 * x).groupby(group(n.unit)).sum() == 1, name="choose")
    for k in range(n.families):
        take = xarray.DataArray(n.take[k], coords=[index])
        model.add_constraints((take * x).groupby(group(n.row[k])).sum() <= n.limit, name=f"family{k}")
    model.add_objective((xarray.DataArray(n.cost, coords=[index]) * x).sum())
    return model.ncons


def members(of):
    order = numpy.argsort(of, kind="stable")
    _, first = numpy.unique(of[order], return_index=True)
    return numpy.split(order, first[1:])


def by_pyomo(n):
    import pyomo.environ as pyo
    from pyomo.core.expr.numeric_expr import LinearExpression

    model = pyo.ConcreteModel()
    model.x = pyo.Var(range(len(n.cost)), domain=pyo.Binary)
    x = [model.x[i] for i in range(len(n.cost))]
    model.cost = pyo.Objective(expr=LinearExpression(linear_coefs=n.cost.tolist(), linear_vars=x))
    model.rows = pyo.ConstraintList()
    for at in members(n.unit):
        model.rows.add(LinearExpression(linear_coefs=[1] * len(at), linear_vars=[x[i] for i in at]) == 1)
    for k in range(n.families):
        for at in members(n.row[k]):
            take = LinearExpression(
                linear_coefs=n.take[k][at].tolist(), linear_vars=[x[i] for i in at]
            )
            model.rows.add(take <= n.limit)
    return len(model.rows)


def by_highspy(n):
    import highspy

    h = highspy.Highs()
    h.silent()
    count = len(n.cost)
    h.addVars(count, numpy.zeros(count), numpy.ones(count))
    every = numpy.arange(count, dtype=numpy.int32)
    h.changeColsCost(count, every, n.cost)
    h.changeColsIntegrality(
        count, every, numpy.full(count, int(highspy.HighsVarType.kInteger), dtype=numpy.uint8)
    )
    for at in members(n.unit):
        h.addRow(1, 1, len(at), at.astype(numpy.int32), numpy.ones(len(at)))
    for k in range(n.families):
        for at in members(n.row[k]):
            h.addRow(-highspy.kHighsInf, n.limit, len(at), at.astype(numpy.int32), n.take[k][at])
    return h.getNumRow()


def main():
    units, columns, rows, entries, seconds = ours()
    numbers = Numbers(units, columns, rows, entries)
    print(f"{CASE}: {units} units, {columns} columns, {rows} rows, {entries} entries")
    print("builder\tbest s\tto ours\trows")
    print(f"qingnuan\t{seconds:.2f}\t1.00\t{rows}")
    for name, build in (("highspy", by_highspy), ("linopy", by_linopy), ("pyomo", by_pyomo)):
        best = float("inf")
        for _ in range(RUNS):
            start = time.monotonic()
            made = build(numbers)
            best = min(best, time.monotonic() - start)
        print(f"{name}\t{best:.2f}\t{best / seconds:.2f}\t{made}", flush=True)


main()
