"""Answers questions about tables with pandas: one JSON object a line on stdin, one a line on stdout."""
import gc
import json
import sys
import time

import numpy
import pandas

tables = {}


def groups(keys):
    return tables["g1"].groupby(keys, as_index=False, sort=False, observed=True, dropna=False)


def kept(condition):
    g1 = tables["g1"]
    return g1[condition(g1)]


def joined(right, key, how="inner"):
    return tables["x"].merge(tables[right], on=key, how=how, suffixes=("", "_right"))


IDS = ["id1", "id2", "id3", "id4", "id5", "id6"]

QUESTIONS = {
    "q1": lambda: groups("id1").agg({"v1": "sum"}),
    "q2": lambda: groups(["id1", "id2"]).agg({"v1": "sum"}),
    "q3": lambda: groups("id3").agg({"v1": "sum", "v3": "mean"}),
    "q4": lambda: groups("id4").agg({"v1": "mean", "v2": "mean", "v3": "mean"}),
    "q5": lambda: groups("id6").agg({"v1": "sum", "v2": "sum", "v3": "sum"}),
    "q6": lambda: groups(["id4", "id5"]).agg(median_v3=("v3", "median"), sd_v3=("v3", "std")),
    "q6sd": lambda: groups(["id4", "id5"]).agg(sd_v3=("v3", "std")),
    "q7": lambda: groups("id3").agg(max_v1=("v1", "max"), min_v2=("v2", "min"))
        .assign(range=lambda made: made["max_v1"] - made["min_v2"])[["id3", "range"]],
    "q10": lambda: groups(IDS).agg(v3=("v3", "sum"), count=("v1", "size")),
    "range20": lambda: kept(lambda g1: (g1["v3"] >= 40) & (g1["v3"] < 60)),
    "range50": lambda: kept(lambda g1: g1["v3"] < 50),
    "text": lambda: kept(lambda g1: g1["id1"] == "id016"),
    "compound": lambda: kept(lambda g1: (g1["id4"] <= 50) & g1["v1"].isin([1, 2])
                             & ((g1["v3"] > 95) | (g1["id1"] == "id016"))),
    "sort1": lambda: tables["g1"].sort_values("v3"),
    "sort2": lambda: tables["g1"].sort_values(["id1", "v3"], ascending=[True, False]),
    "join-small": lambda: joined("small", "id1"),
    "join-medium": lambda: joined("medium", "id2"),
    "join-medium-left": lambda: joined("medium", "id2", "left"),
    "join-medium-text": lambda: joined("medium", "id5"),
    "join-big": lambda: joined("big", "id3"),
    "join-small-left": lambda: joined("small", "id1", "left"),
    "join-big-left": lambda: joined("big", "id3", "left"),
}


def load(request):
    """As the db-benchmark does: whole numbers of 32 bits, and texts as categories, unless most of them differ."""
    frame = pandas.read_csv(request["path"], dtype={name: "int32" for name in request["whole"]})
    for name in frame.columns:
        if frame[name].dtype == object and frame[name].nunique() <= len(frame) / 2:
            frame[name] = frame[name].astype("category")
    tables[request["table"]] = frame
    return {}


def made_by(request):
    """What makes the answer; None if pandas has no way to."""
    if request.get("format") == "csv":
        return lambda: pandas.read_csv(request["path"])
    return QUESTIONS.get(request["question"])


def in_order(column):
    values = column.to_numpy("float64")
    return float((values * numpy.arange(1, len(values) + 1)).sum())


def ask(request):
    make = made_by(request)
    if make is None:
        # Debian's pandas comes without pyarrow, which reads Parquet and Arrow.
        return {"none": "–"}
    began = time.perf_counter_ns()
    frame = make()
    millis = (time.perf_counter_ns() - began) / 1e6
    return {
        "millis": millis,
        "rows": len(frame),
        "sums": [float(frame[name].astype("float64").sum()) for name in request["sums"]],
        "inOrder": in_order(frame[request["ordered"]]) if request["ordered"] else 0,
    }


def answer(request):
    if request["do"] == "version":
        return {"version": pandas.__version__}
    if request["do"] == "load":
        return load(request)
    if request["do"] == "drop":
        del tables[request["table"]]
        return {}
    return ask(request)


for line in sys.stdin:
    try:
        answered = answer(json.loads(line))
    except Exception as failed:
        answered = {"error": repr(failed)}
    gc.collect()
    print(json.dumps(answered), flush=True)
