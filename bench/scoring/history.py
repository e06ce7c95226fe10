"""Measures what a customer's earlier months cost over HTTP: make bench-history MODEL=BUNDLE.

The same row is asked with and without its 16 earlier months, in turns, by wrk. The bundle must have been trained with
--history. Prints requests a second and their ratio.
"""

import argparse
import json
import shutil
import statistics
import sys
from pathlib import Path
from typing import Any

from load import Request, wrk
from service import ROOT, scoring_service

WORK = ROOT / ".work" / "bench-history"
CHECKED = "/predict_proba?lang=code&threshold=0"
TIMED = "/predict_proba"
CONNECTIONS = 8
WARM_UP_SECONDS = 15
MONTHS = 16
WATCHED = ("fecha_dato", "tiprel_1mes", "ind_actividad_cliente", "segmento")


def earlier(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Sixteen months before a row: what history looks at, with all product flags."""
    year, month = (int(part) for part in row["fecha_dato"].split("-")[:2])
    months = []
    for ago in range(MONTHS, 0, -1):
        index = year * 12 + month - 1 - ago
        copy = {name: row[name] for name in row if name in WATCHED or name.endswith("_ult1")}
        copy["fecha_dato"] = f"{index // 12}-{index % 12 + 1:02}-28"
        months.append(copy)
    return months


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3, help="of each measurement")
    options = parser.parse_args()
    bundle = options.bundle.resolve()
    if json.loads((bundle / "manifest.json").read_text()).get("history", 0) == 0:
        sys.exit(f"bench-history: {bundle} looks at no earlier months: expected one trained with --history")
    row = json.loads((bundle / "verification.jsonl").read_text().splitlines()[0])["row"]
    row.pop("history", None)
    bodies = {
        "one row alone": row,
        "with 16 months: what is watched, all flags": {**row, "history": earlier(row)},
        "with 16 months: what is watched, flags of 1": {
            **row,
            "history": [
                {k: v for k, v in month.items() if k in WATCHED or v.strip() != "0" or k == "ind_cco_fin_ult1"}
                for month in earlier(row)
            ],
        },
        "with 16 months: whole raw rows": {
            **row,
            "history": [{**row, "fecha_dato": month["fecha_dato"]} for month in earlier(row)],
        },
    }
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    files = {}
    for number, (kind, body) in enumerate(bodies.items()):
        files[kind] = WORK / f"{number}.json"
        files[kind].write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")
    rates: dict[str, list[float]] = {kind: [] for kind in files}
    with scoring_service(bundle, "-Xmx512m") as service:
        service.await_answer(CHECKED, json.dumps(row))
        for file in files.values():
            wrk(service, Request(TIMED, file), WARM_UP_SECONDS, CONNECTIONS)
        for _ in range(options.rounds):
            for kind, file in files.items():
                rates[kind].append(wrk(service, Request(TIMED, file), options.seconds, CONNECTIONS).requests_per_second)
    alone = statistics.median(rates["one row alone"])
    print("| over HTTP | bytes | requests/s | ratio |\n|---|---|---|---|")
    for kind, values in rates.items():
        median = statistics.median(values)
        size = files[kind].stat().st_size
        spread = f"{median:,.0f} ({min(values):,.0f} to {max(values):,.0f})"
        print(f"| {kind} | {size:,} | {spread} | {median / alone:.2f} |")


if __name__ == "__main__":
    main()
