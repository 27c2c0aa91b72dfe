"""`qingnuan check` beside Python's csv and sqlite3 modules, pandas, PyArrow and pyogrio doing part of
it: read every table, turn numbers into numbers within their range, find keys that occur twice and
references to nothing. Our check does that and finds places, units, headers, sums, plausibility and
the rules between tables besides. Started by bench/peers.sh check CASE.

Every reader is a process of its own; printed are processor time, wall time and peak memory of all of
it, the ratio of processor time to ours, and the answer: units read, faults found."""

import csv
import json
import os
import subprocess
import sys
import tempfile
import time

csv.field_size_limit(1 << 30)
PROGRAM = "build/release/qingnuan"
NUMBERS = ("real", "int")


def is_number(column):
    return column["kind"] in NUMBERS


def number_columns(table, have):
    """Columns of numbers among those that were read."""
    return (c for c in table["columns"] if is_number(c) and c["name"] in have)


def single_key(table):
    keys = [c["name"] for c in table["columns"] if c["key"]]
    return keys[0] if len(keys) == 1 else None


def references(table):
    """Columns that refer to the key of one table, and are no lists."""
    for c in table["columns"]:
        if len(c["references"]) == 1 and not c["list"]:
            yield c["name"], c["references"][0].split(".")


# ---- plain Python: a table is {column: list} ----


def rows_to_columns(header, rows):
    return dict(zip(header, (list(c) for c in zip(*rows)))) if rows else {h: [] for h in header}


def read_csv_module(place, name):
    with open(f"{place}/{name}.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    return rows_to_columns(rows[0], rows[1:])


def read_sqlite_module(place, name):
    import sqlite3

    cursor = sqlite3.connect(place).execute(f'SELECT * FROM "{name}"')
    return rows_to_columns([d[0] for d in cursor.description], cursor.fetchall())


def check_lists(tables, read):
    faults = 0
    for table in tables:
        have = read[table["name"]]
        for c in number_columns(table, have):
            low, high = c.get("min"), c.get("max")
            for cell in have[c["name"]]:
                if cell is None or cell == "":
                    continue
                try:
                    value = float(cell)
                    faults += low is not None and not low <= value <= high
                except ValueError:
                    faults += 1
        key = single_key(table)
        if key in have:
            faults += len(have[key]) - len(set(have[key]))
        for column, (other, of) in references(table):
            if column in have and of in read.get(other, {}):
                known = set(read[other][of])
                faults += sum(1 for v in have[column] if v and v not in known)
    return faults


# ---- pandas: a table is a DataFrame ----


def read_pandas(place, name):
    import pandas

    return pandas.read_csv(f"{place}/{name}.csv", dtype=str, keep_default_na=True)


def read_pyarrow(place, name):
    import pyarrow
    from pyarrow import csv as arrow_csv

    with open(f"{place}/{name}.csv", encoding="utf-8-sig") as file:
        header = next(csv.reader(file))
    options = arrow_csv.ConvertOptions(
        column_types={h: pyarrow.string() for h in header}, strings_can_be_null=True
    )
    return arrow_csv.read_csv(f"{place}/{name}.csv", convert_options=options).to_pandas()


def read_pyogrio(place, name):
    import pyogrio

    _, table = pyogrio.read_arrow(place, layer=name, read_geometry=False)
    return table.to_pandas()


def check_frames(tables, read):
    import pandas

    faults = 0
    for table in tables:
        have = read[table["name"]]
        for c in number_columns(table, have):
            cells = have[c["name"]]
            values = pandas.to_numeric(cells, errors="coerce")
            faults += int((values.isna() & cells.notna()).sum())
            if c.get("min") is not None:
                faults += int(((values < c["min"]) | (values > c["max"])).sum())
        key = single_key(table)
        if key in have:
            faults += int(have[key].duplicated().sum())
        for column, (other, of) in references(table):
            if column in have and other in read and of in read[other]:
                cells = have[column].dropna()
                faults += int((~cells.isin(read[other][of])).sum())
    return faults


READERS = {
    "csv": (read_csv_module, check_lists),
    "sqlite3": (read_sqlite_module, check_lists),
    "pandas": (read_pandas, check_frames),
    "pyarrow": (read_pyarrow, check_frames),
    "pyogrio": (read_pyogrio, check_frames),
}


def check(reader, place, schema):
    with open(schema, encoding="utf-8") as file:
        tables = [t for t in json.load(file)["tables"] if not t["by_key"]]
    read_one, check_all = READERS[reader]
    if os.path.isdir(place):
        present = {f[:-4] for f in os.listdir(place) if f.endswith(".csv")}
    else:
        import sqlite3

        rows = sqlite3.connect(place).execute("SELECT table_name FROM gpkg_contents")
        present = {name for (name,) in rows}
    tables = [t for t in tables if t["name"] in present]
    read = {t["name"]: read_one(place, t["name"]) for t in tables}
    faults = check_all(tables, read)
    units = read["units"]
    print(f"{len(units['id'])} units, {faults} faults")


def timed(command):
    """Processor time, wall time, peak memory and last line of a command."""
    with tempfile.TemporaryFile() as out:
        start = time.monotonic()
        child = subprocess.Popen(command, stdout=out, stderr=None)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.monotonic() - start
        out.seek(0)
        answer = out.read().decode().strip().splitlines()
    if os.waitstatus_to_exitcode(status) > 1:
        raise SystemExit(f"{command} failed")
    return used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024, answer[-1]


def compare(case, room):
    """The case as CSV with English headers and as a GeoPackage, read by everybody."""
    schema, folder, package = (f"{room}/{name}" for name in ("schema.json", "case", "case.gpkg"))
    with open(schema, "wb") as file:
        subprocess.run([PROGRAM, "schema", "--as", "json"], stdout=file, check=True)
    subprocess.run([PROGRAM, "convert", case, folder, "--headers", "en"], check=True)
    subprocess.run([PROGRAM, "convert", case, package], check=True)
    print("reader\tplace\tcpu s\twall s\tMiB\tcpu to ours\tanswer")
    for place, readers in ((folder, ("csv", "pandas", "pyarrow")), (package, ("sqlite3", "pyogrio"))):
        ours = None
        for reader in ("qingnuan", *readers):
            command = [sys.executable, __file__, "--as", reader, place, schema]
            if reader == "qingnuan":
                command = [PROGRAM, "check", place, "--lang", "en"]
            cpu, wall, mib, answer = min(timed(command) for _ in range(3))
            ours = ours or cpu
            name = os.path.basename(place)
            print(f"{reader}\t{name}\t{cpu:.2f}\t{wall:.2f}\t{mib:.0f}\t{cpu / ours:.2f}\t{answer}", flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "--as":
        check(*sys.argv[2:5])
    else:
        with tempfile.TemporaryDirectory() as scratch:
            compare(sys.argv[1], scratch)
