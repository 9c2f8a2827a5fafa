#!/usr/bin/env python3
"""search.py PORT SAMPLES: searches the register for each sample in every way, one request at a time, and prints what the answers took.
One hundred requests and a few, since an address may ask 120 times a minute."""
import http.client, json, sys, time, urllib.parse

port, samples = int(sys.argv[1]), [line.rstrip("\n").split("\t") for line in open(sys.argv[2], encoding="utf-8")]
connection = http.client.HTTPConnection("127.0.0.1", port)


def ask(**query):
    begin = time.perf_counter()
    connection.request("GET", "/api/v1/register-entries?" + urllib.parse.urlencode(query))
    answer = connection.getresponse()
    body = answer.read()
    taken = (time.perf_counter() - begin) * 1000
    if answer.status != 200:
        sys.exit(f"{answer.status} {body.decode()}")
    return taken, json.loads(body)["items"]


cases = {
    "number": lambda number, name, kana, prefecture: {"number": number},
    "prefix": lambda number, name, kana, prefecture: {"name": name[:2]},
    "kana": lambda number, name, kana, prefecture: {"name": kana[:4]},
    "part": lambda number, name, kana, prefecture: {"name": name[1:4]},
    "prefecture": lambda number, name, kana, prefecture: {"name": name[:3], "prefecture": prefecture},
}
ask(name=samples[0][1])
for case, query in cases.items():
    answers = [ask(**query(*sample)) for sample in samples]
    times = sorted(taken for taken, _ in answers)
    if not all(items for _, items in answers):
        sys.exit(f"{case}: a search found nothing")
    print(f"bench register case=search_{case} p50_ms={times[len(times) // 2]:.2f} max_ms={times[-1]:.2f} "
          f"found={sum(len(items) for _, items in answers) / len(answers):.1f}")
