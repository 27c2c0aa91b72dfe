"""`qingnuan plan` beside HiGHS, SCIP, CBC and CP-SAT on the same rows: the model is written as MPS by
`--write-model`, every solver reads that, one after the other, each in a process of its own on two
threads (SCIP has one). Started by bench/peers.sh plan CASE [SECONDS] [SOLVER ...].

Times are wall seconds; ours from the start of the program, reading and checking tables and building
the model included, the others' from the moment the model is read. Printed are the first plan, when
the gap was 1 % and 0.1 %, by a solver's own bound and by the best bound that any of the exact
solvers had at the end, cost and bound at the end, processor time, and the ratio to ours of the time
until 0.1 % or, where one of the two did not come so far, of the gap at the end (own bounds).

CP-SAT takes whole numbers alone. Each column that is not whole becomes one in steps of 1e-6 of the
mean entry of its most sensitive row, and every row gives way by one step of each such column in it
(a load that is served exactly could not be served in steps); coefficients are rounded to 2^-40 of
their row's mean entry (as far as 2^59 holds what the row can sum up to), costs to 1e-6 CNY. What
that does is measured: its last point is put into the rows as they were, and the largest miss, in
mean entries, is printed. Its bound is one of the rounded model."""

import json
import math
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

ME = os.path.abspath(__file__)
THREADS = 2
READING_S, GRACE_S = 30, 20  # besides its time limit, before a solver is ended
GAP = 1e-4  # at which all stop
CNY = 1e4  # of the objective in the file
STEP = 1e-6  # of CP-SAT's columns that are not whole


def event(seconds, cost=math.inf, bound=-math.inf):
    """A line for the process that waits: what is known after so many seconds."""
    print("EVENT", json.dumps([seconds, cost, bound]), flush=True)


# ---- solvers, each in a process of its own ----


def highs(file, seconds):
    import highspy

    h = highspy.Highs()
    h.setOptionValue("output_flag", False)
    h.readModel(file)
    h.setOptionValue("threads", THREADS)
    h.setOptionValue("parallel", "on")
    h.setOptionValue("time_limit", seconds)
    h.setOptionValue("mip_rel_gap", GAP)
    start = time.monotonic()

    def hear(e):
        data = e.data_out
        event(time.monotonic() - start, data.mip_primal_bound, data.mip_dual_bound)

    h.cbMipImprovingSolution += hear
    h.cbMipLogging += hear
    h.run()
    info = h.getInfo()
    event(time.monotonic() - start, info.objective_function_value, info.mip_dual_bound)


def scip(file, seconds):
    import pyscipopt

    class Ear(pyscipopt.Eventhdlr):
        KINDS = pyscipopt.SCIP_EVENTTYPE.BESTSOLFOUND | pyscipopt.SCIP_EVENTTYPE.LPEVENT

        def eventinit(self):
            self.told = 0
            self.model.catchEvent(self.KINDS, self)

        def eventexit(self):
            self.model.dropEvent(self.KINDS, self)

        def eventexec(self, e):
            now = time.monotonic() - start
            is_point = e.getType() == pyscipopt.SCIP_EVENTTYPE.BESTSOLFOUND
            if is_point or now > self.told + 0.2:
                self.told = now
                event(now, self.model.getPrimalbound(), self.model.getDualbound())

    m = pyscipopt.Model()
    m.hideOutput()
    m.readProblem(file)
    m.setParam("limits/time", seconds)
    m.setParam("limits/gap", GAP)
    m.includeEventhdlr(Ear(), "ear", "tells bounds")
    start = time.monotonic()
    m.optimize()
    event(time.monotonic() - start, m.getPrimalbound(), m.getDualbound())


def cbc(file, seconds):
    """Its lines are stamped as they come; the model is read in a second."""
    command = ["stdbuf", "-oL", "cbc", file, "-threads", str(THREADS), "-timeMode", "elapsed", "-sec",
               str(seconds), "-ratioGap", str(GAP), "-log", "2", "-solve"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    number = r"(-?[\d.]+(?:e[+-]?\d+)?)"
    start, is_optimal = time.monotonic(), False
    for line in run.stdout:
        now = time.monotonic() - start
        if re.match(r"Problem \S+ has", line):
            start = time.monotonic()
        if found := re.search(r"best solution %s, best possible %s" % (number, number), line):
            cost, bound = map(float, found.groups())
            event(now, cost if cost < 1e49 else math.inf, bound)
        elif found := re.search(r"[Ii]nteger solution of %s found" % number, line):
            event(now, float(found[1]))
        elif found := re.search(r"^(?:Continuous objective value is|Lower bound:) +%s" % number, line):
            event(now, math.inf, float(found[1]))
        elif line.startswith("Result - Optimal"):
            is_optimal = True
        elif found := re.search(r"^Objective value: +%s" % number, line):
            event(now, float(found[1]), float(found[1]) * (1 - GAP) if is_optimal else -math.inf)
    run.wait()


def read_mps(file):
    """Of a file as `--write-model` writes it: columns' costs, upper ends and whether they are whole;
    rows' ends; entries as rows, columns, values."""
    import numpy

    row, column, sense, rhs = {}, {}, [], []
    cost, upper, whole = [], [], []
    rows, columns, values = [], [], []
    section, is_whole = "", False
    with open(file, encoding="utf-8") as lines:
        for line in lines:
            if line[0] != " ":
                section = line.split()[0]
                continue
            a, b, *c = line.split()
            if section == "ROWS" and a != "N":
                row[b] = len(row)
                sense.append(a)
                rhs.append(0.0)
            elif section == "COLUMNS" and b == "'MARKER'":
                is_whole = c[0] == "'INTORG'"
            elif section == "COLUMNS":
                if a not in column:
                    column[a] = len(column)
                    cost.append(0.0)
                    upper.append(math.inf)
                    whole.append(is_whole)
                if b == "cost":
                    cost[column[a]] = float(c[0])
                else:
                    rows.append(row[b])
                    columns.append(column[a])
                    values.append(float(c[0]))
            elif section == "RHS":
                rhs[row[b]] = float(c[0])
            elif section == "BOUNDS" and a != "PL":
                upper[column[c[0]]] = float(c[1])
    sense, rhs = numpy.array(sense), numpy.array(rhs)
    return (numpy.array(cost), numpy.array(upper), numpy.array(whole),
            numpy.where(sense == "L", -math.inf, rhs), numpy.where(sense == "G", math.inf, rhs),
            numpy.array(rows), numpy.array(columns), numpy.array(values))


def cpsat(file, seconds):
    import numpy
    from ortools.sat.python import cp_model

    cost, upper, whole, low, high, rows, columns, values = read_mps(file)
    n, n_row = len(cost), len(low)
    largest = numpy.zeros(n)
    numpy.maximum.at(largest, columns, numpy.abs(values))
    step = numpy.where(whole, 1.0, STEP / numpy.maximum(largest, 1e-9))
    # Without an end: what all others can miss of a row that it helps, and as much again.
    reach = numpy.zeros(n_row)
    finite = numpy.isfinite(upper[columns])
    numpy.add.at(reach, rows[finite], numpy.abs(values[finite]) * upper[columns][finite])
    reach += numpy.maximum(numpy.where(numpy.isfinite(low), abs(low), 0),
                           numpy.where(numpy.isfinite(high), abs(high), 0))
    needed = numpy.zeros(n)
    numpy.maximum.at(needed, columns, reach[rows] / numpy.abs(values))
    upper = numpy.where(numpy.isfinite(upper), upper, 2 * needed)
    numpy.add.at(reach, rows[~finite], numpy.abs(values[~finite]) * upper[columns][~finite])
    finest = numpy.minimum(2.0**40, 2 ** numpy.floor(59 - numpy.log2(numpy.maximum(reach, 1))))
    give = numpy.zeros(n_row)
    numpy.add.at(give, rows, numpy.where(whole[columns], 0, abs(values) * step[columns]))

    m = cp_model.CpModel()
    x = [m.new_int_var(0, math.floor(upper[c] / step[c] + 1 - whole[c]), "") for c in range(n)]
    order = numpy.argsort(rows, kind="stable")
    first = numpy.searchsorted(rows[order], numpy.arange(n_row + 1))
    for r in range(n_row):
        at = order[first[r] : first[r + 1]]
        taken = numpy.rint(values[at] * step[columns[at]] * finest[r]).astype(numpy.int64)
        total = cp_model.LinearExpr.weighted_sum([x[c] for c in columns[at]], taken.tolist())
        if math.isfinite(low[r]):
            m.add(total >= round((low[r] - give[r]) * finest[r]))
        if math.isfinite(high[r]):
            m.add(total <= round((high[r] + give[r]) * finest[r]))
    unit = 1e-6 / CNY
    costs = numpy.rint(cost * step / unit).astype(numpy.int64)
    m.minimize(cp_model.LinearExpr.weighted_sum(x, costs.tolist()))

    class Ear(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self):
            event(time.monotonic() - start, self.objective_value * unit,
                  self.best_objective_bound * unit)

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = THREADS
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.relative_gap_limit = GAP
    start = time.monotonic()
    solver.best_bound_callback = lambda bound: event(time.monotonic() - start, math.inf, bound * unit)
    status = solver.solve(m, Ear())
    event(time.monotonic() - start, math.inf, solver.best_objective_bound * unit)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return
    point = step * numpy.array([solver.value(v) for v in x])
    activity = numpy.zeros(n_row)
    numpy.add.at(activity, rows, values * point[columns])
    miss = max(0, (low - activity).max(), (activity - high).max())
    print("NOTE rows missed by at most %.1e of a mean entry, cost told off by %.1e"
          % (miss, abs(cost @ point / (solver.objective_value * unit) - 1)))


def ours(case, seconds):
    command = ["build/release/bench/bench_plan", case, str(seconds), str(THREADS), str(GAP)]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    for line in run.stdout:
        fields = line.split("\t")
        if fields[0] != "plan":
            event(float(fields[0]), float(fields[1]) / CNY, float(fields[2]) / CNY)
    run.wait()


SOLVERS = {"qingnuan": ours, "HiGHS": highs, "SCIP": scip, "CBC": cbc, "CP-SAT": cpsat}
EXACT = ("qingnuan", "HiGHS", "SCIP", "CBC")

# ---- what they said ----


class Course:
    """Best cost and bound over time."""

    def __init__(self, name):
        self.name, self.events, self.notes, self.cpu_s = name, [], [], 0
        self.cost, self.bound = math.inf, -math.inf

    def add(self, seconds, cost, bound):
        self.cost, self.bound = min(self.cost, cost), max(self.bound, bound)
        self.events.append((seconds, self.cost, self.bound))

    def first_s(self):
        return next((t for t, cost, _ in self.events if cost < math.inf), math.inf)

    def until(self, gap, bound=None):
        """When the gap was so small, against the bound given or its own."""
        for t, cost, own in self.events:
            if cost < math.inf and cost - (own if bound is None else bound) <= gap * cost:
                return t
        return math.inf

    def gap(self, bound=None):
        known = self.bound if bound is None else bound
        return max(0, self.cost - known) / self.cost if self.cost < math.inf else math.inf


def listen(course, lines):
    for line in lines:
        if line.startswith("EVENT"):
            course.add(*json.loads(line[6:]))
        elif line.startswith("NOTE"):
            course.notes.append(line[5:].strip())


def run(name, place, seconds):
    """What is over its time is ended, with all that it has started."""
    course = Course(name)
    before = os.times()
    child = subprocess.Popen([sys.executable, ME, "--solve", name, place, str(seconds)],
                             stdout=subprocess.PIPE, text=True, start_new_session=True)
    ear = threading.Thread(target=listen, args=(course, child.stdout))
    ear.start()
    try:
        child.wait(READING_S + seconds + GRACE_S)
    except subprocess.TimeoutExpired:
        course.notes.append("ended: over its limit")
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    ear.join()
    after = os.times()
    course.cpu_s = (after.children_user - before.children_user
                    + after.children_system - before.children_system)
    return course


def seconds_or_more(seconds, limit):
    return f"{seconds:.1f}" if seconds < math.inf else f">{limit:g}"


def percent(gap):
    return f"{100 * gap:.3f} %" if gap < math.inf else "no plan"


def ratio(course, base, limit):
    mine, his = base.until(1e-3), course.until(1e-3)
    if mine < math.inf:
        return f"{min(his, limit) / mine:.1f} times the time" if his < math.inf else f">{limit / mine:.0f} times the time"
    if his < math.inf:
        return f"<{his / limit:.2f} of the time"
    return f"{course.gap() / base.gap():.2f} of the gap" if course.cost < math.inf else "no plan"


def show(courses, limit):
    known = max(c.bound for c in courses if c.name in EXACT)
    base = courses[0]
    print(f"best bound {known:.4f} (10^4 CNY), limit {limit:g} s")
    print("solver\tfirst plan\t1 %\t0.1 %\t1 % (best bound)\t0.1 % (best bound)\tcost\tbound\tgap\t"
          "gap (best bound)\tCPU s\tto ours\tnotes")
    for c in courses:
        times = [c.first_s(), c.until(1e-2), c.until(1e-3), c.until(1e-2, known), c.until(1e-3, known)]
        print(c.name, *(seconds_or_more(t, limit) for t in times), f"{c.cost:.2f}", f"{c.bound:.2f}",
              percent(c.gap()), percent(c.gap(known)), f"{c.cpu_s:.1f}", ratio(c, base, limit),
              "; ".join(c.notes), sep="\t")


def main():
    case = sys.argv[1]
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 600
    names = ["qingnuan"] + [n for n in sys.argv[3:] or SOLVERS if n != "qingnuan"]
    with tempfile.TemporaryDirectory() as room:
        file = os.path.join(room, "model.mps")
        subprocess.run(["build/release/qingnuan", "plan", case, "--write-model", file, "--time-limit",
                        "1", "-o", os.path.join(room, "plan")], capture_output=True)
        with open(file, encoding="utf-8") as model:
            print(case, model.readline()[2:].strip(), sep=": ")
        courses = []
        for name in names:
            courses.append(run(name, case if name == "qingnuan" else file, seconds))
            print(f"{name}: {percent(courses[-1].gap())}", file=sys.stderr, flush=True)
        show(courses, seconds)


if sys.argv[1] == "--solve":
    SOLVERS[sys.argv[2]](sys.argv[3], float(sys.argv[4]))
else:
    main()
